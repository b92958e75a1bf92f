import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson } from '../../json-depth'
import { makeDirectory } from '../../store/directory'
import { reasonOf } from '../../store/failures'
import { jsonText } from '../../unsafe-characters'
import type { PushEvent } from '../types'

/** A push as `serve --record` keeps it. */
interface Recorded {
  readonly wxadmin: 'push'
  readonly version: number
  /** When it came, ISO 8601 in UTC. */
  readonly time: string
  /** As in Push: `text`, `event/CLICK`. */
  readonly type: string
  /** Whether it came encrypted. */
  readonly encrypted: boolean
  /** The document, decrypted. */
  readonly xml: string
  readonly reply: {
    /** As in Answer. */
    readonly by: string
    /** The reply's document, or `success`, or nothing. */
    readonly text: string
    /** Of HTTP. */
    readonly status: number
    readonly ms: number
  }
}

const VERSION = 1

const FILE_MODE = 0o600
const DIRECTORY_MODE = 0o700

export interface Recorder {
  /** @throws NodeJS.ErrnoException; nothing is left of the file then */
  readonly write: (event: PushEvent) => Promise<void>
}

/**
 * Keeps pushes, one file each, which `resend` sends again. Files are only ever added. What users wrote stands in them,
 * so they are for their owner alone; token, key and signatures do not (an answer may repeat them: people share records).
 * @param directory made where it is missing, also when it went away in between
 * @param withoutSecrets takes Token and EncodingAESKey out of a text
 */
export function recorder(directory: string, withoutSecrets = (text: string): string => text): Recorder {
  return {
    async write(event) {
      const name = fileName(event)
      const next = join(directory, `.${name}.new`)
      const text = `${jsonText(recordOf(event, withoutSecrets), 2)}\n`
      try {
        await writeIn(directory, next, text)
        await rename(next, join(directory, name))
      } catch (error) {
        await rm(next, { force: true }).catch(() => undefined)
        throw error
      }
    },
  }
}

async function writeIn(directory: string, path: string, text: string): Promise<void> {
  const write = () => writeFile(path, text, { mode: FILE_MODE, flag: 'wx' })
  try {
    await write()
  } catch (error) {
    if (reasonOf(error).code !== 'ENOENT') throw error
    await makeDirectory(directory, DIRECTORY_MODE)
    await write()
  }
}

function recordOf(
  { time, status, ms, delivery, answer }: PushEvent,
  withoutSecrets: (text: string) => string,
): Recorded {
  const { push, encrypted, xml } = delivery
  return {
    wxadmin: 'push',
    version: VERSION,
    time: new Date(time).toISOString(),
    type: push.type,
    encrypted,
    xml: withoutSecrets(xml),
    reply: { by: answer.by, text: withoutSecrets(answer.text), status, ms },
  }
}

/** Sorted by time; the random end keeps apart what two runs write in one millisecond. */
function fileName({ time, delivery }: PushEvent): string {
  const when = new Date(time).toISOString().replaceAll(/[:.]/g, '-')
  const number = String(delivery.id).padStart(6, '0')
  const type = delivery.push.type.replaceAll(/[^A-Za-z0-9_]+/g, '-').slice(0, 40)
  return `${when}-${number}-${type}-${randomBytes(3).toString('hex')}.json`
}

/** What of a record is needed to send it again. */
export type Resendable = Pick<Recorded, 'xml'> & Partial<Pick<Recorded, 'time' | 'type' | 'encrypted'>>

/**
 * A recorded push from its file. People edit them, so nothing is asked for but the document; what else stands there
 * is taken where it is of its kind.
 * @returns undefined where it is none, or one of a later version
 */
export function readRecorded(text: string): Resendable | undefined {
  const record = objectIn(text)
  if (record?.wxadmin !== 'push' || Number(record.version) > VERSION) return undefined
  const { xml, time, type, encrypted } = record
  if (typeof xml !== 'string' || xml.trim() === '') return undefined
  return {
    xml,
    ...(typeof time === 'string' && { time }),
    ...(typeof type === 'string' && { type }),
    ...(typeof encrypted === 'boolean' && { encrypted }),
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parseJson(text.replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
