import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MaterialType } from '../wechat/material'
import { isUnusable, unwritable } from './failures'
import { JsonFile } from './json-file'
import { tryLock } from './lock'
import { ownershipOf } from './ownership'
import { replaceFile } from './replace-file'
import { fileName, isFileOf } from './tokens'

/** Whose material it is: a media_id is of use to its own account only, and at its own API base. */
export interface MediaOwner {
  readonly appid: string
  readonly base: string
}

/** A content, and what it was uploaded as. */
export interface MediaKey {
  readonly type: MaterialType
  /** 64 hex digits. */
  readonly sha256: string
}

export interface KeptMedia {
  readonly mediaId: string
  /** Of images: where WeChat shows them. */
  readonly url?: string
  /** When it was uploaded, in milliseconds since 1970. */
  readonly time: number
}

/** Permanent material that was uploaded from here, one 0600 file each: `media/<appid>-<base>/<sha256>-<type>.json`. */
export class MediaMemory {
  constructor(private readonly directory: string) {}

  /** A file that cannot be understood counts as none: the next upload replaces it. @throws WxError STORE_* */
  async find(owner: MediaOwner, key: MediaKey): Promise<KeptMedia | undefined> {
    try {
      return (await this.json(owner, key).read()).kept
    } catch (error) {
      if (isUnusable(error)) return undefined
      throw error
    }
  }

  /** @throws WxError STORE_UNWRITABLE */
  async keep(owner: MediaOwner, key: MediaKey, { mediaId, url, time }: KeptMedia): Promise<void> {
    const kept = { mediaId, ...(url !== undefined && { url }), time }
    await replaceFile(this.file(owner, key), kept, { ours: true })
  }

  /** Forgets all material of an account. @throws WxError STORE_UNWRITABLE */
  async clear(owner: MediaOwner): Promise<void> {
    await this.remove(this.folder(owner))
  }

  /**
   * Forgets all material of an AppID, at every API base.
   * @returns how much
   * @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS
   */
  async forget(appid: string): Promise<number> {
    let count = 0
    for (const name of await readdir(this.directory).catch(() => [])) {
      if (!isFileOf(appid, name, '')) continue
      const folder = join(this.directory, name)
      count += (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).length
      await this.remove(folder)
    }
    return count
  }

  private async remove(folder: string): Promise<void> {
    ownershipOf(folder)?.checkPlace(folder)
    try {
      await rm(folder, { recursive: true, force: true })
    } catch (error) {
      throw unwritable(folder, error)
    }
  }

  /**
   * The right to upload this content; `keep` needs no right of its own.
   * @returns how to let go, or undefined where another process is uploading it
   * @throws WxError STORE_UNWRITABLE
   */
  async tryLock(owner: MediaOwner, key: MediaKey): Promise<(() => Promise<void>) | undefined> {
    return tryLock(`${this.file(owner, key)}.upload`)
  }

  private folder({ appid, base }: MediaOwner): string {
    return join(this.directory, `${fileName(appid)}-${encodeURIComponent(base)}`)
  }

  private file(owner: MediaOwner, { type, sha256 }: MediaKey): string {
    return join(this.folder(owner), `${sha256}-${type}.json`)
  }

  private json(owner: MediaOwner, key: MediaKey): JsonFile<{ readonly kept?: KeptMedia }> {
    return new JsonFile<{ readonly kept?: KeptMedia }>({
      path: this.file(owner, key),
      parse: (value) => ({ kept: parseKept(value) }),
      empty: {},
    })
  }
}

function parseKept(value: unknown): KeptMedia {
  const { mediaId, url, time } = Object(value) as Record<string, unknown>
  if (typeof mediaId !== 'string' || mediaId === '') throw new Error('mediaId')
  return {
    mediaId,
    ...(typeof url === 'string' && { url }),
    time: typeof time === 'number' ? time : 0,
  }
}
