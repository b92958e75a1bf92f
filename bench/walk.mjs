// What reading the sources costs: how many files one job crosses, and how the files are made up.
//
//   node bench/walk.mjs [CHECKOUT] [--list JOB] [--json]
//
// CHECKOUT is a directory with another state of the project, such as a git worktree of an older commit; it needs no
// node_modules. JOB is the name of a job (its files are listed in the order in which they are entered), `circles` (the
// files of each circle) or `sizes` (every file with its lines and importers).
//
// How it measures: the sources are bundled with a call put at the entry of every function, method and arrow function,
// and the program is then run for real against a sandbox in another process. Caches of an earlier run are warm. What is
// called while a module is being loaded (a table that is put together) is left out: nobody reads a job that way.
//   files entered    distinct files of src of which a function ran
//   changes of file  how often a function ran of another file than the one before it; a return is not counted
//   files loaded     distinct files of src that were imported, used or not, types aside
// A circle is a largest group of files each of which imports every other one, directly or through others. An import is
// any: of values, of types, lazy. Circles of values leave out what only types need.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'
import { parseSync } from 'rolldown/utils'
import { environment, root, sleep, withDirectory } from './measure.mjs'

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** Writes at once, so that what one push costs can be told from what came before it. */
const RECORDER = `
const { appendFileSync } = require('node:fs')
const record = process.env.WALK ? (text) => appendFileSync(process.env.WALK, text) : () => undefined
let loading = 0
globalThis.walkEnter = (id) => { if (loading === 0) record('e' + id + '\\n') }
globalThis.walkLoad = (id) => { loading++; record('l' + id + '\\n') }
globalThis.walkLoaded = () => { loading-- }`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'string' }, json: { type: 'boolean' } },
})
const checkout = resolve(positionals[0] ?? root)
const files = readSources(join(checkout, 'src'))
const shape = shapeOf(files)
const jobs = await withDirectory(walkJobs)
print()

function print() {
  if (values.list) return printList(values.list)
  const counts = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, countsOf(job)]))
  if (values.json) return console.log(JSON.stringify({ jobs: counts, src: shape.counts }, null, 2))
  console.log(`${checkout}${commitOf(checkout)}\n`)
  console.log('| job | files entered | changes of file | files loaded |\n|---|---|---|---|')
  for (const [name, { entered, changes, loaded }] of Object.entries(counts))
    console.log(`| ${name} | ${entered} | ${changes} | ${loaded} |`)
  console.log('\n| src | |\n|---|---|')
  for (const [name, count] of Object.entries(shape.counts)) console.log(`| ${name} | ${count} |`)
}

function printList(name) {
  const lists = {
    ...Object.fromEntries(
      Object.entries(jobs).map(([job, { entries }]) => [job, () => [...new Set(entries)].map(nameOf)]),
    ),
    circles: () => shape.circles.map((circle) => circle.map(nameOf).join('  ')),
    sizes: () =>
      files.map(({ path, lines }, id) => `${lines} lines, ${shape.importers[id].size} importers  ${path}`),
  }
  if (!lists[name]) throw new Error(`--list takes one of: ${Object.keys(lists).join(', ')}`)
  for (const line of lists[name]()) console.log(line)
}

/** @returns {{entered: number, changes: number, loaded: number}} */
function countsOf({ entries, loaded }) {
  return {
    entered: new Set(entries).size,
    changes: entries.filter((id, at) => at > 0 && id !== entries[at - 1]).length,
    loaded: loaded.size,
  }
}

function nameOf(id) {
  return files[id].path
}

