import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { processContext } from '../src/context'

type Fs = Pick<typeof import('node:fs'), 'writeSync'>

/**
 * A process whose stdout is not a terminal.
 * @param writeSync what the operating system does with a write
 */
function processWith(writeSync: (text: string) => number, { isTerminal = false, platform = 'linux' } = {}) {
  const stdout = new PassThrough()
  const atOnce: string[] = []
  const fs = {
    fstatSync: () => ({ isCharacterDevice: () => isTerminal }),
    writeSync: (_fd: number, text: string) => {
      atOnce.push(text)
      return writeSync(text)
    },
  } as unknown as Fs
  const broken: string[] = []
  const context = processContext(
    { platform, stdout, argv: [], getBuiltinModule: () => fs } as unknown as NodeJS.Process,
    {
      signal: () => new AbortController().signal,
      closed: () => new AbortController().signal,
      broken: (stream, { code }) => broken.push(`${stream} ${code}`),
    },
  )
  return { context, atOnce, broken, streamed: () => String(stdout.read() ?? '') }
}

const fails = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

describe('a short result is written straight to a file or a pipe', () => {
  test('and not to the stream as well', () => {
    const { context, atOnce, broken, streamed } = processWith((text) => Buffer.byteLength(text))
    context.print('TOKEN\n')
    context.print('令牌\n')
    expect(atOnce).toEqual(['TOKEN\n', '令牌\n'])
    expect(streamed()).toBe('')
    expect(broken).toEqual([])
  })

  test('a pipe that is full (EAGAIN) gets the text through the stream, which waits, and all that follows in order', () => {
    let isFull = true
    const { context, atOnce, broken, streamed } = processWith((text) => {
      if (isFull) throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' })
      return Buffer.byteLength(text)
    })
    context.print('first\n')
    isFull = false
    context.print('second\n')
    expect(streamed()).toBe('first\nsecond\n')
    expect(atOnce).toEqual(['first\n']) // what is written at once now would overtake the first
    expect(broken).toEqual([])
  })

  test('a write that takes only a part of the text (the disk is full) is reported as ENOSPC, and nothing is written twice', () => {
    const { context, broken, streamed } = processWith((text) => Buffer.byteLength(text) - 1)
    context.print('令牌\n')
    expect(broken).toEqual(['stdout ENOSPC'])
    expect(streamed()).toBe('')
  })

  test.each(['EPIPE', 'EIO', 'ENOSPC'])(
    'a write that fails with %s is reported, and not tried again',
    (code) => {
      const { context, broken, streamed } = processWith(fails(code))
      context.print('TOKEN\n')
      expect(broken).toEqual([`stdout ${code}`])
      expect(streamed()).toBe('')
    },
  )
})

describe('what is known of the screen', () => {
  test('nothing where stdout is a file or a pipe, and the stream is not opened', () => {
    const { context, atOnce } = processWith((text) => Buffer.byteLength(text))
    expect(context.screen).toEqual({})
    context.print('x') // goes straight to the pipe: no stream was opened
    expect(atOnce).toEqual(['x'])
  })

  test.each([
    ['at a terminal', { isTerminal: true }],
    ['on Windows', { platform: 'win32' }],
  ])('what the stream says %s', (_, options) => {
    const { context } = processWith((text) => Buffer.byteLength(text), options)
    expect(context.screen).toBe(context.stdout)
  })
})

describe('a text of what a pipe takes whole', () => {
  test.each([
    ['on Linux', 'linux', 4096],
    ['elsewhere', 'darwin', 512],
  ])('%s is written straight to it', (_, platform, bytes) => {
    const { context, atOnce } = processWith((text) => Buffer.byteLength(text), { platform })
    context.print('x'.repeat(bytes))
    expect(atOnce).toEqual(['x'.repeat(bytes)])
  })
})

describe('the stream writes', () => {
  test.each([
    ['a text that a pipe of Linux may take in parts', '令'.repeat(4096 / 3 + 1), {}],
    ['a text that a pipe elsewhere may take in parts', 'x'.repeat(513), { platform: 'darwin' }],
    ['what goes to a terminal', 'TOKEN\n', { isTerminal: true }],
    ['everything on Windows', 'TOKEN\n', { platform: 'win32' }],
  ])('%s', (_, text, options) => {
    const { context, atOnce, streamed } = processWith((text) => Buffer.byteLength(text), options)
    context.print(text)
    expect(atOnce).toEqual([])
    expect(streamed()).toBe(text)
  })

  test('what follows something that was written to it, so that the order stays', () => {
    const { context, atOnce, streamed } = processWith((text) => Buffer.byteLength(text))
    context.stdout.write('first\n')
    context.print('second\n')
    expect(atOnce).toEqual([])
    expect(streamed()).toBe('first\nsecond\n')
  })
})
