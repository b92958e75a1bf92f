// Two versions of wxadmin over one store, mixed and at once, with a kill -9 now and then: nothing may be lost, and nothing
// be called damaged. The newer one is this build under another version, and a writer of entries that this one does not
// know. `node bench/two-versions.mjs [--seconds 600]`.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'
import { ensureBuilt } from '../.config/fresh.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const SECRET = 'f'.repeat(32)
/** How many workers of each kind; each does one thing after the other. */
const WORKERS = 2
const KILLED = 0.06
const NEWER = '99.0.0'
/** A push keeps at least so many entries of the history. */
const HISTORY_KEPT = 50

/**
 * @param {{ seconds: number }} options
 * @returns {Promise<{ operations: number, kills: number, problems: string[], counts: Record<string, number> }>}
 */
export async function twoVersions({ seconds }) {
  ensureBuilt(root)
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-two-versions-'))
  try {
    const builds = [build(directory, 'older'), build(directory, 'newer', NEWER)]
    const soak = new Soak(directory, builds, await writer(directory))
    return await soak.run(seconds)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A copy of the build, under another version where one is given. @returns its program */
function build(directory, name, version) {
  const place = join(directory, name)
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(root, part), join(place, part), { recursive: true })
  if (version === undefined) return join(place, 'bin/wxadmin.js')
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
  const chunks = readdirSync(join(place, 'dist'), { recursive: true }).filter((file) => file.endsWith('.cjs'))
  for (const file of [...chunks.map((chunk) => join('dist', chunk)), 'package.json']) {
    const text = readFileSync(join(place, file), 'utf8')
    const quoted = new RegExp(`(["'\`])${own.replaceAll('.', '\\.')}\\1`, 'g')
    writeFileSync(join(place, file), text.replace(quoted, `$1${version}$1`))
  }
  return join(place, 'bin/wxadmin.js')
}

async function writer(directory) {
  const bundle = await rolldown({
    cwd: root,
    input: 'bench/newer-writer.mjs',
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ file: join(directory, 'writer.mjs'), format: 'esm', codeSplitting: false })
  await bundle.close()
  return join(directory, 'writer.mjs')
}

class Soak {
  operations = 0
  kills = 0
  problems = []
  counts = {}
  /** By name: the token that an account has to have in the end, null for one that is removed, undefined where a kill left it open. */
  accounts = new Map()
  /** By writer: the least count that has to stand in the end. */
  written = new Map()
  /** By worker: how many entries of the history it has seen. */
  seen = new Map()
  /** States in the order in which they were made. */
  states = []

  constructor(directory, builds, newerWriter) {
    this.directory = directory
    this.builds = builds
    this.newerWriter = newerWriter
    this.store = join(directory, 'store')
    mkdirSync(this.store, { mode: 0o700 })
  }

  async run(seconds) {
    const sandbox = await this.startSandbox()
    try {
      await this.setUp(sandbox.env)
      const end = Date.now() + seconds * 1000
      const kinds = [this.account, this.token, this.push, this.state, this.newer]
      await Promise.all(
        kinds.flatMap((work) =>
          Array.from({ length: WORKERS }, async (_, worker) => {
            for (let turn = 0; Date.now() < end && this.problems.length < 10; turn++)
              await work.call(this, worker, turn)
          }),
        ),
      )
      await this.verify()
    } finally {
      sandbox.child.kill('SIGTERM')
      await sandbox.ended
    }
    const { operations, kills, problems, counts } = this
    return { operations, kills, problems, counts }
  }

  async startSandbox() {
    const ready = join(this.directory, 'ready.json')
    const env = { HOME: this.directory, WXADMIN_CONFIG_DIR: join(this.directory, 'sandbox-store') }
    const started = this.spawn(this.builds[0], ['sandbox', '--port', '0', '--ready-file', ready], { env })
    for (let tries = 0; tries < 500; tries++) {
      try {
        return { ...started, ...JSON.parse(readFileSync(ready, 'utf8')) }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    throw new Error('the sandbox did not start')
  }

  async setUp({ WXADMIN_APPID, WXADMIN_SECRET, WXADMIN_API_BASE }) {
    const argv = [
      'account',
      'add',
      'box',
      '--appid',
      WXADMIN_APPID,
      '--secret-stdin',
      '--api-base',
      WXADMIN_API_BASE,
    ]
    const { code, stderr } = await this.spawn(this.builds[0], argv, { input: WXADMIN_SECRET }).ended
    if (code !== 0) throw new Error(stderr)
    for (const number of [0, 1]) {
      const button = [{ name: `菜单${number}`, type: 'click', key: `KEY_${number}` }]
      writeFileSync(join(this.directory, `menu-${number}.json`), JSON.stringify({ button }))
    }
  }

  spawn(program, argv, { env, input = '' } = {}) {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH,
        HOME: this.directory,
        WXADMIN_CONFIG_DIR: this.store,
        LANG: 'en_US.UTF-8',
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text
      })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    const ended = new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, ...output }))
    })
    return { child, ended }
  }

  /** Runs one command with either build, killed now and then. @returns undefined where it was killed */
  async do(argv, { input, codes = [0], program = this.builds[Math.floor(Math.random() * 2)] } = {}) {
    const { child, ended } = this.spawn(program, argv, { input })
    const timer =
      Math.random() < KILLED ? setTimeout(() => child.kill('SIGKILL'), Math.random() * 400) : undefined
    const { code, signal, stdout, stderr } = await ended
    clearTimeout(timer)
    this.operations++
    const words = argv[0] === '-a' ? argv.slice(2) : argv
    const what =
      program === this.newerWriter ? 'newer entries' : words.slice(0, words[0] === 'token' ? 1 : 2).join(' ')
    if (signal === 'SIGKILL') {
      this.kills++
      return undefined
    }
    this.counts[what] = (this.counts[what] ?? 0) + 1
    if (!codes.includes(code)) this.problem(`${argv.join(' ')}: exit ${code}: ${stderr}`)
    else if (/damaged|corrupt|newer wxadmin/i.test(stderr)) this.problem(`${argv.join(' ')}: ${stderr}`)
    return { code, stdout, stderr }
  }

  problem(text) {
    this.problems.push(text.trim())
  }

  /** Each worker has accounts of its own: nobody else changes them. */
  async account(worker, turn) {
    const name = `own-${worker}-${turn % 5}`
    const token = `T${worker}x${turn}`
    const known = this.accounts.get(name)
    if (known === undefined || known === null) {
      const isThere = known === undefined && this.accounts.has(name)
      const argv = [
        'account',
        'add',
        name,
        '--appid',
        `wx${String(worker * 10 + (turn % 5)).padStart(16, '0')}`,
        '--secret-stdin',
        '--token',
        token,
      ]
      const done = await this.do(argv, { input: SECRET, codes: isThere ? [0, 64] : [0] })
      if (done?.code === 64) await this.set(name, token)
      else this.accounts.set(name, done ? token : undefined)
    } else if (turn % 3 === 0) {
      this.accounts.set(name, (await this.do(['account', 'remove', name, '--yes'])) ? null : undefined)
    } else await this.set(name, token)
  }

  async set(name, token) {
    this.accounts.set(name, (await this.do(['account', 'set', name, `token=${token}`])) ? token : undefined)
  }

  async token(_, turn) {
    if (turn % 20 === 19) return this.do(['-a', 'box', 'token', 'clear'])
    const done = await this.do(['-a', 'box', 'token'])
    if (done && !/^\S{20,}\n$/.test(done.stdout))
      this.problem(`token printed ${done.stdout.length} characters`)
  }

  /** Two push different menus against each other: one may find that the other was first (3). */
  async push(worker) {
    await this.do(['-a', 'box', 'menu', 'push', `menu-${worker % 2}.json`, '--yes'], { codes: [0, 3] })
    const done = await this.do(['-a', 'box', 'menu', 'history', '--json'])
    if (!done) return
    const { entries, more, damaged } = JSON.parse(done.stdout)
    const count = entries.length + more
    if (damaged.length > 0) this.problem(`menu history: ${damaged.length} damaged`)
    // Of one worker's looks the later one sees at least as much, but for the entries of pushes that were under way and
    // came to nothing, and up to where a push deletes the oldest.
    if (count < Math.min(this.seen.get(worker) ?? 0, HISTORY_KEPT) - WORKERS)
      this.problem(`menu history: ${count} after ${this.seen.get(worker)}`)
    this.seen.set(worker, count)
  }

  async state() {
    const done = await this.do(['-a', 'box', 'oauth', 'url', 'https://example.com/cb', '--state', 'auto'])
    const state = done && new URL(done.stdout).searchParams.get('state')
    if (state) this.states.push(state)
  }

  async newer(worker, turn) {
    const id = `w${worker}`
    if (await this.do([this.store, id, String(turn)], { program: this.newerWriter }))
      this.written.set(id, turn)
  }

  async verify() {
    const file = JSON.parse(readFileSync(join(this.store, 'accounts.json'), 'utf8'))
    for (const [name, token] of this.accounts) {
      const found = file.accounts[name]
      if (token === null && found) this.problem(`${name} came back`)
      if (token && found?.callbackToken !== token)
        this.problem(`${name} has ${found?.callbackToken}, not ${token}`)
    }
    const states = JSON.parse(readFileSync(join(this.store, 'oauth/states.json'), 'utf8'))
    const callbacks = JSON.parse(readFileSync(join(this.store, 'callback.json'), 'utf8'))
    for (const [id, count] of this.written) {
      const counts = [
        file.soak[id],
        file.accounts[`hub-${id}`]?.hub.count,
        states.soak[id],
        states.states.find(({ hash }) => hash === id)?.count,
        callbacks.values[`newer-${id}`]?.sealed.count,
      ]
      // a writer that was killed may have written more than is known
      if (!counts.every((found) => found >= count))
        this.problem(`the newer entries of ${id} are ${counts}, not ${count}`)
    }
    const kept = new Set(states.states.map(({ state }) => state))
    for (const state of this.states.slice(-900))
      if (!kept.has(state)) this.problem(`the state ${state} is lost`)
    const names = readdirSync(this.store, { recursive: true })
    for (const name of names) if (/corrupt/.test(name)) this.problem(`there is ${name}`)
    for (const program of this.builds) {
      const { code, stdout, stderr } = await this.spawn(program, ['account', 'list', '--json']).ended
      const unusable = code === 0 ? JSON.parse(stdout).filter(({ newer }) => newer) : []
      if (unusable.length !== this.written.size) this.problem(`account list: ${stderr || unusable.length}`)
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' } } })
  const { operations, kills, problems, counts } = await twoVersions({ seconds: Number(values.seconds) })
  console.log(`two versions over one store for ${values.seconds} s: ${operations} commands, ${kills} killed`)
  console.log(
    Object.entries(counts)
      .map(([what, count]) => `  ${what}: ${count}`)
      .join('\n'),
  )
  for (const text of problems) console.log(`LOST: ${text}`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
