import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeMenu } from '../../../src/menu/merge/menu'
import { readMenu } from '../../../src/menu/rules/read'
import type { Menu } from '../../../src/menu/types'
import { fates, jsonPairs, pairs, tagNames, type Written } from './files'

// @module-tag slow

const ids = new Map(Object.entries(tagNames).map(([id, name]) => [name, id]))

/** As the account that has these tags would see it. */
function resolved(menu: Menu): Menu {
  const conditional = menu.conditional.map(({ matchrule: { tag, ...rule }, button }) => ({
    button,
    matchrule: { ...(tag !== undefined && { tag_id: ids.get(tag) ?? tag }), ...rule },
  }))
  return { ...menu, conditional }
}

function read(text: string, env: Written['env']): Menu | undefined {
  return readMenu(Buffer.from(text), 'menu.yaml', { env, secret: [] }).menu
}

/** The file with another menu in it. */
function merged({ text, env }: Written, wanted: Menu): string {
  const menu = read(text, env)
  if (!menu) throw new Error(`not a menu file:\n${text}`)
  const next = mergeMenu({ text, menu, resolved: resolved(menu), wanted, variables: { env, secret: [] } })
  if (next === undefined) throw new Error(`not merged:\n${text}`)
  return next
}

const runs = { numRuns: 150 }

test('whatever the file and whatever is live, the merged file says what is live', () => {
  fc.assert(
    fc.property(pairs, ([written, live]) => {
      fc.pre(read(written.text, written.env) !== undefined)
      const menu = read(merged(written, live), written.env)
      expect(menu && resolved(menu)).toEqual(live)
    }),
    runs,
  )
})

test('buttons that are still there keep their comments; those that are gone take theirs along', () => {
  fc.assert(
    fc.property(pairs, ([written, live]) => {
      fc.pre(read(written.text, written.env) !== undefined)
      const text = merged(written, live)
      const { kept, gone } = fates(written, live)
      expect(kept.filter((comment) => text.split(comment).length !== 2)).toEqual([])
      expect(gone.filter((comment) => text.includes(comment))).toEqual([])
    }),
    runs,
  )
})

test('a file that says it already stays byte for byte; so does a merged one', () => {
  fc.assert(
    fc.property(pairs, ([written, live]) => {
      fc.pre(read(written.text, written.env) !== undefined)
      expect(merged(written, written.resolved)).toBe(written.text)
      const text = merged(written, live)
      expect(merged({ ...written, text }, live)).toBe(text)
    }),
    runs,
  )
})

test('JSON stays JSON, written as it was', () => {
  fc.assert(
    fc.property(jsonPairs, ([written, live]) => {
      const text = merged(written, live)
      expect(read(text, {})).toEqual(live)
      expect(merged({ ...written, text }, live)).toBe(text)
      const indent = /\n([ \t]+)/.exec(written.text)?.[1]
      expect(text).toBe(JSON.stringify(JSON.parse(text), null, indent))
    }),
    runs,
  )
})
