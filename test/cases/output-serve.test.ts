import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { eventPush, send, serving, textPush } from '../commands/endpoint/serve-world'
import { expectInert, HOSTILE } from '../support/hostile-text'
import { temporaryDirectory, type World } from '../support/run'
import { platform, text } from '../support/scripted-platform'
import { kind } from './kind'

/** What XML can hold of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const INSIDE = HOSTILE.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

const pushes = [
  textPush(INSIDE, { [`X${'y'.repeat(3)}`]: INSIDE }),
  textPush(INSIDE, { FromUserName: INSIDE, MsgType: INSIDE }),
  eventPush(INSIDE, { EventKey: INSIDE }),
  eventPush('VIEW', { EventKey: `https://a.cn/${INSIDE}` }),
]

interface Serve {
  readonly flags: (url: string) => readonly string[]
  readonly world?: World
}

const serves: Readonly<Record<string, Serve>> = {
  'the echo': { flags: () => [] },
  'the echo, with --json': { flags: () => ['--json'] },
  'the echo, 用中文, on a terminal': {
    flags: () => ['--lang', 'zh', '--color', 'always'],
    world: { columns: 60 },
  },
  'rules that answer with what came': { flags: () => ['--reply', 'rules.yaml', '--debug'] },
  'rules, with --json': { flags: () => ['--reply', 'rules.yaml', '--json'] },
  'a target that answers hostile text': { flags: (url) => ['--forward-to', url, '--debug'] },
  'such a target, with --json': { flags: (url) => ['--forward-to', url, '--json'] },
  'such a target, on a terminal': {
    flags: (url) => ['--forward-to', url, '--color', 'always'],
    world: { columns: 200 },
  },
  'a record of each push': { flags: () => ['--record', 'pushes'] },
}

kind(
  'serve shows pushes, replies and refusals that steer nothing',
  serves,
  async ({ flags, world }, name) => {
    const directory = temporaryDirectory()
    writeFileSync(
      join(directory, 'rules.yaml'),
      'rules:\n  - contains: evil\n    reply: "${Content} ${FromUserName}"\n',
    )
    const { url } = await platform(() =>
      text(`<xml><MsgType>text</MsgType><Content><![CDATA[${INSIDE}]]></Content></xml>${HOSTILE}`),
    )
    const { code, stdout, stderr } = await serving(
      flags(url),
      async (here) => {
        for (const push of pushes) await send(here, push)
        await fetch(here.url, { method: 'POST', body: HOSTILE })
        await fetch(`${here.url}${encodeURIComponent(HOSTILE)}?${encodeURIComponent(HOSTILE)}=1`)
        await fetch(`${here.url}?signature=${encodeURIComponent(HOSTILE)}&timestamp=1&nonce=2`, {
          method: 'POST',
        })
      },
      { cwd: directory, ...world },
    )
    expect(code, stderr).toBe(143)
    const allowed = { styles: world !== undefined }
    expectInert(stdout, `stdout, ${name}`, allowed)
    expectInert(stderr, `stderr, ${name}`, allowed)
    if (name.startsWith('a record'))
      for (const file of readdirSync(join(directory, 'pushes')))
        expectInert(readFileSync(join(directory, 'pushes', file), 'utf8'), file)
  },
)
