import { expect } from 'vitest'
import { wxadmin } from '../support/run'
import { kind } from './kind'

interface Row {
  readonly argv: readonly string[]
  /** The flag and the value to type. */
  readonly next: string
  readonly range: readonly [least: number, most: number]
}

const timeout = (value: string, next: number): Row => ({
  argv: ['whoami', '--timeout', value],
  next: `--timeout ${next}`,
  range: [0.1, 3600],
})

kind<Row>(
  'a number outside its range is answered with the range and the nearest number in it',
  {
    'more than the most': timeout('86401', 3600),
    'a unit of seconds': timeout('10s', 10),
    'a unit of minutes': timeout('1m', 60),
    'a unit of milliseconds': timeout('1500ms', 1.5),
    'a unit of hours': timeout('2h', 3600),
    nothing: timeout('0', 0.1),
    'less than nothing': timeout('-1', 0.1),
    'a word': timeout('abc', 0.1),
    'an empty value': timeout('', 0.1),
    'an exponent': timeout('1e3', 1000),
    'hexadecimal digits': timeout('0x10', 0.1),
    'no number of seconds': timeout('Infinity', 0.1),
    'a digit of another script': timeout('٣', 3),
    'full-width digits': timeout('３０', 30),
    'a decimal comma': timeout('2,5', 2.5),
    'blanks around it': timeout(' 10 ', 10),
    'a port beyond the last': {
      argv: ['sandbox', '--port', '65536'],
      next: '--port 65535',
      range: [0, 65_535],
    },
    'a port below the first': { argv: ['serve', '--port', '-1'], next: '--port 0', range: [0, 65_535] },
    'a port with a fraction': { argv: ['sandbox', '--port', '80.5'], next: '--port 81', range: [0, 65_535] },
    'a port that is a word': {
      argv: ['oauth', 'login', '--port', 'http'],
      next: '--port 0',
      range: [0, 65_535],
    },
    'a life of a code that is too long': {
      argv: ['qrcode', 'create', 'a', '--expire', '2592001'],
      next: '--expire 2592000',
      range: [1, 2_592_000],
    },
    'a life of a code in days': {
      argv: ['qrcode', 'create', 'a', '--expire', '7d'],
      next: '--expire 604800',
      range: [1, 2_592_000],
    },
    'a limit of nothing': {
      argv: ['menu', 'history', '--limit', '0'],
      next: '--limit 1',
      range: [1, 999_999],
    },
    'keeping less than nothing': {
      argv: ['menu', 'history', 'prune', '--keep', '-5'],
      next: '--keep 1',
      range: [1, 999_999],
    },
    'half a menu': { argv: ['menu', 'preview', '--menu', '1.5'], next: '--menu 2', range: [1, 999_999] },
    'a thousand with a comma': {
      argv: ['trigger', 'text', '--repeat', '1,000'],
      next: '--repeat 1000',
      range: [1, 999_999],
    },
    'too many at once': {
      argv: ['trigger', 'text', '--repeat', '2', '--concurrency', '20000'],
      next: '--concurrency 10000',
      range: [1, 10_000],
    },
  },
  async ({ argv, next, range: [least, most] }) => {
    for (const lang of ['en', 'zh']) {
      const { code, stdout, stderr } = await wxadmin([...argv, '--lang', lang])
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain(next)
      expect(stderr).toContain(`${least}`)
      expect(stderr).toContain(`${most}`)
    }
    const { stderr } = await wxadmin([...argv, '--json'])
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'VALUE_OUT_OF_RANGE', hint: next })
  },
)

kind<readonly string[]>(
  'a number within its range is taken',
  {
    seconds: ['whoami', '--timeout', '10'],
    'a fraction of a second': ['whoami', '--timeout', '0.5'],
    'the most': ['whoami', '--timeout', '3600'],
    'the least': ['whoami', '--timeout', '.1'],
    'a life of thirty days': ['-a', 'sandbox', 'qrcode', 'create', 'a', '--expire', '2592000'],
  },
  async (argv) => {
    expect((await wxadmin(argv)).stderr).not.toContain('VALUE_OUT_OF_RANGE')
  },
)
