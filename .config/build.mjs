// Builds dist/: one small entry and a chunk for every lazily imported part, CommonJS so that Node's
// ES-module loader need not start (measured: about 8 ms of 80). Writes the notices of what is bundled, and the JSON
// Schema of menu files as the built program prints it.
// `--if-stale` builds only where dist/ is older than its sources.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'
import { CHUNKS, checkChunks, chunkGroups, withModules } from './chunks.mjs'
import { commandChunks, commandFacts } from './commands.mjs'
import { withCopies } from './entry.mjs'
import { alone, isStale } from './fresh.mjs'
import { lazyBuiltins, withoutUnreachable } from './lighter.mjs'
import { notices } from './notices.mjs'
import { pageAssets } from './page-assets.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = `${root}dist`
const NOTICES = 'THIRD-PARTY-NOTICES.txt'
const SCHEMA = 'menu.schema.json'

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

const options = {
  cwd: root,
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: [withCopies(`${root}src/compile-cache.ts`), pageAssets(), withoutUnreachable(), lazyBuiltins()],
  resolve: {
    alias: {
      // The same library as ES modules: its Node build is CommonJS, of which nothing can be left out.
      yaml: `${root}node_modules/yaml/browser/dist/index.js`,
      // conf's writer brings it to remove temporary files at exit. It answers a signal by sending it to the
      // process again, which main.ts would take for the second Ctrl-C; the store removes such files itself.
      'when-exit': `${root}.config/when-exit.mjs`,
    },
  },
  transform: {
    define: { __VERSION__: JSON.stringify(version), __COMMANDS__: JSON.stringify(await commandFacts()) },
    target: 'node20',
  },
  onLog(level, log, handle) {
    if (level === 'warn') throw new Error(log.message)
    handle(level, log)
  },
}

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean' } } })
await alone(root, async () => {
  if (values['if-stale'] && !isStale(root)) return // another has done it while this one waited
  const began = new Date()
  const bundle = await rolldown(options)
  await write(bundle)
  utimesSync(`${dist}/${SCHEMA}`, began, began) // what is changed while it is read makes the build old
  await bundle.close()
})

/** Writes everything into dist/ and removes what is there from an earlier build. */
async function write(bundle) {
  const chunks = withModules(CHUNKS, await commandChunks())
  const { output } = await bundle.write({
    dir: dist,
    format: 'cjs',
    minify: true,
    // Node reads such files faster: 1.4 ms of 37 for `menu validate`, 2 of 54 for `menu push` (CPU time, 60 rounds).
    charset: 'ascii',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    dynamicImportInCjs: false,
    codeSplitting: { groups: chunkGroups(chunks, root) },
  })
  checkChunks(chunks, root, output)

  const kept = new Set([...output.map(({ fileName }) => fileName), NOTICES, SCHEMA])
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`.slice(dist.length + 1).replaceAll('\\', '/')
    if (entry.isFile() && !kept.has(path)) rmSync(`${dist}/${path}`)
  }

  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
  writeFileSync(`${dist}/${NOTICES}`, notices(modules))
  // The menu files that wxadmin writes name this file in their first line (src/menu/rules/schema-address.ts).
  const schema = execFileSync(process.execPath, [`${root}bin/wxadmin.js`, 'menu', 'schema'])
  writeFileSync(`${dist}/${SCHEMA}`, schema)
}
