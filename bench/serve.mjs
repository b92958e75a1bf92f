// The bars of serve: what a push costs the server in CPU time beside bare node:http, beside express with npm's `wechat`
// and beside a bare proxy; and the memory over a million pushes.
import { readFileSync } from 'node:fs'
import WXBizMsgCrypt from 'wechat-crypto'
import { compareServers, startServer, startWxadmin } from './compare-servers.mjs'
import { AES_KEY, APPID, load, plainRequest, safeRequest, TOKEN } from './load.mjs'
import { environment, withDirectory } from './measure.mjs'

const MILLION = 1_000_000

export async function serving() {
  return withDirectory(async (directory) => [
    ...(await plain(directory)),
    ...(await safe(directory)),
    ...(await forwarding(directory)),
    await memory(directory),
  ])
}

async function plain(directory) {
  const env = environment(directory, callback('plain'))
  const against = await compareServers((count) => requests('plain', count), {
    ours: await startServe(directory, env),
    bare: await startServer('bare.mjs', env),
    middleware: await startServer('middleware.mjs', env),
  })
  return [
    against('serve, plain, CPU beside bare node:http', 'bare', 1.5),
    against('serve, plain, CPU beside express + wechat', 'middleware', 0.25),
  ]
}

async function safe(directory) {
  const env = environment(directory, callback('safe'))
  const against = await compareServers((count) => requests('safe', count), {
    ours: await startServe(directory, env),
    middleware: await startServer('middleware.mjs', env),
  })
  return [against('serve, safe mode, CPU beside express + wechat', 'middleware', 0.4)]
}

/** Both forward to one target, over connections that are kept. */
async function forwarding(directory) {
  const env = environment(directory, callback('plain'))
  const target = await startServer('bare.mjs', env)
  const url = `http://127.0.0.1:${target.port}/`
  try {
    const against = await compareServers((count) => requests('plain', count), {
      ours: await startServe(directory, env, '--forward-to', url),
      proxy: await startServer('proxy.mjs', { ...env, TARGET: url }),
    })
    return [against('serve --forward-to, CPU beside a bare node:http proxy', 'proxy', 2)]
  } finally {
    await target.stop()
  }
}

/** What the process holds after a tenth of the pushes, and after all of them. */
async function memory(directory) {
  const env = environment(directory, callback('plain'))
  const { port, pid, stop } = await startServe(directory, env)
  try {
    const held = async () => {
      const { count } = await load(port, requests('plain', MILLION / 10))
      return { count, kilobytes: residentSize(pid) }
    }
    const first = await held()
    let last = first
    let count = first.count
    for (let part = 1; part < 10; part++) {
      last = await held()
      count += last.count
    }
    if (count !== MILLION) throw new Error(`${count} of ${MILLION} pushes were answered`)
    const ratio = last.kilobytes / first.kilobytes
    return {
      name: 'serve, memory after 1,000,000 pushes beside 100,000',
      measured: ratio,
      limit: '≤ 1.2',
      ok: ratio <= 1.2,
      note: `${(last.kilobytes / 1024).toFixed(0)} MB / ${(first.kilobytes / 1024).toFixed(0)} MB resident`,
    }
  } finally {
    await stop()
  }
}

const callback = (mode) => ({
  WXADMIN_CALLBACK_TOKEN: TOKEN,
  WXADMIN_APPID: APPID,
  WXADMIN_SECRET: 'f'.repeat(32),
  WXADMIN_MODE: mode,
  ...(mode === 'safe' && { WXADMIN_AES_KEY: AES_KEY }),
})

/** A supply of requests nobody has sent before; encrypted ones are made before the clock runs. */
function requests(mode, count) {
  if (mode === 'plain') {
    let left = count
    return () => (left-- > 0 ? plainRequest() : undefined)
  }
  const cipher = new WXBizMsgCrypt(TOKEN, AES_KEY, APPID)
  const made = Array.from({ length: count }, () => safeRequest(cipher))
  return () => made.pop()
}

const startServe = (directory, env, ...flags) => startWxadmin(directory, env, ['serve', '--quiet', ...flags])

/** Kilobytes of memory that the process has. Linux alone tells without a helper. */
function residentSize(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
