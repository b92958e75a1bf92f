import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freshState } from '../../src/sandbox/state'
import { FileState } from '../../src/sandbox/store'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { sandbox } from '../sandbox/support'
import { beginnings, png } from '../support/media'
import { type Ready, readyOf, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { kind } from './kind'

const MB = 1024 * 1024
const FILE = 9 * MB

/** A sandbox in a process of its own, whose temporary files are under a directory of the test. */
async function sandboxWith(home: string, ...flags: readonly string[]): Promise<Ready> {
  const file = join(home, `ready-${Math.random()}.json`)
  const started = startProgram(['sandbox', '--port', '0', '--ready-file', file, ...flags], {
    env: { HOME: home, TMPDIR: home },
  })
  onTestFinished(async () => {
    started.child.kill('SIGTERM')
    await started.ended
  })
  return readyOf(file, started)
}

async function tokenOf(url: string): Promise<string> {
  const query = new URLSearchParams({
    grant_type: 'client_credential',
    appid: SANDBOX_APPID,
    secret: SANDBOX_SECRET,
  })
  const answer = (await (await fetch(`${url}/cgi-bin/token?${query}`)).json()) as { access_token: string }
  return answer.access_token
}

/** The file with another last byte for each number: so that no two are one content. */
function numbered(content: Buffer, number: number): Buffer {
  return Buffer.concat([content, Buffer.from(String(number))])
}

async function upload(url: string, token: string, content: Buffer, path = 'material/add_material') {
  const form = new FormData()
  form.append('media', new Blob([new Uint8Array(content)]), 'a.png')
  const address = `${url}/cgi-bin/${path}?type=image&access_token=${token}`
  const response = await fetch(address, { method: 'POST', body: form })
  return (await response.json()) as { media_id?: string; url?: string; errcode?: number }
}

/** Megabytes of memory that a process holds. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

const filesOf = (home: string) => readdirSync(home).filter((name) => name.startsWith('wxadmin-sandbox-'))

const big = png(FILE)

/** A generous bound: the same uploads, kept in memory, are 360 MB. */
const MOST_MB = 260

kind<(ready: Ready, token: string) => Promise<void>>(
  'the memory of the sandbox does not grow with what is uploaded',
  {
    'one after the other': async ({ url }, token) => {
      for (let index = 0; index < 40; index++) await upload(url, token, numbered(big, index))
    },
    'many at one time': async ({ url }, token) => {
      await Promise.all(Array.from({ length: 40 }, (_, index) => upload(url, token, numbered(big, index))))
    },
    'temporary media': async ({ url }, token) => {
      for (let index = 0; index < 40; index++) await upload(url, token, numbered(big, index), 'media/upload')
    },
    'larger than anything may be': async ({ url }, token) => {
      const huge = Buffer.alloc(40 * MB)
      for (let index = 0; index < 8; index++) await upload(url, token, huge).catch(() => undefined)
    },
    'bodies that come to no end': async ({ port }) => {
      const head = `POST /cgi-bin/media/upload?type=image HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${15 * MB}\r\n\r\n`
      const sent = Array.from({ length: 40 }, () => {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => undefined)
        onTestFinished(() => void socket.destroy())
        return new Promise<void>((resolve) => {
          socket.once('close', () => resolve())
          socket.write(head)
          socket.write(big, () => resolve())
        })
      })
      await Promise.all(sent)
    },
    'files that are fetched and not read': async ({ url, port }, token) => {
      const { url: address = '' } = await upload(url, token, big)
      const { pathname } = new URL(address)
      const asked = Array.from({ length: 60 }, () => {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => undefined)
        socket.pause()
        onTestFinished(() => void socket.destroy())
        return new Promise<void>((resolve) =>
          socket.write(`GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, () => resolve()),
        )
      })
      await Promise.all(asked)
      await new Promise((resolve) => setTimeout(resolve, 1000))
    },
  },
  async (work) => {
    const ready = await sandboxWith(temporaryDirectory())
    const token = await tokenOf(ready.url)
    await work(ready, token)
    expect(memoryOf(ready.pid)).toBeLessThan(MOST_MB)
    const state = await fetch(`${ready.url}/sandbox/state`)
    expect(state.status).toBe(200)
    expect((await state.text()).length).toBeLessThan(20_000)
  },
)

kind<NodeJS.Signals>(
  'what was uploaded goes with the sandbox',
  { 'stopped by SIGTERM': 'SIGTERM', 'stopped by SIGINT': 'SIGINT', killed: 'SIGKILL' },
  async (signal) => {
    const home = temporaryDirectory()
    const file = join(home, 'ready.json')
    const env = { HOME: home, TMPDIR: home }
    const started = startProgram(['sandbox', '--port', '0', '--ready-file', file], { env })
    const { url } = await readyOf(file, started)
    expect(filesOf(home)).toEqual([])
    await upload(url, await tokenOf(url), png())
    const [directory = ''] = filesOf(home)
    expect(statSync(join(home, directory)).mode & 0o777).toBe(0o700)
    started.child.kill(signal)
    await started.ended
    if (signal !== 'SIGKILL') return expect(filesOf(home)).toEqual([])

    // It is young, and may be in use: another sandbox leaves it alone, and deletes it a day later.
    const next = await sandboxWith(home)
    await upload(next.url, await tokenOf(next.url), png())
    expect(filesOf(home)).toHaveLength(2)
    const old = new Date(Date.now() - 25 * 3_600_000)
    utimesSync(join(home, directory), old, old)
    const last = await sandboxWith(home)
    await upload(last.url, await tokenOf(last.url), png())
    expect(filesOf(home)).not.toContain(directory)
    expect(filesOf(home)).toHaveLength(2)
  },
)

kind<string>(
  'what a killed process left beside a kept state is deleted an hour later',
  {
    'a body on its way in': 'a0.part',
    'a file half written': `${'a'.repeat(64)}.new`,
    'a file that nothing names': 'b'.repeat(64),
  },
  async (name) => {
    const directory = temporaryDirectory()
    const contents = join(directory, 'sandbox-media')
    mkdirSync(contents)
    const [old, young] = [join(contents, name), join(contents, `c${name}`)]
    for (const file of [old, young]) writeFileSync(file, 'x')
    utimesSync(old, new Date(0), new Date(0))
    const { url, token } = await sandbox({ state: new FileState(join(directory, 'sandbox.json')) })
    await upload(url, await token(), png())
    expect(existsSync(old)).toBe(false)
    expect(existsSync(young)).toBe(true)
  },
)

const html = Buffer.from('<html><script>alert(1)</script></html>')

kind<Buffer>(
  'nothing that was uploaded runs as a page of the sandbox',
  {
    'a picture': png(),
    'a picture with a page in it': Buffer.concat([beginnings.gif, html]),
    'a film with a page in it': Buffer.concat([beginnings.jpg, html]),
  },
  async (content) => {
    const { url, token } = await sandbox()
    const { url: address = '', media_id = '' } = await upload(url, await token(), content)
    const body = JSON.stringify({ media_id })
    for (const response of [
      await fetch(address),
      await fetch(`${url}/cgi-bin/material/get_material?access_token=${await token()}`, {
        method: 'POST',
        body,
      }),
    ]) {
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
      expect(response.headers.get('content-type')).toMatch(/^image\/(?:png|gif|jpe?g)$/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(response.headers.get('content-security-policy')).toContain('sandbox')
    }
  },
)

kind<Buffer>(
  'a page that is uploaded as a picture is refused',
  {
    html,
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'xml with a stylesheet': Buffer.from('<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>'),
  },
  async (content) => {
    const { url, token } = await sandbox()
    expect(await upload(url, await token(), content)).toMatchObject({ errcode: 40005 })
  },
)

kind<{ readonly fill: (box: Awaited<ReturnType<typeof sandbox>>) => Promise<number>; readonly most: number }>(
  'what the sandbox keeps is bounded',
  {
    faults: {
      most: 1000,
      fill: async ({ control, state }) => {
        const many = Array.from({ length: 600 }, () => '*=latency:1')
        await control('faults', many)
        expect(await control('faults', many)).toMatchObject({ error: expect.stringContaining('1000') })
        return (await state.read()).faults.length
      },
    },
    accounts: {
      most: 100,
      fill: async ({ control, state }) => {
        for (let index = 0; index < 120; index++)
          await control('account', {
            appid: `wx${String(index).padStart(16, '0')}`,
            secret: 'abcdefabcdef0123456789abcdefabcd',
          })
        return Object.keys((await state.read()).accounts).length
      },
    },
    'lists of ids': {
      most: 1000,
      fill: async ({ control, state }) => {
        const media = Array.from({ length: 2000 }, (_, index) => `media-${index}`)
        expect(await control('account', { media })).toMatchObject({ error: expect.any(String) })
        return (await state.read()).accounts[SANDBOX_APPID]?.known.media?.length ?? 0
      },
    },
    'answers with a rid': {
      most: 50,
      fill: async ({ send, state }) => {
        for (let index = 0; index < 80; index++) await send('/cgi-bin/nothing')
        return (await state.read()).requests.length
      },
    },
    'paths that were called': {
      most: 1,
      fill: async ({ send, state }) => {
        for (let index = 0; index < 80; index++) await send(`/cgi-bin/nothing/${index}`)
        return Object.keys((await state.read()).calls).length
      },
    },
    'tokens that work': {
      most: 1066,
      fill: async ({ state, classic }) => {
        await state.transact((kept) => {
          const fresh = freshState({ appid: SANDBOX_APPID, secret: SANDBOX_SECRET, originalId: 'gh_1' })
          const account = kept.accounts[SANDBOX_APPID] ?? Object.values(fresh.accounts)[0]
          const token = { family: 'classic', validUntil: Number.MAX_SAFE_INTEGER, superseded: true } as const
          account?.tokens.push(
            ...Array.from({ length: 3000 }, (_, index) => ({ ...token, value: `${index}` })),
          )
        })
        await classic()
        return (await state.read()).accounts[SANDBOX_APPID]?.tokens.length ?? 0
      },
    },
  },
  async ({ fill, most }) => {
    const filled = await fill(await sandbox())
    expect(filled).toBeLessThanOrEqual(most)
  },
)

test('the same content of two accounts outlives the deletion in one', async () => {
  const { url, token, control } = await sandbox()
  const other = { appid: 'wx0123456789abcdef', secret: 'abcdefabcdef0123456789abcdefabcd' }
  await control('account', other)
  const query = new URLSearchParams({ grant_type: 'client_credential', ...other })
  const second = (await (await fetch(`${url}/cgi-bin/token?${query}`)).json()) as { access_token: string }
  const mine = await upload(url, await token(), png())
  const theirs = await upload(url, second.access_token, png())
  const body = JSON.stringify({ media_id: mine.media_id })
  await fetch(`${url}/cgi-bin/material/del_material?access_token=${await token()}`, { method: 'POST', body })
  expect((await fetch(mine.url ?? '')).status).toBe(404)
  expect(Buffer.from(await (await fetch(theirs.url ?? '')).arrayBuffer()).equals(png())).toBe(true)
})