function commitOf(directory) {
  try {
    const options = { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return `, ${execFileSync('git', ['log', '-1', '--format=%h %s'], options).trim()}`
  } catch {
    return ''
  }
}

// ---- the sources ----

/** Every TypeScript file below a directory, parsed. @returns {{path: string, file: string, code: string, lines: number, program: object}[]} */
function readSources(directory) {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((name) => {
      const file = join(directory, name)
      const code = readFileSync(file, 'utf8')
      const { program, errors } = parseSync(file, code)
      if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
      return { path: relative(checkout, file), file, code, lines: code.split('\n').length - 1, program }
    })
}

/** Calls a function with every node of a syntax tree. */
function visit(node, use) {
  if (Array.isArray(node)) for (const child of node) visit(child, use)
  else if (node && typeof node.type === 'string') {
    use(node)
    for (const child of Object.values(node)) if (child && typeof child === 'object') visit(child, use)
  }
}

function shapeOf(sources) {
  const ids = new Map(sources.map(({ file }, id) => [file, id]))
  const all = sources.map(() => new Set())
  const ofValues = sources.map(() => new Set())
  for (const [id, source] of sources.entries())
    for (const { specifier, isType } of importsOf(source)) {
      const imported = ids.get(resolved(source.file, specifier))
      if (imported === undefined || imported === id) continue
      all[id].add(imported)
      if (!isType) ofValues[id].add(imported)
    }
  const importers = sources.map((_, id) => new Set([...sources.keys()].filter((other) => all[other].has(id))))
  const circles = circlesOf(all)
  const lines = sources.map((source) => source.lines).sort((a, b) => a - b)
  const counts = {
    files: sources.length,
    lines: lines.reduce((sum, count) => sum + count, 0),
    'median lines': lines[Math.floor(lines.length / 2)],
    'p90 lines': lines[Math.floor(lines.length * 0.9)],
    'files of 30 lines or fewer': lines.filter((count) => count <= 30).length,
    'files of more than 400 lines': lines.filter((count) => count > 400).length,
    'files with one importer': importers.filter(({ size }) => size === 1).length,
    circles: circles.length,
    'circles of values': circlesOf(ofValues).length,
  }
  return { counts, importers, circles }
}

/** @returns {{specifier: string, isType: boolean}[]} */
function importsOf({ program }) {
  const found = []
  visit(program, (node) => {
    const { type, source, specifiers, importKind, exportKind } = node
    if (!source?.value?.startsWith('.')) return
    const isType =
      type === 'TSImportType' ||
      importKind === 'type' ||
      exportKind === 'type' ||
      (specifiers?.length > 0 && specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type'))
    found.push({ specifier: source.value, isType })
  })
  return found
}

function resolved(file, specifier) {
  const path = resolve(dirname(file), specifier)
  return [`${path}.ts`, join(path, 'index.ts'), path].find((candidate) => existsSync(candidate))
}

/** The strongly connected parts of a graph that have more than one node (Tarjan). @param {Set<number>[]} edges */
function circlesOf(edges) {
  const order = []
  const lowest = []
  const stack = []
  const circles = []
  let next = 0
  const follow = (node) => {
    order[node] = lowest[node] = next++
    stack.push(node)
    for (const other of edges[node]) {
      if (order[other] === undefined) follow(other)
      if (stack.includes(other)) lowest[node] = Math.min(lowest[node], lowest[other])
    }
    if (lowest[node] !== order[node]) return
    const part = stack.splice(stack.indexOf(node))
    if (part.length > 1) circles.push(part.sort((a, b) => a - b))
  }
  for (const node of edges.keys()) if (order[node] === undefined) follow(node)
  return circles
}

// ---- the instrumented program ----

/** What the checkout's own build puts in place of __COMMANDS__; older ones have none. */
async function factsOf(directory) {
  const file = join(directory, '.config/commands.mjs')
  return existsSync(file) ? (await import(pathToFileURL(file).href)).commandFacts() : null
}

/** Bundles the checkout with its calls put in. @returns the program to run with Node */
async function build(directory) {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
  const bundle = await rolldown({
    cwd: checkout,
    input: { main: 'src/main.ts' },
    platform: 'node',
    plugins: [assets(), instrumented()],
    resolve: { modules: ['node_modules', join(root, 'node_modules')] },
    transform: {
      define: { __VERSION__: JSON.stringify(version), __COMMANDS__: JSON.stringify(await factsOf(checkout)) },
      target: 'node20',
    },
    onLog: () => undefined,
  })
  await bundle.write({
    dir: join(directory, 'dist'),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    dynamicImportInCjs: false,
  })
  await bundle.close()
  mkdirSync(join(directory, 'bin'))
  const program = join(directory, 'bin', 'wxadmin.js')
  writeFileSync(
    program,
    `${RECORDER}\n${readFileSync(join(checkout, 'bin', 'wxadmin.js'), 'utf8').replace(/^#!.*/, '')}`,
  )
  return program
}

/** Nothing of pages is drawn by these jobs: what a page is made of is left empty. */
function assets() {
  return {
    name: 'assets',
    resolveId: (source) => (/\?raw$|^virtual:/.test(source) ? '\0asset' : undefined),
    load: (id) => (id === '\0asset' ? 'export default ""' : undefined),
  }
}

function instrumented() {
  const ids = new Map(files.map(({ file }, id) => [file, id]))
  return {
    name: 'instrumented',
    transform(_, file) {
      const id = ids.get(file)
      return id === undefined ? undefined : { code: withCalls(files[id], id) }
    },
  }
}

function withCalls({ code, program }, id) {
  const inserted = [
    [0, `walkLoad(${id});`],
    [code.length, `\nwalkLoaded();`],
  ]
  visit(program, ({ type, body }) => {
    if (!FUNCTIONS.includes(type) || !body) return
    if (body.type === 'BlockStatement' || body.type === 'FunctionBody')
      inserted.push([body.start + 1, `walkEnter(${id});`])
    else inserted.push([body.start, `(walkEnter(${id}),`], [body.end, ')'])
  })
  // From the end to the start: places before it stay what they are.
  inserted.sort(([a], [b]) => b - a)
  return inserted.reduce((text, [at, call]) => text.slice(0, at) + call + text.slice(at), code)
}

// ---- the jobs ----

/** @returns {Promise<Record<string, {entries: number[], loaded: Set<number>}>>} by name of the job */
async function walkJobs(directory) {
  const program = await build(directory)
  const trace = join(directory, 'trace')
  const home = join(directory, 'home')
  mkdirSync(home)
  const env = { ...environment(join(home, 'config')), HOME: home }
  const sandbox = await started(program, ['sandbox'], env, directory)
  try {
    const inSandbox = { ...env, ...sandbox.env }
    const menu = join(directory, 'menu.yaml')
    const text = readFileSync(join(checkout, 'menus', 'main.yaml'), 'utf8')
    writeFileSync(menu, text)
    const run = (argv, walk) =>
      execFileSync(process.execPath, [program, ...argv], {
        cwd: directory,
        env: { ...inSandbox, ...(walk && { WALK: trace }) },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const walked = (argv) => {
      writeFileSync(trace, '')
      run(argv, true)
      return traceOf(readFileSync(trace, 'utf8'))
    }
    const push = ['menu', 'push', menu, '--yes']
    for (let times = 0; times < 2; times++) for (const argv of [push, ['token']]) run(argv)
    const upToDate = walked(push)
    const token = walked(['token'])
    writeFileSync(menu, text.replace(/name: ?(.*)/, 'name: 改动'))
    const oneChange = walked(push)
    return {
      'menu push, up to date': upToDate,
      'menu push, one change': oneChange,
      'serve, one push': await walkPush(program, env, directory, trace),
      'token, cached': token,
    }
  } finally {
    await sandbox.stop()
  }
}

/** A plain text message sent to `serve`, from its connection to half a second after its reply. */
async function walkPush(program, env, directory, trace) {
  writeFileSync(trace, '')
  const token = 'walk0token'
  const serve = await started(
    program,
    ['serve'],
    { ...env, WXADMIN_CALLBACK_TOKEN: token, WALK: trace },
    directory,
  )
  try {
    await sleep(500)
    const before = statSync(trace).size
    const timestamp = `${Math.floor(Date.now() / 1000)}`
    const nonce = '415670741'
    const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
    const answer = await fetch(
      `http://127.0.0.1:${serve.port}/?signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&openid=o9AgO5Kd5ggOC`,
      {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello]]></Content><MsgId>23000000000000001</MsgId></xml>`,
      },
    )
    if (!(await answer.text()).includes('hello')) throw new Error(`serve answered ${answer.status}`)
    await sleep(500)
    return traceOf(readFileSync(trace, 'utf8').slice(before))
  } finally {
    await serve.stop()
  }
}

function traceOf(text) {
  const ids = (mark) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(mark))
      .map((line) => Number(line.slice(1)))
  return { entries: ids('e'), loaded: new Set(ids('l')) }
}

/** A command that listens, once it is ready. */
async function started(program, argv, env, directory) {
  const ready = join(directory, `${argv[0]}.json`)
  const child = spawn(process.execPath, [program, ...argv, '--port', '0', '--ready-file', ready], {
    cwd: directory,
    env,
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  while (!existsSync(ready)) {
    if (child.exitCode !== null) throw new Error(`wxadmin ${argv[0]} ended with ${child.exitCode}`)
    await sleep(20)
  }
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ...JSON.parse(readFileSync(ready, 'utf8')), stop }
}
