// The bars of serve: pushes answered a second beside bare node:http and beside express with npm's `wechat`, the
// servers in turn under the same client, and the memory over a million pushes.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import WXBizMsgCrypt from 'wechat-crypto'
import { AES_KEY, APPID, load, plainRequest, safeRequest, TOKEN } from './load.mjs'
import { environment, median, program, root, sleep, withDirectory } from './measure.mjs'

const ROUNDS = 7
/** Before the clock runs: a server that has answered little is slower than it will be. */
const WARM_UP = 5
const PUSHES = 10_000
const MILLION = 1_000_000

export async function serving() {
  return withDirectory(async (directory) => [
    ...(await throughput(directory, 'plain')),
    ...(await throughput(directory, 'safe')),
    await memory(directory),
  ])
}

async function throughput(directory, mode) {
  const env = environment(directory, callback(mode))
  const servers = {
    serve: await startServe(directory, env, mode),
    ...(mode === 'plain' && { bare: await startServer('bare.mjs', env) }),
    middleware: await startServer('middleware.mjs', env),
  }
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]))
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++)
      for (const [name, { port }] of Object.entries(servers)) {
        const result = await load(port, requests(mode, PUSHES))
        if (result.count !== PUSHES) throw new Error(`${name} answered ${result.count} of ${PUSHES}`)
        if (round >= 0) results[name].push(result)
      }
  } finally {
    for (const { stop } of Object.values(servers)) await stop()
  }
  const rate = ({ count, seconds }) => count / seconds
  const against = (name, floor, limit) => {
    const ratio = median(results.serve.map((result, at) => rate(result) / rate(results[floor][at])))
    const per = (which) => Math.round(median(results[which].map(rate)))
    return {
      name,
      measured: ratio,
      limit: `≥ ${limit}`,
      ok: ratio >= limit,
      note: `${per('serve')}/s, ${per(floor)}/s; p50 ${percentile(results.serve, 0.5)} ms, p99 ${percentile(results.serve, 0.99)} ms`,
    }
  }
  if (mode === 'safe') return [against('serve, safe mode, beside express + wechat', 'middleware', 2)]
  return [
    against('serve, plain, beside bare node:http', 'bare', 0.6),
    against('serve, plain, beside express + wechat', 'middleware', 4),
  ]
}

/** What the process holds after a tenth of the pushes, and after all of them. */
async function memory(directory) {
  const env = environment(directory, callback('plain'))
  const { port, pid, stop } = await startServe(directory, env, 'plain')
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

async function startServe(directory, env, mode) {
  const ready = join(directory, `serve-${mode}-${process.hrtime.bigint()}.json`)
  const child = spawn(process.execPath, [program, 'serve', '--quiet', '--port', '0', '--ready-file', ready], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  while (!existsSync(ready)) {
    if (child.exitCode !== null) throw new Error(`wxadmin serve ended with ${child.exitCode}`)
    await sleep(20)
  }
  const { port, pid } = JSON.parse(readFileSync(ready, 'utf8'))
  return { port, pid, stop: () => stopped(child) }
}

async function startServer(file, env) {
  const child = spawn(process.execPath, [join(root, 'bench', 'servers', file)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(Number(text)))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { port, stop: () => stopped(child) }
}

function stopped(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return ended
}

/** Milliseconds, the middle one of all rounds. */
const percentile = (results, part) =>
  median(results.map(({ times }) => times[Math.floor(times.length * part)])).toFixed(2)

/** Kilobytes of memory that the process has. Linux alone tells without a helper. */
function residentSize(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
