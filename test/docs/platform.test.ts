import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Files that are in the repository, and new ones that are about to be. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)))

const texts = files.filter((file) =>
  /^(?:src|test|bench|docs|bin|\.config)\/.*\.(?:[cm]?[jt]s|md)$/.test(file),
)

/** A text whose comments are one line each: a citation may be cut by the end of a line. */
const unwrapped = (text: string) => text.replace(/\n\s*(?:\*|\/\/) /g, ' ')

/** The numbers of facts that a text cites: `docs/platform.md 2.6`, `docs/platform.md 2.1, 2.2 and 5`. */
function cited(text: string): string[] {
  const lists = unwrapped(text).matchAll(
    /docs\/platform\.md (\d+(?:\.\d+)?(?:(?:, | and |, and | to |–)\d+(?:\.\d+)?)*)/g,
  )
  return [...lists].flatMap(([, list = '']) => list.match(/\d+(?:\.\d+)?/g) ?? [])
}

const headings = [...read('docs/platform.md').matchAll(/^(##|###) (\d+(?:\.\d+)?)\b/gm)]
const facts = headings.map(([, , number = '']) => number)

test('docs/platform.md numbers its facts once each, in their order', () => {
  const places = facts.map((number) => number.split('.').map(Number)) as [number, number?][]
  const sorted = places.toSorted(([a, b = 0], [c, d = 0]) => a - c || b - d)
  expect(places).toEqual(sorted)
  expect(new Set(facts).size).toBe(facts.length)
  for (const [, level, number = ''] of headings) expect(number.includes('.')).toBe(level === '###')
})

test('every fact that code, tests or docs cite is in docs/platform.md', () => {
  const citations = texts.flatMap((file) => cited(read(file)).map((number) => ({ file, number })))
  expect(citations.length).toBeGreaterThan(150)
  expect(citations.filter(({ number }) => !facts.includes(number))).toEqual([])
})

test('code cites docs/platform.md by a number', () => {
  const code = files.filter((file) => /^(?:src|bench|\.config)\//.test(file))
  const bare = code.filter((file) => /platform\.md(?! \d)/.test(unwrapped(read(file))))
  expect(bare).toEqual([])
})

test('pages that comments and docs name are in the repository', () => {
  const named = texts.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/.-])(?:docs\/)?[A-Za-z][\w.-]*\.md\b/g)].map(([page]) => ({
      file,
      page,
    })),
  )
  const known = (page: string) => files.includes(page) || files.includes(`docs/${page}`)
  expect(named.filter(({ file, page }) => !file.startsWith('test/') && !known(page))).toEqual([])
})

test('no comment cites a section of a document outside the repository', () => {
  const code = texts.filter((file) => !file.startsWith('docs/') && file !== 'test/docs/platform.test.ts')
  const outside = code.flatMap((file) => {
    const comments = unwrapped(read(file)).match(/\/\*[\s\S]*?\*\/|\/\/ .*/g) ?? []
    const found = comments.flatMap((each) => each.match(/\bsection \d|§ ?\d|\b[A-Z]{4,} \d+/g) ?? [])
    return found.map((text) => ({ file, text }))
  })
  expect(outside.filter(({ text }) => !/^(?:YAML|HTTPS?) /.test(text))).toEqual([])
})

test('no test is named by a number of a list outside the repository', () => {
  const named = texts.filter(
    (file) =>
      file.startsWith('test/') &&
      /(?:describe|test|it|kind)\(\s*['"`][A-Z]\d{1,2}(?:: |['"`],)/.test(read(file)),
  )
  expect(named).toEqual([])
})
