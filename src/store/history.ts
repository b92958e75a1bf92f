import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { WxError } from '../errors'
import { reasonOf } from './failures'
import { JsonFile } from './json-file'
import { replaceFile } from './replace-file'
import { fileName } from './tokens'

/** A live menu as it was before a write. */
export interface SavedMenu {
  readonly appid: string
  readonly base: string
  /** What WeChat answered; null where there was no menu. */
  readonly menu: unknown
  /** The command that was about to write: `push`, `delete`, `rollback`. */
  readonly reason: string
  /** Who ran it and where, `user@host`. */
  readonly by: string
  /** Milliseconds since 1970. */
  readonly time: number
}

export interface HistoryEntry extends SavedMenu {
  /** UTC time and a short hash; sorts by time. */
  readonly id: string
  readonly file: string
}

/** Menus that were live before a write, one 0600 file each: `history/<appid>/<id>.json`. */
export class MenuHistory {
  constructor(private readonly directory: string) {}

  /** @throws WxError STORE_UNWRITABLE: then nothing may be written to WeChat either */
  async save(entry: SavedMenu): Promise<{ id: string; file: string }> {
    const { appid, base, menu = null, reason, by, time } = entry
    const content = { appid, base, reason, by, time, menu }
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 6)
    const id = `${new Date(time).toISOString().replaceAll(/[-:.]/g, '')}-${hash}`
    const file = join(this.folder(appid), `${id}.json`)
    await replaceFile(file, content)
    return { id, file }
  }

  /** The entries of one account at one API base, newest first. A damaged one is left out. */
  async list(appid: string, base: string): Promise<HistoryEntry[]> {
    const folder = this.folder(appid)
    let names: string[]
    try {
      names = await readdir(folder)
    } catch (error) {
      const { code, text } = reasonOf(error)
      if (code === 'ENOENT') return []
      throw new WxError('STORE_UNREADABLE', { file: folder, reason: text }, { cause: error })
    }
    const ids = names
      .filter((name) => /^\d{8}T\d{9}Z-[0-9a-f]{6}\.json$/.test(name))
      .sort()
      .reverse()
    const entries = await Promise.all(ids.map((name) => this.entry(folder, name)))
    return entries.flatMap((entry) => (entry?.appid === appid && entry.base === base ? [entry] : []))
  }

  private async entry(folder: string, name: string): Promise<HistoryEntry | undefined> {
    const file = join(folder, name)
    try {
      const { saved } = await new JsonFile<{ saved?: SavedMenu }>({
        path: file,
        parse: (value) => ({ saved: parseSaved(value) }),
        empty: {},
      }).read()
      return saved && { ...saved, id: name.slice(0, -'.json'.length), file }
    } catch (error) {
      if (error instanceof WxError && error.code === 'STORE_CORRUPT') return undefined
      throw error
    }
  }

  private folder(appid: string): string {
    return join(this.directory, fileName(appid))
  }
}

function parseSaved(value: unknown): SavedMenu {
  const { appid, base, menu, reason, by, time } = Object(value) as Record<string, unknown>
  if (typeof appid !== 'string' || typeof base !== 'string') throw new Error('appid')
  if (typeof time !== 'number' || menu === undefined) throw new Error('time')
  return { appid, base, menu, reason: String(reason), by: String(by), time }
}
