// Starting is most of what a short command costs, so the bundle loads less than its sources say. Two rolldown plugins:

/**
 * Leaves out parts of libraries that cannot be reached from here. The build fails when a library has changed so
 * much that one of them is not met any more.
 */
export function withoutUnreachable() {
  const open = new Set(unreachable.flatMap((entry) => Object.keys(entry.imports)))
  return {
    name: 'without-unreachable',
    // The filters keep these hooks away from the bundler's own helper: met by one, it counts as having side effects,
    // and the small entry would load the chunk that it lies in.
    resolveId: {
      filter: {
        id: new RegExp(
          `^(?:${unreachable
            .flatMap(({ imports }) => Object.keys(imports))
            .map(escaped)
            .join('|')})$`,
        ),
      },
      handler(source, importer) {
        const stub = unreachable.find((entry) => entry.imports[source] && within(importer, entry.library))
        if (!stub) return null
        open.delete(source)
        return { id: `\0without:${stub.library}:${source}`, moduleSideEffects: false }
      },
    },
    load: {
      filter: { id: /^\0without:/ },
      handler(id) {
        const [, library, source] = id.split(/^\0without:([^:]+):/)
        return unreachable.find((entry) => entry.library === library)?.imports[source]
      },
    },
    buildEnd() {
      if (open.size > 0) throw new Error(`libraries have changed; not met: ${[...open].join(', ')}`)
    },
  }
}

/** What stands in for each import, and why it is never missed. */
const unreachable = [
  {
    // Every Chalk here is told its level: it depends on the stream (src/terminal/terminal.ts).
    library: 'chalk',
    imports: { '#supports-color': 'export default { stdout: false, stderr: false }' },
  },
  {
    // Used for subcommands that are programs of their own; there are none.
    library: 'commander',
    imports: { 'node:child_process': 'module.exports = {}' },
  },
  {
    // It only writes forms here: no redirects are followed, the way is given by our own agent, over HTTP/1, and forms
    // are Node's own FormData (src/api/upload.ts).
    library: 'axios',
    imports: {
      'form-data': 'export default class {}',
      'follow-redirects': 'export default { http: {}, https: {} }',
      'proxy-from-env': 'export const getProxyForUrl = () => ""',
      'https-proxy-agent': 'export default class {}',
      http2: 'export default { constants: {} }',
    },
  },
]

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/#]/g, '\\$&')

const within = (path, library) => new RegExp(`[\\\\/]node_modules[\\\\/]${library}[\\\\/]`).test(path ?? '')

/** Node's own modules that take long to load and are not needed by every command that names them. */
const SLOW = '(?:node:)?(?:crypto|os|fs/promises|timers/promises|child_process|stream|https?|readline|zlib)'

/** An import of Node's own as the bundler writes it, with the second line where its default export is used. */
const imports = (id) =>
  new RegExp(`^let (\\w+) = require\\("(${id})"\\);(?:\\n\\1 = [\\w$.]+\\(\\1(?:, 1)?\\);)?$`, 'gm')

/**
 * Loads slow modules of Node when something of them is first used, not when the chunk that names them is loaded. All
 * get their `default` from an object that inherits the rest, a slow one from its first use on: the bundler would copy
 * every property, and asking `require` each time costs a push to `serve` a microsecond.
 */
export function lazyBuiltins() {
  return {
    name: 'lazy-builtins',
    renderChunk(code) {
      let lazy = false
      const lighter = code
        .replace(imports(SLOW), (_, name, id) => {
          lazy = true
          return `let ${name} = lazily("${id}");`
        })
        .replace(
          imports('(?:node:)?[a-z_/]+'),
          (_, name, id) => `let ${name} = inheriting(require("${id}"));`,
        )
      const helpers = [
        lazy &&
          'const lazily = (id) => { const all = Object.create(new Proxy({}, { get: (_, name) => { const found = require(id); all.default = found; Object.setPrototypeOf(all, found); return all[name]; } })); return all; };',
        lighter.includes('= inheriting(') &&
          'const inheriting = (all) => ({ __proto__: all, default: all });',
      ]
      return lighter === code ? null : [...helpers.filter(Boolean), lighter].join('\n')
    },
  }
}
