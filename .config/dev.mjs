// `npm run dev`: builds dist/ now and whenever a source changes, until it is ended. A build that fails says why and
// waits for the next change.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, isStale, SOURCES } from './fresh.mjs'

/** An editor may touch several files when it saves one. Milliseconds. */
const SETTLE_MS = 50

const root = fileURLToPath(new URL('..', import.meta.url))
let timer
for (const source of SOURCES)
  watch(join(root, source), { recursive: source !== 'package.json' }, () => {
    clearTimeout(timer)
    timer = setTimeout(build, SETTLE_MS)
  })
console.log(`Watching ${SOURCES.join(', ')}; Ctrl+C ends it.`)
build()

function build() {
  if (!isStale(root)) return
  const started = performance.now()
  const time = new Date().toLocaleTimeString('en-GB')
  try {
    ensureBuilt(root)
    console.log(`${time} built in ${Math.round(performance.now() - started)} ms`)
  } catch (error) {
    console.error(`${time} ${error.stderr}`)
  }
}
