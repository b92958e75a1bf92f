// Starting is most of what a short command costs, so the bundle loads less than its sources say. Two rolldown plugins:

/**
 * Leaves out parts of libraries that cannot be reached from here. The build fails when a library has changed so
 * much that one of them is not met any more.
 */
export function withoutUnreachable() {
  const open = new Set(unreachable.flatMap((entry) => Object.keys(entry.imports)))
  for (const text of Object.keys(replacements)) open.add(text)
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
      filter: { id: /[\\/]node_modules[\\/]axios[\\/]/ },
      handler(code) {
        let lighter = code
        for (const [text, replacement] of Object.entries(replacements)) {
          if (lighter.includes(text)) open.delete(text)
          lighter = lighter.replace(text, replacement)
        }
        return lighter === code ? null : lighter
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
    // src/api/http.ts says `adapter: 'http'`, `proxy: false`, `maxRedirects: 0` and brings a transport of its own.
    library: 'axios',
    imports: {
      './xhr.js': 'export default null',
      './fetch.js': 'export const getFetch = () => null',
      'follow-redirects': 'export default {}',
      'proxy-from-env': 'export const getProxyForUrl = () => ""',
      'https-proxy-agent': 'export default class {}',
      http2: 'export default { constants: {} }',
      'form-data': 'export default class {}',
    },
  },
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
]

/** Expressions of axios that make Node load or build something large only to look at it. */
const replacements = {
  // Node's whole fetch. Forms are not sent through axios.
  "typeof G.FormData !== 'undefined' ? G.FormData : undefined": 'undefined',
  // A set of some 200 flags, to adapt agents that take their proxy from the environment. Ours do not.
  '!process.allowedNodeEnvironmentFlags ||': 'true ||',
}

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/#]/g, '\\$&')

const within = (path, library) => new RegExp(`[\\\\/]node_modules[\\\\/]${library}[\\\\/]`).test(path ?? '')

/** Node's own modules that take long to load and are not needed by every command that names them. */
const SLOW = '(?:node:)?(?:crypto|os|fs/promises|timers/promises|child_process|stream|https|readline)'

/** An import as the bundler writes it, with the second line where its default export is used. */
const IMPORT = new RegExp(
  `^let (\\w+) = require\\("(${SLOW})"\\);(?:\\n\\1 = [\\w$.]+\\(\\1(?:, 1)?\\);)?$`,
  'gm',
)

/** Loads slow modules of Node when something of them is first used, not when the chunk that names them is loaded. */
export function lazyBuiltins() {
  return {
    name: 'lazy-builtins',
    renderChunk(code) {
      const lazily = code.replace(IMPORT, 'let $1 = lazily("$2");')
      if (lazily === code) return null
      return `const lazily = (id) => new Proxy({}, { get: (_, name) => name === 'default' ? require(id) : require(id)[name] });\n${lazily}`
    },
  }
}

const RAW = /String\.raw`[^`]*[^\0-\x7f]/

/**
 * Writes everything beyond ASCII as \u escapes. Node decodes such a file three times as fast, and V8 keeps it in half
 * the memory. It stands in strings, templates and expressions alone, where the two mean the same; a chunk with a raw template, where
 * they do not, is left alone.
 */
export function asciiOnly() {
  return {
    name: 'ascii-only',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || RAW.test(chunk.code)) continue
        chunk.code = chunk.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
      }
    },
  }
}
