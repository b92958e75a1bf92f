import { Chalk } from 'chalk'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { marking } from '../../src/terminal/own-styles'
import { harmless } from '../../src/terminal/printable'

const chalk = new Chalk({ level: 3 })
const paint = marking(chalk)

test.each([
  ['one style', paint.red('a'), chalk.red('a')],
  ['one in another', paint.bold(`a${paint.red('b')}c`), chalk.bold(`a${chalk.red('b')}c`)],
  ['the same in itself', paint.red(`a${paint.green('b')}c`), chalk.red(`a${chalk.green('b')}c`)],
  ['chained ones', paint.red.bold('a'), chalk.red.bold('a')],
  ['several lines', paint.dim('a\nb'), chalk.dim('a\nb')],
  ['a colour by its parts', paint.rgb(1, 2, 3)('a'), chalk.rgb(1, 2, 3)('a')],
])('%s leaves as chalk paints it', (_, ours, plain) => {
  expect(harmless(ours)).toBe(plain)
  expect(stringWidth(ours)).toBe(stringWidth(plain))
})

test('a style in a text from outside does not leave, painted or not', () => {
  const [red, hidden] = ['\u001b[31m', '\u001b[8m']
  for (const text of [`${red}a`, paint.bold(`${red}a`), `${paint.green('a')}${hidden}b`]) {
    expect(harmless(text)).not.toContain(red)
    expect(harmless(text)).not.toContain(hidden)
  }
})
