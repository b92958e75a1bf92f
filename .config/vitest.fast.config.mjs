// `npm run test:fast`: the tests to run after every change, in less than a minute and without a build. Left out are
// files that run the built program or other people's, those that replace modules (all files share theirs here), and
// those that say `@module-tag slow` of themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vitest/config'
import config from './vitest.config.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = ['e2e', 'interop', 'bench'].map((name) => `test/${name}/**`)

/** Helpers of tests that need the built program, those that import such a one included. */
const builtHelpers = (() => {
  const helpers = new Map(
    namesIn('test/support').map((name) => [name.replace(/\.ts$/, ''), read(`test/support/${name}`)]),
  )
  const found = new Set(['program'])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [name, code] of helpers) if (imports(code, found)) found.add(name)
  }
  return found
})()

export default mergeConfig(config, {
  test: {
    isolate: false, // what the files import is loaded once, and not for each of them: half of the time
    exclude: [
      ...FOLDERS,
      ...namesIn('test')
        .filter((name) => name.endsWith('.test.ts') && isLeftOut(read(`test/${name}`)))
        .map((name) => `test/${name}`),
    ],
  },
})

function isLeftOut(code) {
  return /@module-tag slow|\bvi\.(mock|doMock)\(|\bensureBuilt\(/.test(code) || imports(code, builtHelpers)
}

function imports(code, helpers) {
  return [...helpers].some((name) => new RegExp(`from '(?:\\./|[./]*/support/)${name}'`).test(code))
}

function namesIn(directory) {
  return readdirSync(`${root}${directory}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
}

function read(path) {
  return readFileSync(`${root}${path}`, 'utf8')
}
