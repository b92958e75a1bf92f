import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { WxError } from '../errors'
import { isUnusable, reasonOf, unwritable } from './failures'
import { JsonFile } from './json-file'
import { replaceFile } from './replace-file'
import { fileName } from './tokens'

/** A menu, in an entry of the history. */
export interface KeptMenu {
  /** Who had made it: the API, the web console, or nobody, for there was none. */
  readonly source: MenuSource
  /** What the menu is known by: `menuHash` of menu/diff/compare.ts. */
  readonly hash: string
  /** What WeChat answered; null where there was no menu. */
  readonly menu: unknown
}

/** A write from this machine: the menu that was live before it and, once that is known, the one it left live. */
export interface SavedMenu extends KeptMenu {
  readonly appid: string
  /** Name of the account in the store at that time, where one took part. */
  readonly account?: string
  readonly base: string
  /** The command that was about to write: `push`, `delete`, `rollback`. */
  readonly reason: string
  /** Who ran it and where, `user@host`. */
  readonly by: string
  /** Address of the CI job that ran it. */
  readonly job?: string
  /** Milliseconds since 1970, by this machine's clock: shown to people, never relied on for the order. */
  readonly time: number
}

/** What is remembered of an account's menu between runs. */
export interface KnownMenu {
  readonly source: MenuSource
  /** `canonical` of menu/diff/compare.ts. Not its hash: an up-to-date push compares it, and loads no node:crypto. */
  readonly text: string
  /** A push from here had begun to write, and has not told how it ended: what is live may be its mixture. */
  readonly unfinished?: boolean
  /** What was pushed, where something else was read back: in the form of `text`. */
  readonly wanted?: string
}

export interface HistoryEntry extends SavedMenu {
  /** UTC time and a short hash. */
  readonly id: string
  readonly file: string
  /** Counts the writes from this machine; absent in entries of versions that did not count. */
  readonly serial?: number
  /** What the write left live; absent while it runs, after it was cut off, and in entries without `serial`. */
  readonly pushed?: KeptMenu
}

/** An account's entries, newest first, and the files of those that cannot be read any more. */
export interface HistoryList {
  readonly entries: readonly HistoryEntry[]
  readonly damaged: readonly string[]
}

const sources = ['api', 'console', 'none'] as const

type MenuSource = (typeof sources)[number]

/** Writes from this machine, one 0600 file each: `history/<appid>/<id>.json`. */
export class MenuHistory {
  constructor(private readonly directory: string) {}

