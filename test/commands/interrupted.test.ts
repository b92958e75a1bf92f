import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'

const ACCOUNT = ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef']

describe('a command that waits for stdin ends at the signal', () => {
  test.each([
    ['SIGINT', 130, ['explain']],
    ['SIGTERM', 143, ['explain']],
    ['SIGINT', 130, [...ACCOUNT, '--secret-stdin']],
    ['SIGINT', 130, ['init', '--name', 'prod', '--appid', 'wx0123456789abcdef', '--secret-stdin']],
    ['SIGINT', 130, ['api', 'POST', '/cgi-bin/menu/create', '--input', '-']],
    ['SIGINT', 130, ['api', 'POST', '/cgi-bin/menu/create', '-F', 'a=@-']],
  ])('%s: %i from %j', async (signal, exitCode, argv) => {
    const stop = new AbortController()
    const stdin = new PassThrough()
    stdin.write('{"half":')
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const running = wxadmin(argv, { env, stdin, signal: stop.signal })
    await expect.poll(() => stdin.readableLength).toBe(0) // it has begun to read
    stop.abort(signal)
    expect(await running).toMatchObject({ code: exitCode, stdout: '' })
  })
})

test('api: a body without an end is not read for ever', async () => {
  const chunk = Buffer.alloc(1024 * 1024)
  const stdin = new PassThrough()
  const feed = () => {
    while (!stdin.destroyed && stdin.write(chunk));
  }
  stdin.on('drain', feed)
  feed()
  const argv = ['api', 'POST', '/cgi-bin/media/upload', '--input', '-']
  const { code, stderr } = await wxadmin(argv, { env: { WXADMIN_CONFIG_DIR: temporaryDirectory() }, stdin })
  expect(code).toBe(65)
  expect(stderr).toContain('Cannot read -: > 67108864 bytes')
})
