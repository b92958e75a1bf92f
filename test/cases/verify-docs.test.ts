import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { serving, textPush } from '../commands/endpoint/serve-world'
import { endpoint, textTo, world } from '../commands/endpoint/trigger-world'
import { kind } from './kind'

/** The commands in the shell examples of a page, without their remarks. */
function commandsIn(page: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8')
  const examples = [...text.matchAll(/```(?:shell|sh)\n([\s\S]*?)```/g)].map(([, example = '']) => example)
  return examples.flatMap((example) =>
    example
      .split('\n')
      .filter((line) => line.startsWith('wxadmin '))
      .map((line) => line.replace(/ +#.*$/, '')),
  )
}

const pages = ['serve.md', 'serve.zh-CN.md']
const commands = [...new Set(pages.flatMap(commandsIn))]
const wordsOf = (command: string) =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].slice(1).map(([, quoted, bare]) => quoted ?? bare ?? '')

/** Those that call an endpoint: ours is called in its place. */
const calling = commands.filter((command) => /^wxadmin (?:trigger|verify|resend) /.test(command))
const listening = commands.filter((command) => command.startsWith('wxadmin serve'))

kind(
  'a documented command that calls an endpoint is run as it is written',
  Object.fromEntries(calling.map((command) => [command, wordsOf(command)])),
  async (words) => {
    const { url } = await endpoint(({ query }) => query.get('echostr') ?? 'success')
    const { cwd, run } = world()
    writeFileSync(join(cwd, 'push.xml'), textPush('from a file'))
    const argv = words.map((word) => (word.startsWith('https://example.com') ? url : word))
    const to = argv.includes(url) || argv.includes('--list') || argv[0] === 'verify' ? [] : ['--to', url]
    const { code, stderr } = await run([...argv, ...to])
    // Its editor needs a terminal, which a test does not have.
    if (argv.includes('--edit')) expect(stderr).toContain('EDIT_NEEDS_TERMINAL')
    else expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) })
  },
)

kind(
  'a documented command that listens starts',
  Object.fromEntries(listening.map((command) => [command, wordsOf(command)])),
  async (words) => {
    // A tunnel client is a program of somebody else.
    const tunnel = words.indexOf('--tunnel')
    const flags = tunnel < 0 ? words.slice(1) : words.slice(1).toSpliced(tunnel - 1, 2)
    const port = flags.indexOf('--port')
    const ready = flags.indexOf('--ready-file')
    const own = flags.filter((_, at) => ![port, port + 1, ready, ready + 1].includes(at) || at < 0)
    let started = ''
    const { code } = await serving(port < 0 ? flags : own, async ({ url }) => {
      started = url
    })
    expect(started).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect([0, 143]).toContain(code)
  },
)

kind(
  'trigger --raw sends the file, with its type beside it and without',
  {
    'with the type': ['trigger', 'text', '--raw', 'push.xml'],
    'without the type': ['trigger', '--raw', 'push.xml'],
    'from stdin': ['trigger', 'text', '--raw', '-'],
    'with --retry': ['trigger', 'text', '--raw', 'push.xml', '--retry'],
  },
  async (argv) => {
    const xml = textPush('from a file')
    const { url, received } = await endpoint((one) => textTo(one, 'hello'))
    const { cwd, run } = world()
    writeFileSync(join(cwd, 'push.xml'), xml)
    const { code, stderr } = await run([...argv, '--to', url], { stdin: xml })
    expect({ code, body: received[0]?.body }).toEqual({ code: 0, body: xml })
    expect(stderr).not.toContain('Warning')
  },
)
