// Timing whole processes side by side: the machine's speed drifts, so a command and its floor run in turn
// (A B A B …) and the ratio is taken pair by pair.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const program = join(root, 'bin', 'wxadmin.js')

/** Runs `use` with a directory of its own and removes it afterwards. */
export async function withDirectory(use) {
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-bench-'))
  try {
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const inherit = process.argv.includes('--inherit')

/**
 * The environment of both sides of a pair: little more than PATH and HOME, where bare Node starts quickest and the
 * ratios are hardest. With `--inherit` the caller's own, less accounts and proxies (NODE_EXTRA_CA_CERTS alone can
 * double what `node -e 0` costs, and makes every ratio look better).
 */
export function environment(directory, extra = {}) {
  const wanted = inherit
    ? (name) => !/^WXADMIN_|_PROXY$|^npm_/i.test(name)
    : (name) => /^(PATH|HOME|SystemRoot|TEMP|TMPDIR|APPDATA|LOCALAPPDATA)$/.test(name)
  const kept = Object.entries(process.env).filter(([name]) => wanted(name))
  return { ...Object.fromEntries(kept), LANG: 'en_US.UTF-8', WXADMIN_CONFIG_DIR: directory, ...extra }
}

function once(args, env) {
  const start = process.hrtime.bigint()
  const done = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ms = Number(process.hrtime.bigint() - start) / 1e6
  if (done.status !== 0) throw new Error(`${args.join(' ')} exited ${done.status}: ${done.stderr}`)
  return ms
}

/** @returns {{ms: number, floor: number, ratio: number}} medians over `rounds` pairs after two warm-ups */
export function compare(args, floorArgs, env, rounds) {
  for (let i = 0; i < 2; i++) [once(args, env), once(floorArgs, env)]
  const pairs = Array.from({ length: rounds }, () => {
    const floor = once(floorArgs, env)
    return { floor, ms: once(args, env) }
  })
  return {
    ms: median(pairs.map((pair) => pair.ms)),
    floor: median(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map((pair) => pair.ms / pair.floor)),
  }
}

/** Starts wxadmin and resolves when it has ended. @param input for its stdin */
export function start(args, env, input = '') {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, output, errors })))
  return { child, ended }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
