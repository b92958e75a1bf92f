import { basename, extname } from 'node:path'
import { delay } from '../../api/delay'
import type { Client } from '../../api/types'
import { WxError } from '../../errors'
import type { MediaFile } from '../../menu/push/media-files'
import type { KeptMedia, MediaMemory, MediaOwner } from '../../store/media'
import { mediaMessages } from '../../terminal/messages/media'
import { progressOn } from '../../terminal/progress'
import { endpoints } from '../../wechat/endpoints'
import { mediaFormats } from '../../wechat/material'
import type { CommandContext } from '../command'

export interface UploadOptions {
  /** The file as a person knows it. */
  readonly shown: string
  /** Of a video; default: the file's name. */
  readonly title?: string
  readonly introduction?: string
  /** Upload even what is remembered. */
  readonly force?: boolean
}

export interface Uploaded extends KeptMedia {
  /** False: it had been uploaded before. */
  readonly isNew: boolean
}

/** Milliseconds between two looks at whether another process is done. */
const LOOK_MS = 100

/**
 * Makes a file permanent material, once for each account and content: what another process is uploading is waited
 * for. An upload costs quota and leaves something behind, so it is never tried again where it may have arrived.
 * @throws WxError as Client.call; INTERRUPTED, TERMINATED
 */
export async function uploadOnce(
  cx: CommandContext,
  client: Client,
  file: MediaFile,
  options: UploadOptions,
): Promise<Uploaded> {
  const owner = await ownerOf(cx)
  if (!owner) return { ...(await upload(cx, client, file, options)), isNew: true }
  const { media } = await cx.services.store()
  const before = options.force ? undefined : await media.find(owner, file)
  if (before) return { ...before, isNew: false }
  const release = await turnToUpload(cx, media, owner, file, options.shown)
  try {
    const meanwhile = options.force ? undefined : await media.find(owner, file)
    if (meanwhile) return { ...meanwhile, isNew: false }
    const kept = await upload(cx, client, file, options)
    await remember(cx, () => media.keep(owner, file, kept), { file: options.shown, mediaId: kept.mediaId })
    return { ...kept, isNew: true }
  } finally {
    await release()
  }
}

/** Whose material it will be; undefined where only an access token is known: then nothing is remembered. */
async function ownerOf(cx: CommandContext): Promise<MediaOwner | undefined> {
  const { appid, apiBase } = await cx.services.identity()
  return appid && { appid: appid.value, base: apiBase.value }
}

async function turnToUpload(
  cx: CommandContext,
  media: MediaMemory,
  owner: MediaOwner,
  file: MediaFile,
  shown: string,
): Promise<() => Promise<void>> {
  for (let looks = 0; ; looks++) {
    const release = await media.tryLock(owner, file)
    if (release) return release
    if (looks === 0) cx.terminal.note(mediaMessages.waiting, { file: shown })
    await delay(LOOK_MS, cx.signal)
  }
}

async function upload(
  cx: CommandContext,
  client: Client,
  { path, type, format, content }: MediaFile,
  { shown, title, introduction }: UploadOptions,
): Promise<KeptMedia> {
  const name = basename(path)
  const progress = progressOn(cx.terminal, { label: shown, bytes: content.length })
  const about = { title: title ?? basename(name, extname(name)), introduction: introduction ?? '' }
  try {
    const { media_id: mediaId, url } = await client.call({
      ...endpoints.materialAdd,
      query: { type },
      upload: {
        field: 'media',
        name,
        type: mediaFormats[format].contentType,
        content,
        ...(type === 'video' && { fields: { description: JSON.stringify(about) } }),
        onProgress: progress.update,
      },
      repeatable: false,
    })
    if (typeof mediaId !== 'string' || !/^[\w-]{1,256}$/.test(mediaId))
      throw new WxError('ANSWER_INCOMPLETE', {
        host: 'WeChat',
        path: endpoints.materialAdd.path,
        reason: 'media_id',
      })
    return { mediaId, ...(typeof url === 'string' && url !== '' && { url }), time: cx.now() }
  } finally {
    progress.end()
  }
}

/** What is uploaded is uploaded: that it cannot be remembered is no reason to fail. */
async function remember(
  { terminal }: CommandContext,
  keep: () => Promise<void>,
  facts: { readonly file: string; readonly mediaId: string },
): Promise<void> {
  try {
    await keep()
  } catch (error) {
    if (!(error instanceof WxError)) throw error
    terminal.warn(mediaMessages.notKept, { ...facts, reason: String(error.params.reason ?? error.code) })
  }
}
