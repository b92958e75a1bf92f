import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** The rows of the table of folders: `menu/diff/` and what is in it. */
const rows = [...page.matchAll(/^\| `([\w-]+\/(?:[\w-]+\/)?)` \| (.*) \|$/gm)].map(
  ([, folder = '', purpose = '']) => ({ folder, purpose }),
)
const folders = rows.map(({ folder }) => folder)

/** The folders in a folder of `src`, as the page writes them. */
const foldersIn = (folder: string) =>
  readdirSync(join(root, 'src', folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}${name}/`)

test('docs/architecture.md names the folders of src, each once, and what is in it', () => {
  expect(folders.filter((folder) => folder.split('/').length === 2)).toEqual(foldersIn('').sort())
  expect(rows.filter(({ purpose }) => purpose.trim().length < 5)).toEqual([])
})

test('where docs/architecture.md names a folder in a folder, it names all of them', () => {
  const inner = folders.filter((folder) => folder.split('/').length === 3)
  const parents = [...new Set(inner.map((folder) => `${folder.split('/')[0]}/`))]
  expect(inner.toSorted()).toEqual(parents.flatMap(foldersIn).sort())
})

test.each(['docs/architecture.md', 'docs/platform.md', 'CONTRIBUTING.md'])(
  'files and folders that %s names exist',
  (name) => {
    const text = readFileSync(join(root, name), 'utf8').replace(/^```[\s\S]*?^```/gm, '')
    const paths = [...text.matchAll(/`((?:src|test|bench|docs|bin|menus|\.config|\.ci)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    )
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  },
)

test('docs/architecture.md gives a reason for each package that is bundled', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const used = new Set(
    sources.flatMap((file) =>
      [
        ...readFileSync(join(root, 'src', file), 'utf8').matchAll(
          /(?:from|import\()\s*'((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/g,
        ),
      ].map(([, name = '']) => name),
    ),
  )
  used.delete('node')
  const table = [...page.slice(page.indexOf('## Dependencies')).matchAll(/^\| ([^|]+) \|/gm)].map(
    ([, packages = '']) =>
      packages
        .replace(/\(.*?\)/g, '')
        .split(',')
        .map((name) => name.trim()),
  )
  expect([...used].filter((name) => !table.some((packages) => packages.includes(name)))).toEqual([])
})

test('files that comments name are in the repository', () => {
  const files = ['src', 'test', 'bench', '.config'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`.replaceAll('\\', '/'))
      .filter((file) => /\.[cm]?[jt]s$/.test(file)),
  )
  const gone = files.flatMap((file) => {
    const comments = readFileSync(join(root, file), 'utf8').match(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g) ?? []
    const named = comments.flatMap(
      (each) => each.match(/(?<![\w/.@-])(?:[\w.-]+\/)*[\w.-]+\.(?:ts|mjs)\b/g) ?? [],
    )
    return named
      .map((name) => name.replace(/^(?:\.\.?\/)+/, ''))
      .filter((name) => !files.some((each) => each === name || each.endsWith(`/${name}`)))
      .map((name) => `${file}: ${name}`)
  })
  expect(gone).toEqual([])
})
