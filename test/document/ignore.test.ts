import { expect, test } from 'vitest'
import { withIgnored } from '../../src/document/ignore'
import { conditional, read, told } from '../menu/rules/reading'

const TWICE = conditional('matchrule: { tag_id: "2" }', 'button: [{ name: a, type: click, key: k }]').concat(
  '  - matchrule: { tag_id: "2" }\n    button: [{ name: b, type: click, key: l }]\n',
)

test('a comment at the end of a line takes back the warnings that it names on that line', () => {
  expect(told(read(TWICE))).toEqual(['5:5 (matchrule-duplicate)'])
  const marked = TWICE.replace(
    /( {2}- matchrule: \{ tag_id: "2" \})\n {4}button: \[\{ name: b/,
    '$1 # wxadmin-ignore matchrule-duplicate\n    button: [{ name: b',
  )
  expect(told(read(marked))).toEqual([])
})

test.each([
  ['another rule', '# wxadmin-ignore name-display'],
  ['no rule', '# wxadmin-ignore'],
])('a comment that names %s takes back nothing', (_, comment) => {
  const lines = TWICE.split('\n')
  lines[4] += ` ${comment}`
  expect(told(read(lines.join('\n')))).toEqual(['5:5 (matchrule-duplicate)'])
})

test('a comment on another line takes back nothing', () => {
  const lines = TWICE.split('\n')
  lines[2] += ' # wxadmin-ignore matchrule-duplicate'
  expect(told(read(lines.join('\n')))).toEqual(['5:5 (matchrule-duplicate)'])
})

test('an error is told whatever a comment says', () => {
  const file = 'button: # wxadmin-ignore top-count\n  []\n'
  expect(told(read(file)).join()).toMatch(/top-count/)
  expect(told(read('button: [] # wxadmin-ignore top-count\n')).join()).toMatch(/top-count/)
})

test('a text that looks like the comment is no comment', () => {
  const text = (value: string) =>
    `button:\n  - name: a\n    type: click\n    key: ${value}\n  - name: 一二三四五\n    type: click\n    key: k\n`
  const plain = told(read(text('k')))
  expect(plain).toHaveLength(1)
  expect(told(read(text('|-\n      # wxadmin-ignore name-display')))).toHaveLength(1)
  expect(told(read(text("'# wxadmin-ignore name-display'")))).toHaveLength(1)
})

test('what is marked is valid without warnings, and says the same', () => {
  const file = read(TWICE)
  const marked = withIgnored(TWICE, file.findings)
  expect(told(read(marked))).toEqual([])
  expect(read(marked).menu).toEqual(file.menu)
})
