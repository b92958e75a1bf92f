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
 * The modules of commands that are declared to lie in a chunk with others.
 * @returns {Promise<Record<string, RegExp[]>>} patterns by name of the chunk, as in chunks.mjs
 */
export async function commandChunks() {
  const [declarations] = await declared()
  const chunks = {}
  for (const { chunk, load } of declarations.flatMap(withVerbs)) {
    if (chunk === undefined) continue
    const [, module] = /\(["'`]\.\.\/(commands\/[\w/-]+)["'`]\)/.exec(String(load)) ?? []
    if (module === undefined) throw new Error(`no module of a command is imported by ${load}`)
    chunks[chunk] = [...(chunks[chunk] ?? []), new RegExp(`^src/${module}\\.ts$`)]
  }
  return chunks
}

const withVerbs = (command) => [command, ...(command.verbs ?? []).flatMap(withVerbs)]

/** The declarations of all commands, and the function that derives the facts from them. */
async function declared() {
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-commands-'))
  try {
    const bundle = await rolldown({
      cwd: root,
      input: { nouns: join(program, 'nouns.ts'), facts: join(program, 'facts.ts') },
      platform: 'node',
      plugins: [withoutCommands],
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
    return [await allDeclarations(), factsOf]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What the declarations of a noun load is what runs its commands. */
const withoutCommands = {
  name: 'without-commands',
  resolveDynamicImport(id, importer) {
    return importer.replaceAll('\\', '/').endsWith('/program/nouns.ts') ? null : { id, external: true }
  },
}
