import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { menuDocument, menuYaml } from '../../../src/menu/write'
import { world } from '../../commands/menu/world'
import { sandbox } from '../../sandbox/support'
import { menus } from '../arbitrary'
import { corpus } from './corpus'
import { read } from './reading'

// @module-tag slow

type Json = Record<string, unknown>

/**
 * Where the validator and the sandbox are meant to differ: what the sandbox answers (0: it accepts), and why.
 * Everything else must agree, down to the errcode.
 */
const exceptions: Readonly<Record<string, readonly [errcode: number, why: string]>> = {
  'a list on top': [
    47001,
    'docs/platform.md 2.1 has what wrapped bodies are answered; the sandbox takes objects alone',
  ],
  'an unknown key in a button': [0, 'it would be ignored silently: nearly always a typo'],
  'a mistyped button list is told once': [40016, 'the typo is the finding, not what follows from it'],
  'a mistyped key is told once': [40017, 'the typo is the finding, not what follows from it'],
  'an unknown field': [65304, 'the typo is the finding, not what follows from it'],
  'a name of spaces': [0, 'a button that shows nothing is refused here; no source says what WeChat does'],
  'a newline in a name': [0, 'no source says what phones make of it: refused here'],
  'a DEL in a name': [0, 'no source says what phones make of it: refused here'],
  'an escape in a key': [0, 'the sandbox lets \\u00xx pass, which some JSON writers use for < and >'],
  'a duplicate key': [0, 'JSON takes the last one silently'],
  'two menus in one document': [0, 'which of them is meant cannot be known'],
  'a pin that is none': [0, 'the pin is ours and is not sent'],
  'a 原始ID as a pin': [0, 'the pin is ours and is not sent'],
  'a tag by name': [65304, 'ours: a push looks up its id first'],
  'tag and tag_id': [0, 'tag is ours; together they contradict each other'],
  'a tag name as tag_id': [
    0,
    'the sandbox does not look whether a tag exists: no source says that WeChat does',
  ],
  'a negative tag_id': [0, 'the sandbox does not look whether a tag exists: no source says that WeChat does'],
  'an unknown platform': [
    47001,
    'no code is known for it, so none is claimed; the sandbox must answer something',
  ],
}

/** The body of menu/create, taken out of what WeChat's answers put around it, as a push does. */
function unwrapped(document: unknown): unknown {
  const root = Object(document) as Json
  return 'button' in root ? { button: root.button } : (root.menu ?? root.selfmenu_info ?? document)
}

/** The first errcode with which the sandbox refuses the menus of a document; 0 where it takes them all. */
async function answerTo(document: unknown): Promise<number> {
  const { api } = await sandbox()
  const { conditionalmenu = [] } = Object(document) as { conditionalmenu?: Json[] }
  const body = unwrapped(document)
  const calls: [string, unknown][] = [
    ...(body === document && conditionalmenu.length > 0 ? [] : [['create', body] as [string, unknown]]),
    ...conditionalmenu.map((menu): [string, unknown] => ['addconditional', menu]),
  ]
  for (const [call, body] of calls) {
    const { errcode = 0 } = await api(`/cgi-bin/menu/${call}`, body)
    if (errcode !== 0) return Number(errcode)
  }
  return 0
}

describe('the sandbox agrees with menu validate', () => {
  test.each(corpus)('$title', async ({ title, text }) => {
    const { findings, menu } = read(text)
    const errors = findings.filter(({ severity }) => severity === 'error')
    // What a push sends; where it sends nothing, the document as it stands.
    const errcode = await answerTo(menu ? menuDocument(menu) : parse(text, { uniqueKeys: false }))
    const agrees =
      errors.length === 0 ? errcode === 0 : errors.some((error) => (error.errcode ?? -1) === errcode)
    const [expected] = exceptions[title] ?? []
    expect({ errcode: expected === undefined || errcode, agrees }).toEqual({
      errcode: expected ?? true,
      agrees: expected === undefined,
    })
  })

  test('every exception is a case of the corpus', () => {
    expect(corpus.map(({ title }) => title)).toEqual(expect.arrayContaining(Object.keys(exceptions)))
  })
})

test('every valid menu is accepted, and a second push finds it up to date', async () => {
  const { run, place } = await world()
  await fc.assert(
    fc.asyncProperty(menus, async (menu) => {
      await place({})
      const stdin = menuYaml(menu)
      expect(await run(['menu', 'push', '-', '--force'], { stdin })).toMatchObject({ code: 0 })
      expect((await run(['menu', 'push', '-'], { stdin })).stdout).toContain('up to date')
    }),
    { numRuns: 25 },
  )
}, 60_000)
