// Builds dist/: one small entry and a chunk for every lazily imported part, CommonJS so that Node's
// ES-module loader need not start (measured: about 8 ms of 80). Writes the notices of what is bundled.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { notices } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

rmSync(`${root}dist`, { recursive: true, force: true })
const bundle = await rolldown({
  cwd: root,
  input: { main: 'src/main.ts' },
  platform: 'node',
  resolve: {
    alias: {
      // axios imports form-data (with its 150 KB MIME table) for the FormData that Node has built in.
      'form-data': `${root}.config/form-data.mjs`,
      // conf's writer brings it to remove temporary files at exit. It answers a signal by sending it to the
      // process again, which main.ts would take for the second Ctrl-C; the store removes such files itself.
      'when-exit': `${root}.config/when-exit.mjs`,
    },
  },
  transform: { define: { __VERSION__: JSON.stringify(version) }, target: 'node20' },
  onLog(level, log, handle) {
    if (level === 'warn' && log.code !== 'EVAL') throw new Error(log.message)
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
  comments: false,
})
await bundle.close()

const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
writeFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, notices(modules))
