import { PassThrough, Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../src/commands/command'
import { readMenuFile } from '../../src/commands/menu/menu-file'
import { readStdin } from '../../src/commands/stdin'
import { WxError } from '../../src/errors'

const LIMIT = 10

const menuFrom = (stdin: PassThrough, signal: AbortSignal) =>
  ({ stdin, signal, cwd: '/', env: {} }) as unknown as CommandContext

function typing(signal = new AbortController().signal) {
  const stdin = new PassThrough()
  return { stdin, read: readStdin({ stdin, signal }, LIMIT) }
}

test('everything that comes, to the end', async () => {
  const { stdin, read } = typing()
  stdin.write('今')
  stdin.end('日')
  expect((await read).toString('utf8')).toBe('今日')
})

test('what is too long is read no further than that can be told', async () => {
  function* endless() {
    for (;;) yield 'abcdef'
  }
  const stdin = Readable.from(endless(), { objectMode: false })
  const { length } = await readStdin({ stdin, signal: new AbortController().signal }, LIMIT)
  expect(length).toBeGreaterThan(LIMIT)
})

describe('a signal ends the wait', () => {
  test.each([
    ['SIGINT', 'INTERRUPTED', 130],
    ['SIGTERM', 'TERMINATED', 143],
  ])('%s is %s', async (name, code, exitCode) => {
    const stop = new AbortController()
    const { read } = typing(stop.signal)
    stop.abort(name)
    await expect(read).rejects.toMatchObject({ code, exitCode })
    await expect(readMenuFile(menuFrom(new PassThrough(), stop.signal), '-')).rejects.toMatchObject({ code })
  })
})

test('what else goes wrong is told as it is', async () => {
  const { stdin, read } = typing()
  stdin.destroy(Object.assign(new Error('read EIO'), { code: 'EIO' }))
  const error = await read.catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'EIO' })
  expect(error).not.toBeInstanceOf(WxError)
})
