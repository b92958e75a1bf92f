// Servers side by side: what a request costs each in CPU time, in turn under the same client. CPU time is read from the
// operating system (Linux): how many requests are answered a second depends on who else uses the machine.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from './load.mjs'
import { median, program, root, sleep } from './measure.mjs'

/** Many short rounds: a neighbour that wakes up for a second hits all servers alike. */
const ROUNDS = 21
/** Before the clock runs: a server that has answered little is slower than it will be. */
const WARM_UP = 12
const REQUESTS = 4000

/**
 * Sends each server the same number of requests, in turn, and ends them.
 * @param requests a supply of so many, each as the bytes of a whole HTTP request
 * @param servers by name; `ours` is what the others are a floor or a ceiling of
 * @param supplies for servers that take other requests, by name
 * @returns makes the row of the table for one of the others
 */
export async function compareServers(requests, servers, supplies = {}) {
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]))
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++)
      for (const [name, { port, pid }] of Object.entries(servers)) {
        const next = (supplies[name] ?? requests)(REQUESTS)
        const before = cpuTime(pid)
        const result = await load(port, next)
        const cpu = (cpuTime(pid) - before) / REQUESTS
        if (result.count !== REQUESTS) throw new Error(`${name} answered ${result.count} of ${REQUESTS}`)
        if (round >= 0) results[name].push({ ...result, cpu })
      }
  } finally {
    for (const { stop } of Object.values(servers)) await stop()
  }
  const cpuOf = (name) => median(results[name].map(({ cpu }) => cpu)).toFixed(0)
  const rateOf = (name) => Math.round(median(results[name].map(({ count, seconds }) => count / seconds)))
  return (name, other, limit) => {
    const ratio = median(results.ours.map(({ cpu }, at) => cpu / results[other][at].cpu))
    const times = `p50 ${percentile(results.ours, 0.5)} ms, p99 ${percentile(results.ours, 0.99)} ms`
    return {
      name,
      measured: ratio,
      limit: `≤ ${limit}`,
      ok: ratio <= limit,
      note: `${cpuOf('ours')} µs / ${cpuOf(other)} µs a request; ${rateOf('ours')}/s, ${rateOf(other)}/s; ${times}`,
    }
  }
}

/** Starts a server of wxadmin. @param argv its command and flags */
export async function startWxadmin(directory, env, argv) {
  const ready = join(directory, `ready-${process.hrtime.bigint()}.json`)
  const child = spawn(process.execPath, [program, ...argv, '--port', '0', '--ready-file', ready], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  while (!existsSync(ready)) {
    if (child.exitCode !== null) throw new Error(`wxadmin ${argv[0]} ended with ${child.exitCode}`)
    await sleep(20)
  }
  const { port, pid } = JSON.parse(readFileSync(ready, 'utf8'))
  return { port, pid, stop: () => stopped(child) }
}

export async function startServer(file, env) {
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
