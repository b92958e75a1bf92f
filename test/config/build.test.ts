import { describe, expect, test } from 'vitest'
import { checkChunks, chunkGroups, withModules } from '../../.config/chunks.mjs'
import { commandChunks } from '../../.config/commands.mjs'
import { lazyBuiltins } from '../../.config/lighter.mjs'

describe('groups of chunks', () => {
  const rules = { first: [/^src\/a\.ts$/, /^src\/b\//], second: [/^node_modules\/yaml\//] }
  const chunk = (name: string, ...paths: string[]) => ({
    type: 'chunk',
    name,
    modules: Object.fromEntries(paths.map((path) => [`/home/me/project/${path}`, {}])),
  })

  test('the first group is served first, and each takes what its patterns match', () => {
    const [first, second] = chunkGroups(rules, '/home/me/project/')
    expect(first?.priority).toBeGreaterThan(second?.priority ?? 0)
    expect(first?.test('/home/me/project/src/b/c.ts')).toBe(true)
    expect(first?.test('/home/me/project/node_modules/yaml/index.js')).toBe(false)
    expect(second?.test('/home/me/project/node_modules/yaml/index.js')).toBe(true)
  })

  test('modules are added to the chunk that is named, and none to a chunk that there is not', () => {
    const { first, second } = withModules(rules, { second: [/^src\/c\.ts$/] })
    expect(first).toEqual(rules.first)
    expect(second).toEqual([/^node_modules\/yaml\//, /^src\/c\.ts$/])
    expect(() => withModules(rules, { third: [/^src\/c\.ts$/] })).toThrow('no such chunk')
  })

  test('a command whose declaration names a chunk is matched in it by the module that it imports', async () => {
    const chunks = await commandChunks()
    expect(chunks.store).toEqual([/^src\/commands\/token\/get\.ts$/])
    expect(chunks['menu-file']).toContainEqual(/^src\/commands\/menu\/push\.ts$/)
  })

  test('what declares commands that are not run often is matched in one chunk, and what declares the others in none', async () => {
    const { commands = [] } = await commandChunks()
    const isIn = (name: string) => commands.some((pattern) => pattern.test(`src/program/${name}.ts`))
    expect(['account', 'endpoint', 'web', 'help'].map(isIn)).toEqual([true, true, true, true])
    expect(['menu', 'token', 'run'].map(isIn)).toEqual([false, false, false])
  })

  test('paths of Windows are matched as well', () => {
    const [first] = chunkGroups(rules, 'C:\\me\\project\\')
    expect(first?.test('C:\\me\\project\\src\\b\\c.ts')).toBe(true)
  })

  test('the build goes on where every pattern matches a module of its chunk', () => {
    const output = [chunk('first', 'src/a.ts', 'src/b/c.ts'), chunk('second', 'node_modules/yaml/index.js')]
    expect(() => checkChunks(rules, '/home/me/project/', output)).not.toThrow()
  })

  test('the build breaks where a pattern matches nothing, or only a module of another chunk', () => {
    const gone = [chunk('first', 'src/a.ts'), chunk('second', 'node_modules/yaml/index.js')]
    expect(() => checkChunks(rules, '/home/me/project/', gone)).toThrow('first: /^src\\/b\\//')
    const taken = [chunk('first', 'src/a.ts', 'src/b/c.ts', 'node_modules/yaml/index.js')]
    expect(() => checkChunks(rules, '/home/me/project/', taken)).toThrow('second: ')
  })
})

describe("Node's slow modules in the built program", () => {
  const run = (code: string, use: string) => {
    const loaded: string[] = []
    const require = (id: string) => {
      loaded.push(id)
      return { value: `of ${id}` }
    }
    const built = lazyBuiltins().renderChunk(code)
    const result: unknown = new Function('require', `${built}\nreturn ${use}`)(require)
    return { loaded, result }
  }
  const crypto = 'let node_crypto = require("node:crypto");'

  test('are not loaded until something of them is used', () => {
    expect(run(crypto, 'undefined').loaded).toEqual([])
  })

  test('are asked for once, however often they are used, and give what they have and themselves as the default', () => {
    const { loaded, result } = run(
      crypto,
      '[node_crypto.value, node_crypto.value, node_crypto.default.value, node_crypto.missing]',
    )
    expect(result).toEqual(['of node:crypto', 'of node:crypto', 'of node:crypto', undefined])
    expect(loaded).toEqual(['node:crypto'])
  })

  test('that are quick to load are loaded at once', () => {
    const { loaded, result } = run('let node_path = require("node:path");', 'node_path.default.value')
    expect(loaded).toEqual(['node:path'])
    expect(result).toBe('of node:path')
  })
})
