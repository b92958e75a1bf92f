// What the declarations in src/program say of all commands (src/program/facts.ts), for the build and the tests to put
// in place of __COMMANDS__. The declarations are bundled and run; the commands themselves are not loaded.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = join(root, 'src/program')

/** @returns {Promise<import('../src/command-facts').CommandFacts>} */
export async function commandFacts() {
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
    return factsOf(await allDeclarations())
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
