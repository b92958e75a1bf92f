// Which modules lie together in a chunk. Each file that is loaded costs some 0.5 ms, so what the frequent commands
// need together is one file. A group takes what its modules import as well, unless a group before it has taken that.

/**
 * In the order in which they take their modules; every pattern is of paths below the project, with `/`. Commands are
 * added by their declarations (commands.mjs).
 */
export const CHUNKS = {
  // Loaded when something of them is first used (lighter.mjs), so by themselves: at the first text in two columns, at the
  // first colour.
  'string-width': [/^node_modules\/string-width\//],
  chalk: [/^node_modules\/chalk\//],
  program: [
    /^src\/program\/run\.ts$/,
    /^src\/checkout\.ts$/,
    /^src\/wechat\/suggest\.ts$/,
    /^src\/wechat\/endpoints\.ts$/,
    /^src\/wechat\/hosts\.ts$/,
    /^src\/wechat\/appid\.ts$/,
    /^src\/wechat\/callback\/values\.ts$/,
    /^src\/wechat\/oauth\/authorize-url\.ts$/,
  ],
  // The store, settings, and the client as far as a token out of the cache needs it: `menu validate` and help do without.
  store: [/^src\/store\/settings\.ts$/, /^src\/store\/store\.ts$/, /^src\/api\/client\.ts$/],
  // What wraps texts for a screen: help and plans.
  listing: [/^src\/terminal\/(?:listing|wrap)\.ts$/],
  help: [/^src\/program\/help-text\.ts$/, /^src\/terminal\/messages\/help\.ts$/],
  // The declarations of commands that are not run many times a day: one file, for help needs all of them.
  commands: [],
  // Loaded at the first request: a token out of the cache does without it.
  client: [/^src\/api\/transport\.ts$/, /^src\/http\/client\.ts$/],
  'menu-file': [
    /^src\/wechat\/menu\/(?!link-)[\w-]+\.ts$/,
    /^src\/wechat\/menu\/link-host\.ts$/,
    /^src\/environment\.ts$/,
    /^src\/commands\/menu\/menu-file\.ts$/,
    /^node_modules\/yaml\//,
  ],
}

/**
 * Chunks with more modules in them.
 * @param {Record<string, RegExp[]>} more patterns by name of their chunk
 * @throws where there is no such chunk
 */
export function withModules(chunks, more) {
  const unknown = Object.keys(more).filter((name) => !Object.hasOwn(chunks, name))
  if (unknown.length > 0) throw new Error(`no such chunk (.config/chunks.mjs): ${unknown.join(', ')}`)
  return Object.fromEntries(
    Object.entries(chunks).map(([name, patterns]) => [name, [...patterns, ...(more[name] ?? [])]]),
  )
}

/**
 * Groups for rolldown's `codeSplitting`.
 * @param {Record<string, RegExp[]>} chunks patterns of modules by name of their chunk, the first to be served first
 * @param {string} root absolute path of the project, with a slash at its end
 */
export function chunkGroups(chunks, root) {
  const names = Object.keys(chunks)
  return names.map((name, at) => ({
    name,
    test: (id) => chunks[name].some((pattern) => pattern.test(pathOf(id, root))),
    priority: names.length - at,
  }))
}

/**
 * A pattern that nothing is taken by has been left behind by a move: commands would start more slowly, and nobody notice.
 * @param output of the bundler
 * @throws where a pattern matches no module of its chunk
 */
export function checkChunks(chunks, root, output) {
  const idle = Object.entries(chunks).flatMap(([name, patterns]) => {
    const modules = output
      .filter((chunk) => chunk.type === 'chunk' && chunk.name === name)
      .flatMap((chunk) => Object.keys(chunk.modules).map((id) => pathOf(id, root)))
    return patterns
      .filter((pattern) => !modules.some((path) => pattern.test(path)))
      .map((pattern) => `${name}: ${pattern}`)
  })
  if (idle.length > 0)
    throw new Error(`no module of its chunk matches (.config/chunks.mjs): ${idle.join(', ')}`)
}

function pathOf(id, root) {
  const path = id.replaceAll('\\', '/')
  const base = root.replaceAll('\\', '/')
  return path.startsWith(base) ? path.slice(base.length) : path
}
