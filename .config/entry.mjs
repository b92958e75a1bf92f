// The small entry has its own copy of what it needs before the cache of compiled code is in use. Shared with other chunks
// it would be a file more to load, and `--version` would load it as well.
import { readFile } from 'node:fs/promises'

const COPY = '?entry'

/**
 * A rolldown plugin: what a module imports statically is copied into its chunk.
 * @param {string} importer absolute path of the module
 */
export const withCopies = (importer) => ({
  name: 'entry-copies',
  resolveId: {
    filter: { id: /^\.\.?\// },
    async handler(source, from, { kind }) {
      if (kind !== 'import-statement' || (from !== importer && !from?.endsWith(COPY))) return null
      const resolved = await this.resolve(source, from.replace(COPY, ''), { skipSelf: true })
      return resolved && { ...resolved, id: resolved.id + COPY }
    },
  },
  load: {
    filter: { id: /\?entry$/ },
    handler: async (id) => ({ code: await readFile(id.slice(0, -COPY.length), 'utf8'), moduleType: 'ts' }),
  },
})
