import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandFacts } from '../../src/command-facts'
import { commandLines } from '../support/command-lines'
import { png } from '../support/media'
import { temporaryDirectory, wxadmin } from '../support/run'

/** In place of the first line of `commandLines`: they come as far as the account, and run no server. */
const instead: Readonly<Record<string, string>> = {
  'account show': 'account show prod', // without a name it shows the account of -a
  'media upload': 'media upload a.png',
  'menu push': 'menu push a.yaml',
  'qrcode create': 'qrcode create 1',
  resend: 'resend push.json',
  'token refresh': 'token refresh',
  sandbox: 'sandbox --port 99999',
  'sandbox exec': 'sandbox exec -- no-such-program',
}
const push = {
  wxadmin: 'push',
  version: 1,
  time: '2026-01-01T00:00:00.000Z',
  type: 'text',
  encrypted: false,
  xml: '<xml><FromUserName>o</FromUserName><MsgType>text</MsgType><Content>a</Content><MsgId>1</MsgId></xml>',
}
const lines = new Map(commandLines.map(([line, path]) => [path, instead[path] ?? line] as const).reverse())

describe('a command uses the account of -a if its declaration says so, and only then', () => {
  test.each([...lines])('%s: %s', async (path, line) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'a.yaml'), 'button: [{ name: a, type: click, key: k }]\n')
    writeFileSync(join(cwd, 'a.png'), png())
    writeFileSync(join(cwd, 'push.json'), JSON.stringify(push))
    const argv = ['-a', 'nobody', '--json', '--no-input', ...line.split(' ')]
    const { stderr } = await wxadmin(argv, { cwd, env: { WXADMIN_CONFIG_DIR: cwd } })
    const isAskedFor = stderr.includes('There is no account called nobody')
    expect(isAskedFor, stderr).toBe(commandFacts.ofAccount.includes(path))
  })
})
