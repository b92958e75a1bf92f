import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { WxError } from '../errors'
import { reasonOf, unwritable } from './failures'
import { JsonFile } from './json-file'
import { replaceFile } from './replace-file'
import { fileName } from './tokens'

/** A live menu as it was before a write. */
export interface SavedMenu {
  readonly appid: string
  /** Name of the account in the store at that time, where one took part. */
  readonly account?: string
  readonly base: string
  /** Who had made it: the API, the web console, or nobody, for there was none. */
  readonly source: MenuSource
  /** What the menu is known by: `menuHash` of menu/hash.ts. */
  readonly hash: string
  /** What WeChat answered; null where there was no menu. */
  readonly menu: unknown
  /** The command that was about to write: `push`, `delete`, `rollback`. */
  readonly reason: string
  /** Who ran it and where, `user@host`. */
  readonly by: string
  /** Address of the CI job that ran it. */
  readonly job?: string
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What is remembered of an account's menu between runs. */
export interface KnownMenu {
  readonly source: MenuSource
  /** `canonical` of menu/compare.ts. Not its hash: an up-to-date push compares it, and loads no node:crypto. */
  readonly text: string
  /** A push from here had begun to write, and has not told how it ended: what is live may be its mixture. */
  readonly unfinished?: boolean
}

export interface HistoryEntry extends SavedMenu {
  /** UTC time and a short hash; sorts by time. */
  readonly id: string
  readonly file: string
}

/** An account's entries, newest first, and the files of those that cannot be read any more. */
export interface HistoryList {
  readonly entries: readonly HistoryEntry[]
  readonly damaged: readonly string[]
}

const sources = ['api', 'console', 'none'] as const

type MenuSource = (typeof sources)[number]

/** Menus that were live before a write, one 0600 file each: `history/<appid>/<id>.json`. */
export class MenuHistory {
  constructor(private readonly directory: string) {}

  /** @throws WxError STORE_UNWRITABLE: then nothing may be written to WeChat either */
  async save(entry: SavedMenu): Promise<{ id: string; file: string }> {
    const { appid, account, base, source, hash, menu = null, reason, by, job, time } = entry
    const content = { appid, account, base, source, hash, reason, by, job, time, menu }
    const mark = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 6)
    const id = `${new Date(time).toISOString().replaceAll(/[-:.]/g, '')}-${mark}`
    const file = join(this.folder(appid), `${id}.json`)
    await replaceFile(file, content, { ours: true })
    return { id, file }
  }

  /** The entries of one account at one API base. Whose a damaged one was cannot be told: it is named at every base. */
  async list(appid: string, base: string): Promise<HistoryList> {
    const folder = this.folder(appid)
    let names: string[]
    try {
      names = await readdir(folder)
    } catch (error) {
      const { code, text } = reasonOf(error)
      if (code === 'ENOENT') return { entries: [], damaged: [] }
      throw new WxError('STORE_UNREADABLE', { file: folder, reason: text }, { cause: error })
    }
    const ids = names
      .filter((name) => /^\d{8}T\d{9}Z-[0-9a-f]{6}\.json$/.test(name))
      .sort()
      .reverse()
    const found = await Promise.all(ids.map((name) => this.entry(folder, name)))
    return {
      entries: found.flatMap((entry) =>
        typeof entry === 'object' && entry.appid === appid && entry.base === base ? [entry] : [],
      ),
      damaged: found.filter((entry) => typeof entry === 'string'),
    }
  }

  /**
   * Deletes all but the newest entries of one account at one API base. Damaged ones stay: whose they are is not known.
   * @returns how many were deleted
   * @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE
   */
  async prune(appid: string, base: string, keep: number): Promise<number> {
    const old = (await this.list(appid, base)).entries.slice(keep)
    try {
      await Promise.all(old.map(({ file }) => rm(file, { force: true })))
    } catch (error) {
      throw unwritable(this.folder(appid), error)
    }
    return old.length
  }

  /** The menu that this machine last made or saw; undefined where it knows none, or cannot tell any more. */
  async known(appid: string, base: string): Promise<KnownMenu | undefined> {
    try {
      return (await this.knownFile(appid, base).read()).known
    } catch (error) {
      if (error instanceof WxError && ['STORE_CORRUPT', 'STORE_UNREADABLE'].includes(error.code))
        return undefined
      throw error
    }
  }

  /** @throws WxError STORE_UNWRITABLE */
  async know(appid: string, base: string, { source, text, unfinished }: KnownMenu): Promise<void> {
    await replaceFile(this.knownFile(appid, base).path, { source, text, unfinished }, { ours: true })
  }

  private knownFile(appid: string, base: string): JsonFile<{ readonly known?: KnownMenu }> {
    return new JsonFile<{ readonly known?: KnownMenu }>({
      path: `${this.folder(appid)}-${encodeURIComponent(base)}.known.json`,
      parse: (value) => ({ known: parseKnown(value) }),
      empty: {},
    })
  }

  /** @returns the path of a damaged one; undefined for one that has gone meanwhile */
  private async entry(folder: string, name: string): Promise<HistoryEntry | string | undefined> {
    const file = join(folder, name)
    try {
      const { saved } = await new JsonFile<{ saved?: SavedMenu }>({
        path: file,
        parse: (value) => ({ saved: parseSaved(value) }),
        empty: {},
      }).read()
      return saved && { ...saved, id: name.slice(0, -'.json'.length), file }
    } catch (error) {
      if (error instanceof WxError && error.code === 'STORE_CORRUPT') return file
      throw error
    }
  }

  private folder(appid: string): string {
    return join(this.directory, fileName(appid))
  }
}

function parseSaved(value: unknown): SavedMenu {
  const { appid, account, base, source, hash, menu, reason, by, job, time } = Object(value) as Record<
    string,
    unknown
  >
  const from = sources.find((name) => name === source)
  if (typeof appid !== 'string' || typeof base !== 'string') throw new Error('appid')
  if (typeof time !== 'number' || menu === undefined) throw new Error('time')
  if (from === undefined || typeof hash !== 'string') throw new Error('source')
  return {
    appid,
    ...(typeof account === 'string' && { account }),
    base,
    source: from,
    hash,
    menu,
    reason: String(reason),
    by: String(by),
    ...(typeof job === 'string' && { job }),
    time,
  }
}

function parseKnown(value: unknown): KnownMenu {
  const { source, text, unfinished } = Object(value) as Record<string, unknown>
  const from = sources.find((name) => name === source)
  if (from === undefined || typeof text !== 'string') throw new Error('source')
  return { source: from, text, ...(unfinished === true && { unfinished }) }
}
