import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SUCCESS } from '../wechat/reply'
import type { PushEvent } from './types'

/** What `serve --record` keeps of a push: no signature, no key, nothing of its query. */
export interface Recorded {
  readonly wxadmin: 'push'
  readonly version: 1
  /** When it arrived, ISO 8601. */
  readonly time: string
  /** `text`, `event/CLICK`. */
  readonly type: string
  /** Whether it came encrypted. */
  readonly encrypted: boolean
  /** The document, decrypted. */
  readonly xml: string
  /** The answer; its text as it was before it was encrypted. */
  readonly reply: { readonly by: string; readonly text: string; readonly status: number; readonly ms: number }
}

/** Characters of a type that a file name keeps, on every system. */
const AWKWARD = /[^\w-]+/g

/**
 * Keeps pushes in a directory, a file for each, named so that they sort by time. A file appears whole or not at all.
 * @returns `write` fails with Node's own error where a push cannot be kept; the next one is tried anew
 */
export function recorder(directory: string): { write: (event: PushEvent) => Promise<void> } {
  return {
    write: async (event) => {
      const name = fileNameOf(event)
      const next = join(directory, `.${name}.${randomBytes(6).toString('hex')}`)
      await mkdir(directory, { recursive: true, mode: 0o700 })
      try {
        await writeFile(next, `${JSON.stringify(recordOf(event), null, 2)}\n`, { flag: 'wx', mode: 0o600 })
        await rename(next, join(directory, name))
      } catch (error) {
        await rm(next, { force: true }).catch(() => undefined)
        throw error
      }
    },
  }
}

/** `20261123T224150.123Z-000001-event-CLICK.json` */
function fileNameOf({ delivery, time }: PushEvent): string {
  const when = new Date(time).toISOString().replaceAll(/[-:]/g, '')
  const type = delivery.push.type.replaceAll(AWKWARD, '-').slice(0, 40)
  return `${when}-${String(delivery.id).padStart(6, '0')}-${type}.json`
}

function recordOf({ delivery, answer, status, ms, time }: PushEvent): Recorded {
  const { push, xml, encrypted } = delivery
  return {
    wxadmin: 'push',
    version: 1,
    time: new Date(time).toISOString(),
    type: push.type,
    encrypted,
    xml,
    reply: { by: answer.by, text: answer.text, status, ms: Math.round(ms * 10) / 10 },
  }
}

/** A push out of a file's text; undefined where it is none that `recorder` wrote. */
export function readRecorded(text: string): Recorded | undefined {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, '')) as Partial<Recorded> | null
    const isOurs = value?.wxadmin === 'push' && typeof value.xml === 'string'
    return isOurs ? { ...EMPTY, ...value, xml: value.xml ?? '' } : undefined
  } catch {
    return undefined
  }
}

const EMPTY: Recorded = {
  wxadmin: 'push',
  version: 1,
  time: '',
  type: '',
  encrypted: false,
  xml: '',
  reply: { by: 'none', text: SUCCESS, status: 200, ms: 0 },
}
