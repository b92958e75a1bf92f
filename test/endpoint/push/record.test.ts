import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readRecorded, recorder } from '../../../src/endpoint/push/record'
import type { PushEvent } from '../../../src/endpoint/types'
import { pushOf } from '../../../src/wechat/messages/push'
import { readXml } from '../../../src/wechat/xml/read'
import { textPush } from '../endpoint-world'

const time = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

function event(xml = textPush(), id = 1): PushEvent {
  const push = pushOf(readXml(xml))
  const delivery = { id, receivedAt: time, push, xml, encrypted: true, query: QUERY, body: Buffer.from(xml) }
  const answer = { by: 'echo', text: '<xml>reply</xml>' } as const
  return { kind: 'push', time, ms: 7, delivery, answer, attempt: 1, status: 200, notes: [] }
}

const QUERY = 'signature=0123456789abcdef&timestamp=1&nonce=2&msg_signature=fedcba9876543210'

async function directory(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'wxadmin-record-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** Names and contents, by name. */
async function filesIn(path: string): Promise<[string, string][]> {
  const names = (await readdir(path)).sort()
  return Promise.all(
    names.map(async (name) => [name, await readFile(join(path, name), 'utf8')] as [string, string]),
  )
}

describe('a push', () => {
  test('is one file for its owner alone, in a directory that is made for its owner alone', async () => {
    const at = join(await directory(), 'new', 'pushes')
    await recorder(at).write(event())
    const [[name]] = (await filesIn(at)) as [[string, string]]
    expect(name).toMatch(/^2026-01-02T03-04-05-678Z-000001-text-[0-9a-f]{6}\.json$/)
    expect((await stat(join(at, name))).mode & 0o777).toBe(0o600)
    expect((await stat(at)).mode & 0o777).toBe(0o700)
  })

  test('holds the document and the answer, and nothing of the query', async () => {
    const at = await directory()
    const made = event()
    await recorder(at).write(made)
    const [[, text]] = (await filesIn(at)) as [[string, string]]
    expect(JSON.parse(text)).toEqual({
      wxadmin: 'push',
      version: 1,
      time: '2026-01-02T03:04:05.678Z',
      type: 'text',
      encrypted: true,
      xml: made.delivery.xml,
      reply: { by: 'echo', text: '<xml>reply</xml>', status: 200, ms: 7 },
    })
    for (const secret of ['0123456789abcdef', 'fedcba9876543210']) expect(text).not.toContain(secret)
  })

  test('whose type is made up names no path', async () => {
    const at = await directory()
    const xml = textPush().replace('<![CDATA[text]]>', '<![CDATA[../../../etc/x\n]]>')
    await recorder(at).write(event(xml))
    expect((await readdir(at)).join()).toMatch(/-etc-x-[0-9a-f]{6}\.json$/)
    expect((await readdir(at)).join()).not.toMatch(/\.\.|\//)
  })

  test('of the same millisecond are told apart by number', async () => {
    const at = await directory()
    await Promise.all(Array.from({ length: 20 }, () => recorder(at).write(event())))
    expect(await readdir(at)).toHaveLength(20)
  })

  test('sorts after those that came before it', async () => {
    const at = await directory()
    for (const id of [2, 10, 1, 999_999]) await recorder(at).write(event(textPush(`n${id}`), id))
    const order = (await filesIn(at)).map(([, text]) => /n\d+/.exec(text)?.[0])
    expect(order).toEqual(['n1', 'n2', 'n10', 'n999999'])
  })

  test('comes back as it was from its file', async () => {
    const at = await directory()
    const made = event(textPush('雪 ]]> & <b> \u{1f600}'))
    await recorder(at).write(made)
    const [[, text]] = (await filesIn(at)) as [[string, string]]
    expect(readRecorded(text)).toMatchObject({ xml: made.delivery.xml, type: 'text', encrypted: true })
  })
})

describe('a directory', () => {
  test('that went away in between is made again', async () => {
    const at = join(await directory(), 'pushes')
    const { write } = recorder(at)
    await write(event())
    await rm(at, { recursive: true })
    await write(event())
    expect(await readdir(at)).toHaveLength(1)
  })

  test('that is a file is refused, and nothing is left', async () => {
    const parent = await directory()
    await recorder(parent).write(event())
    const before = await readdir(parent)
    await recorder(join(parent, before[0] ?? ''))
      .write(event())
      .then(
        () => expect.unreachable(),
        (error: NodeJS.ErrnoException) => expect(error.code).toMatch(/^(ENOTDIR|EEXIST)$/),
      )
    expect(await readdir(parent)).toEqual(before)
  })
})

describe('a file that is read', () => {
  test.each([
    ['is empty', ''],
    ['is no JSON', '<xml/>'],
    ['is JSON of something else', '{"xml":"<xml/>"}'],
    ['is a list', '[]'],
    ['is null', 'null'],
    ['comes from a later version', '{"wxadmin":"push","version":2,"xml":"<xml/>"}'],
    ['has no document', '{"wxadmin":"push","version":1}'],
    ['has an empty document', '{"wxadmin":"push","version":1,"xml":"  "}'],
    ['has a document that is no text', '{"wxadmin":"push","version":1,"xml":{}}'],
  ])('is none where it %s', (_, text) => {
    expect(readRecorded(text)).toBeUndefined()
  })

  test('gives what is of its kind, and leaves out what is not', () => {
    const text =
      '\ufeff{"wxadmin":"push","version":1,"xml":"<xml/>","time":1,"type":"text","encrypted":"yes"}'
    expect(readRecorded(text)).toEqual({ xml: '<xml/>', type: 'text' })
  })
})