  /**
   * Keeps the live menu before it is overwritten.
   * @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE: then nothing may be written to WeChat either
   */
  async save(entry: SavedMenu): Promise<HistoryEntry> {
    const { appid, account, base, source, hash, menu = null, reason, by, job, time } = entry
    const { found } = await this.read(appid)
    const serial = 1 + Math.max(0, ...found.map((former) => former.serial ?? 0))
    const content = { appid, account, base, source, hash, reason, by, job, time, serial, menu }
    const mark = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 6)
    const id = `${new Date(time).toISOString().replaceAll(/[-:.]/g, '')}-${mark}`
    const file = join(this.folder(appid), `${id}.json`)
    await replaceFile(file, content, { ours: true })
    return { ...entry, menu, serial, id, file }
  }

  /** Adds to an entry what its write left live. @throws WxError STORE_UNWRITABLE */
  async finish(entry: HistoryEntry, pushed: KeptMenu): Promise<void> {
    const { id: _, file, ...content } = entry
    await replaceFile(file, { ...content, pushed }, { ours: true })
  }

  /** Forgets an entry whose write changed nothing. One that cannot be removed does no harm. */
  async forget({ file }: HistoryEntry): Promise<void> {
    await rm(file, { force: true }).catch(() => undefined)
  }

  /**
   * The entries of one account at one API base. Whose a damaged one was cannot be told: it is named at every base.
   * @throws WxError STORE_UNREADABLE where the folder itself cannot be read
   */
  async list(appid: string, base: string): Promise<HistoryList> {
    const { found, damaged } = await this.read(appid)
    return {
      entries: newestFirst(found.filter((entry) => entry.appid === appid && entry.base === base)),
      damaged,
    }
  }

  /**
   * Deletes all but the newest entries of one account at one API base. Damaged ones stay: whose they are is not known.
   * @param running id of the entry of a write that is under way: it stays
   * @returns how many were deleted
   * @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE
   */
  async prune(appid: string, base: string, keep: number, running?: string): Promise<number> {
    const old = (await this.list(appid, base)).entries.slice(keep).filter(({ id }) => id !== running)
    try {
      await Promise.all(old.map(({ file }) => rm(file, { force: true })))
    } catch (error) {
      throw unwritable(this.folder(appid), error)
    }
    return old.length
  }

  /** Forgets all that is known of an account at one API base. @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE */
  async clear(appid: string, base: string): Promise<void> {
    await this.prune(appid, base, 0)
    try {
      await rm(this.knownFile(appid, base).path, { force: true })
    } catch (error) {
      throw unwritable(this.folder(appid), error)
    }
  }

  /** The menu that this machine last made or saw; undefined where it knows none, or cannot tell any more. */
  async known(appid: string, base: string): Promise<KnownMenu | undefined> {
    try {
      return (await this.knownFile(appid, base).read()).known
    } catch (error) {
      if (isUnusable(error) || (error instanceof WxError && error.code === 'STORE_UNREADABLE'))
        return undefined
      throw error
    }
  }

  /** @throws WxError STORE_UNWRITABLE */
  async know(appid: string, base: string, { source, text, unfinished, wanted }: KnownMenu): Promise<void> {
    const known = { source, text, unfinished, wanted }
    await replaceFile(this.knownFile(appid, base).path, known, { ours: true })
  }

  private knownFile(appid: string, base: string): JsonFile<{ readonly known?: KnownMenu }> {
    return new JsonFile<{ readonly known?: KnownMenu }>({
      path: `${this.folder(appid)}-${encodeURIComponent(base)}.known.json`,
      parse: (value) => ({ known: parseKnown(value) }),
      empty: {},
    })
  }

  /** All entries of an account, at whatever base, in no order. */
  private async read(appid: string): Promise<{ found: HistoryEntry[]; damaged: string[] }> {
    const folder = this.folder(appid)
    let names: string[]
    try {
      names = await readdir(folder)
    } catch (error) {
      const { code, text } = reasonOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') return { found: [], damaged: [] }
      throw new WxError('STORE_UNREADABLE', { file: folder, reason: text }, { cause: error })
    }
    const ids = names.filter((name) => /^\d{8}T\d{9}Z-[0-9a-f]{6}\.json$/.test(name)).sort()
    const entries = await Promise.all(ids.map((name) => this.entry(folder, name)))
    return {
      found: entries.filter((entry) => typeof entry === 'object'),
      damaged: entries.filter((entry) => typeof entry === 'string').reverse(),
    }
  }

  /**
   * @returns the path of one that cannot be used: damaged, unreadable (root's, after a sudo), or of a newer version;
   * undefined for one that has gone meanwhile
   */
  private async entry(folder: string, name: string): Promise<HistoryEntry | string | undefined> {
    const file = join(folder, name)
    try {
      const { saved } = await new JsonFile<{ saved?: ReturnType<typeof parseSaved> }>({
        path: file,
        parse: (value) => ({ saved: parseSaved(value) }),
        empty: {},
      }).read()
      return saved && { ...saved, id: name.slice(0, -'.json'.length), file }
    } catch (error) {
      if (error instanceof WxError) return file
      throw error
    }
  }

  private folder(appid: string): string {
    return join(this.directory, fileName(appid))
  }
}

/**
 * In the order of their serials: a clock may have been ahead, or set back. Entries of a version that did not count are
 * placed among the others by time.
 */
function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const byId = (a: HistoryEntry, b: HistoryEntry) => (a.id < b.id ? -1 : 1)
  const counted = entries
    .filter(({ serial }) => serial !== undefined)
    .sort((a, b) => (a.serial ?? 0) - (b.serial ?? 0) || byId(a, b))
  const others = entries.filter(({ serial }) => serial === undefined).sort(byId)
  const ordered: HistoryEntry[] = []
  for (const entry of counted) {
    while (others[0] && others[0].id < entry.id) ordered.push(...others.splice(0, 1))
    ordered.push(entry)
  }
  return [...ordered, ...others].reverse()
}

type Fields = Readonly<Record<string, unknown>>

function parseSaved(value: unknown): Omit<HistoryEntry, 'id' | 'file'> {
  const { appid, account, base, reason, by, job, time, serial, pushed, ...menu } = Object(value) as Fields
  if (typeof appid !== 'string' || typeof base !== 'string') throw new Error('appid')
  if (typeof time !== 'number' || Number.isNaN(new Date(time).getTime())) throw new Error('time')
  if (serial !== undefined && !Number.isSafeInteger(serial)) throw new Error('serial')
  return {
    ...parseKept(menu),
    appid,
    ...(typeof account === 'string' && { account }),
    base,
    reason: String(reason),
    by: String(by),
    ...(typeof job === 'string' && { job }),
    time,
    ...(typeof serial === 'number' && { serial }),
    ...(pushed !== undefined && { pushed: parseKept(Object(pushed) as Fields) }),
  }
}

function parseKept({ source, hash, menu }: Fields): KeptMenu {
  const from = sources.find((name) => name === source)
  if (from === undefined || typeof hash !== 'string' || menu === undefined) throw new Error('source')
  return { source: from, hash, menu }
}

function parseKnown(value: unknown): KnownMenu {
  const { source, text, unfinished, wanted } = Object(value) as Record<string, unknown>
  const from = sources.find((name) => name === source)
  if (from === undefined || typeof text !== 'string') throw new Error('source')
  return {
    source: from,
    text,
    ...(unfinished === true && { unfinished }),
    ...(typeof wanted === 'string' && { wanted }),
  }
}
