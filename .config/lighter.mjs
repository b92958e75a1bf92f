// Starting is most of what a short command costs, so the bundle loads less than its sources say. Two rolldown plugins:

/**
 * Leaves out parts of libraries that cannot be reached from here. The build fails when a library has changed so
 * much that one of them is not met any more.
 */
export function withoutUnreachable() {
  const open = new Set([
    ...unreachable.flatMap((entry) => Object.keys(entry.imports)),
    ...lines.map(({ line }) => line),
  ])
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
    transform: {
      filter: { id: /[\\/]node_modules[\\/]/ },
      handler(code, id) {
        const found = lines.filter(({ file }) => id.replaceAll('\\', '/').endsWith(`/node_modules/${file}`))
        for (const { line } of found) if (code.split(line).length === 2) open.delete(line)
        return found.length === 0
          ? null
          : found.reduce((text, each) => text.replace(each.line, each.by), code)
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
    // Requests go out by its adapter for Node, over HTTP/1, by our own agent; no redirects are followed, answers are
    // unpacked by us, and forms are Node's own FormData (src/http/axios-request.ts).
    library: 'axios',
    imports: {
      './xhr.js': 'export default false',
      './fetch.js': 'export const getFetch = () => false',
      'form-data': 'export default class {}',
      'follow-redirects': 'export default { http: {}, https: {} }',
      'proxy-from-env': 'export const getProxyForUrl = () => ""',
      'https-proxy-agent': 'export default class {}',
      http2: 'export default { constants: {} }',
      zlib: 'export default { constants: {} }',
    },
  },
]

/** Lines that do more than is needed here as soon as their file is loaded; each occurs once. */
const lines = [
  {
    // Looking at the global loads all of fetch, 25 ms. Node's own FormData is told by its tag as well.
    file: 'axios/lib/utils.js',
    line: "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;",
    by: 'const FormDataCtor = undefined;',
  },
  {
    // Asking for the flags of Node makes a list of all of them, 1 ms. Our agents take no proxy from the environment.
    file: 'axios/lib/adapters/http.js',
    line: '    !process.allowedNodeEnvironmentFlags ||',
    by: '    true ||',
  },
]

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/#]/g, '\\$&')

const within = (path, library) => new RegExp(`[\\\\/]node_modules[\\\\/]${library}[\\\\/]`).test(path ?? '')

/** Node's own modules that take long to load and are not needed by every command that names them. */
const SLOW = '(?:node:)?(?:crypto|os|fs/promises|timers/promises|child_process|stream|https?|readline|zlib)'

/** An import of Node's own as the bundler writes it, with the second line where its default export is used. */
const imports = (id) =>
  new RegExp(`^let (\\w+) = require\\("(${id})"\\);(?:\\n\\1 = [\\w$.]+\\(\\1(?:, 1)?\\);)?$`, 'gm')

/** Chunks that others name, and do not need in most runs. */
const LATE_CHUNKS = '(?:string-width|chalk|store)'
const LATE = new RegExp(`^const (require_\\w+) = require\\("(\\./${LATE_CHUNKS}-[^"]*)"\\);$`, 'gm')

/**
 * Loads slow modules of Node when something of them is first used, not when the chunk that names them is loaded. All
 * get their `default` from an object that inherits the rest, a slow one from its first use on: the bundler would copy
 * every property, and asking `require` each time costs a push to `serve` a microsecond.
 */
export function lazyBuiltins() {
  let hasFoundLate = false
  return {
    name: 'lazy-builtins',
    generateBundle() {
      if (!hasFoundLate)
        throw new Error('the chunk that is to be loaded late is named otherwise (lighter.mjs)')
    },
    renderChunk(code) {
      let lazy = false
      const lighter = code
        .replace(LATE, (_, name, id) => {
          lazy = hasFoundLate = true
          return `const ${name} = lazily("${id}");`
        })
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
