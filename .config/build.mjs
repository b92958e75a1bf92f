// Builds dist/: one small entry and a chunk for every lazily imported part, CommonJS so that Node's
// ES-module loader need not start (measured: about 8 ms of 80). Writes the notices of what is bundled, and the JSON
// Schema of menu files as the built program prints it.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { CHUNKS, checkChunks, chunkGroups } from './chunks.mjs'
import { lazyBuiltins, withoutUnreachable } from './lighter.mjs'
import { notices } from './notices.mjs'
import { pageAssets } from './page-assets.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

rmSync(`${root}dist`, { recursive: true, force: true })
const bundle = await rolldown({
  cwd: root,
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: [pageAssets(), withoutUnreachable(), lazyBuiltins()],
  resolve: {
    alias: {
      // The same library as ES modules: its Node build is CommonJS, of which nothing can be left out.
      yaml: `${root}node_modules/yaml/browser/dist/index.js`,
      // conf's writer brings it to remove temporary files at exit. It answers a signal by sending it to the
      // process again, which main.ts would take for the second Ctrl-C; the store removes such files itself.
      'when-exit': `${root}.config/when-exit.mjs`,
    },
  },
  transform: { define: { __VERSION__: JSON.stringify(version) }, target: 'node20' },
  onLog(level, log, handle) {
    if (level === 'warn') throw new Error(log.message)
    handle(level, log)
  },
})
const { output } = await bundle.write({
  dir: `${root}dist`,
  format: 'cjs',
  minify: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
  dynamicImportInCjs: false,
  codeSplitting: { groups: chunkGroups(CHUNKS, root) },
})
await bundle.close()
checkChunks(CHUNKS, root, output)

const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
writeFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, notices(modules))

// Where the first line of the menu files that wxadmin writes says that it is (src/menu/rules/schema-address.ts).
const schema = execFileSync(process.execPath, [`${root}bin/wxadmin.js`, 'menu', 'schema'])
writeFileSync(`${root}dist/menu.schema.json`, schema)
