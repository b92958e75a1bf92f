// The bars of serve: what a push costs the server in CPU time beside bare node:http, beside express with npm's `wechat`
// and beside a bare proxy, the servers in turn under the same client; and the memory over a million pushes. CPU time is
// read from the operating system (Linux): how many pushes are answered a second depends on who else uses the machine.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import WXBizMsgCrypt from 'wechat-crypto'
import { AES_KEY, APPID, load, plainRequest, safeRequest, TOKEN } from './load.mjs'
import { environment, median, program, root, sleep, withDirectory } from './measure.mjs'

/** Many short rounds: a neighbour that wakes up for a second hits all servers alike. */
const ROUNDS = 21
/** Before the clock runs: a server that has answered little is slower than it will be. */
const WARM_UP = 12
const PUSHES = 4000
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
  const against = await compareServers('plain', {
    serve: await startServe(directory, env),
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
  const against = await compareServers('safe', {
    serve: await startServe(directory, env),
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
    const against = await compareServers('plain', {
      serve: await startServe(directory, env, '--forward-to', url),
      proxy: await startServer('proxy.mjs', { ...env, TARGET: url }),
    })
    return [against('serve --forward-to, CPU beside a bare node:http proxy', 'proxy', 2)]
  } finally {
    await target.stop()
  }
}

/**
 * Sends each server the same number of pushes, in turn, and ends them.
 * @param servers by name; `serve` is what the others are a floor or a ceiling of
 * @returns makes the row of the table for one of the others
 */
async function compareServers(mode, servers) {
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]))
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++)
      for (const [name, { port, pid }] of Object.entries(servers)) {
        const next = requests(mode, PUSHES)
        const before = cpuTime(pid)
        const result = await load(port, next)
        const cpu = (cpuTime(pid) - before) / PUSHES
        if (result.count !== PUSHES) throw new Error(`${name} answered ${result.count} of ${PUSHES}`)
        if (round >= 0) results[name].push({ ...result, cpu })
      }
  } finally {
    for (const { stop } of Object.values(servers)) await stop()
  }
  const cpuOf = (name) => median(results[name].map(({ cpu }) => cpu)).toFixed(0)
  const rateOf = (name) => Math.round(median(results[name].map(({ count, seconds }) => count / seconds)))
  return (name, other, limit) => {
    const ratio = median(results.serve.map(({ cpu }, at) => cpu / results[other][at].cpu))
    const times = `p50 ${percentile(results.serve, 0.5)} ms, p99 ${percentile(results.serve, 0.99)} ms`
    return {
      name,
      measured: ratio,
      limit: `≤ ${limit}`,
      ok: ratio <= limit,
      note: `${cpuOf('serve')} µs / ${cpuOf(other)} µs a push; ${rateOf('serve')}/s, ${rateOf(other)}/s; ${times}`,
    }
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

async function startServe(directory, env, ...flags) {
  const ready = join(directory, `serve-${process.hrtime.bigint()}.json`)
  const argv = ['serve', '--quiet', '--port', '0', '--ready-file', ready, ...flags]
  const child = spawn(process.execPath, [program, ...argv], {
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
  return { port, pid: child.pid, stop: () => stopped(child) }
}

function stopped(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return ended
}

/** Milliseconds, the middle one of all rounds. */
const percentile = (results, part) =>
  median(results.map(({ times }) => times[Math.floor(times.length * part)])).toFixed(2)

/** Microseconds that all threads of a process have run since it began. */
function cpuTime(pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)),
  )
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1000
}

/** Kilobytes of memory that the process has. Linux alone tells without a helper. */
function residentSize(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
