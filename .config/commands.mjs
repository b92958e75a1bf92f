// What the declarations in src/program say of all commands, for the build and the tests. The declarations are bundled
// and run; the commands themselves are not loaded.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = join(root, 'src/program')

/**
 * What is put in place of __COMMANDS__ (src/program/facts.ts).
 * @returns {Promise<import('../src/command-facts').CommandFacts>}
 */
export async function commandFacts() {
  const [declarations, factsOf] = await declared()
  return factsOf(declarations)
}

/**
 * The modules of commands that are declared to lie in a chunk with others, and as `commands` the declarations that are
 * loaded when they are asked for.
 * @returns {Promise<Record<string, RegExp[]>>} patterns by name of the chunk, as in chunks.mjs
 */
export async function commandChunks() {
  const [declarations, , files] = await declared()
  const chunks = { commands: files.map((name) => new RegExp(`^src/program/${name}\\.ts$`)) }
  for (const { chunk, load } of declarations.flatMap(withVerbs)) {
    if (chunk === undefined) continue
    const [, module] = /\(["'`]\.\.\/(commands\/[\w/-]+)["'`]\)/.exec(String(load)) ?? []
    if (module === undefined) throw new Error(`no module of a command is imported by ${load}`)
    chunks[chunk] = [...(chunks[chunk] ?? []), new RegExp(`^src/${module}\\.ts$`)]
  }
  return chunks
}

const withVerbs = (command) => [command, ...(command.verbs ?? []).flatMap(withVerbs)]

/** The declarations of all commands, the function that derives the facts from them, and names of lazily loaded files. */
async function declared() {
  const files = new Set()
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-commands-'))
  try {
    const bundle = await rolldown({
      cwd: root,
      input: { nouns: join(program, 'nouns.ts'), facts: join(program, 'facts.ts') },
      platform: 'node',
      plugins: [withoutCommands(files)],
    })
    await bundle.write({
      dir: directory,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
    })
    await bundle.close()
    const load = (name) => import(pathToFileURL(join(directory, `${name}.mjs`)).href)
    const [{ allDeclarations }, { factsOf }] = await Promise.all([load('nouns'), load('facts')])
    return [await allDeclarations(), factsOf, [...files].sort()]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/**
 * Leaves out what the declarations of a noun load: it is what runs its commands.
 * @param {Set<string>} files is filled with the names of the files that nouns.ts loads
 */
const withoutCommands = (files) => ({
  name: 'without-commands',
  resolveDynamicImport(id, importer) {
    if (!importer.replaceAll('\\', '/').endsWith('/program/nouns.ts')) return { id, external: true }
    files.add(id.replace('./', ''))
    return null
  },
})
