import { describe, expect, test } from 'vitest'
import { aimed } from '../../src/terminal/hint'
import { errorSentences } from '../../src/terminal/messages/errors'
import { remedyAreas } from '../../src/wechat/errcodes/remedies/remedies'
import { commandTree } from '../support/tree'

/** Commands that use no account's settings, or take the account's name as an argument. */
const WITHOUT_ACCOUNT =
  /^wxadmin(?:$| (?:account|init|help|explain|sandbox)\b| menu (?:validate|schema|new|preview)$)/

const paths = commandTree().map(({ path }) => path)
const leaves = commandTree()
  .filter(({ command }) => command.commands.length === 0)
  .map(({ path }) => path)

/** Every hint of an error, by its name. */
const hints = [
  ...Object.entries(errorSentences).flatMap(([code, { tryThis }]: [string, { tryThis?: object }]) =>
    Object.entries(tryThis ?? {}).map(([language, text]) => [`${code} ${language}`, String(text)] as const),
  ),
  ...Object.values(remedyAreas).flatMap((area) =>
    Object.entries(area).flatMap(([errcode, remedy]) =>
      Object.entries(remedy as object).flatMap(([name, message]) =>
        typeof message === 'object' && message !== null
          ? Object.entries(message).map(
              ([language, text]) => [`${errcode} ${name} ${language}`, String(text)] as const,
            )
          : [],
      ),
    ),
  ),
]

/** The commands that a text names: the longest that there is, from each `wxadmin` on. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/\bwxadmin(?: [a-z]+)+/g)].flatMap(([words]) => {
    const found = paths
      .filter((path) => `${words} `.startsWith(`${path} `))
      .sort((a, b) => b.length - a.length)[0]
    return found === undefined || found === 'wxadmin' ? [] : [found]
  })
}

describe('a hint goes to the account that was named with -a', () => {
  test.each(leaves)('%s', (path) => {
    const shown = WITHOUT_ACCOUNT.test(path) ? path : path.replace('wxadmin', 'wxadmin -a test')
    expect(aimed(path, { flag: 'test' })).toBe(shown)
    expect(aimed(`${path} x`, {})).toBe(`${path} x`)
  })

  test('in every hint of an error', () => {
    const seen = new Set<string>()
    for (const [name, hint] of hints) {
      const aimedHint = aimed(hint, { flag: 'test' })
      for (const command of commandsIn(hint)) {
        seen.add(command)
        if (!WITHOUT_ACCOUNT.test(command))
          expect(aimedHint, name).toContain(command.replace('wxadmin', 'wxadmin -a test'))
      }
      expect(
        commandsIn(aimedHint).filter((command) => !WITHOUT_ACCOUNT.test(command)),
        name,
      ).toEqual([])
    }
    expect(seen.size).toBeGreaterThan(10)
  })
})
