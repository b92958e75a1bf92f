import type { Client } from '../../api/types'
import { WxError } from '../../errors'
import { readMedia } from '../../menu/push/media-files'
import type { PendingUpload } from '../../menu/push/media-pending'
import { mediaMessages } from '../../terminal/messages/media'
import type { CommandContext } from '../command'
import { uploadOnce } from './upload-once'

/**
 * Uploads what a menu needs, one file after the other. Each is remembered at once, so that a push that fails later on
 * does not upload it again.
 * @returns media_ids by placeholder
 * @throws WxError MEDIA_CHANGED where a file is no longer what the menu was planned with; else as Client.call
 */
export async function uploadPending(
  cx: CommandContext,
  client: Client,
  uploads: readonly PendingUpload[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const files = []
  for (const upload of uploads) {
    const file = await readMedia(upload.path, upload.type)
    if ('rule' in file || file.sha256 !== upload.sha256)
      throw new WxError('MEDIA_CHANGED', { file: upload.shown })
    files.push({ file, upload })
  }
  for (const { file, upload } of files) {
    if (ids.has(upload.placeholder)) continue
    const { shown } = upload
    const { mediaId, isNew } = await uploadOnce(cx, client, file, { shown })
    if (isNew) cx.terminal.note(mediaMessages.uploaded, { file: shown, mediaId })
    ids.set(upload.placeholder, mediaId)
  }
  return ids
}
