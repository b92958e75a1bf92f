import { WxError } from '../../errors'
import { type MediaFault, type MediaFile, readMedia } from '../../menu/push/media-files'
import { format } from '../../terminal/language'
import { mediaMessages } from '../../terminal/messages/media'
import type { MaterialType } from '../../wechat/material'
import type { CommandContext } from '../command'
import { locateInput, pathOf } from '../input-file'
import { uploadOnce } from './upload-once'

interface MediaOptions {
  readonly type?: MaterialType
  readonly title?: string
  readonly introduction?: string
  readonly force?: boolean
}

/**
 * `media upload FILE`: makes a file permanent material and prints its media_id, alone. What was uploaded before is
 * not uploaded again.
 *
 * `--json`: `{ file, mediaId, url?, type, bytes, sha256, uploaded }`; `uploaded` is false for what was there already.
 * Exit 65 for a file that WeChat does not take.
 */
export async function uploadMedia(
  cx: CommandContext,
  [name]: [string],
  options: MediaOptions,
): Promise<undefined> {
  const { terminal } = cx
  const read = await readMedia(pathOf(cx, name), options.type, locateInput(cx, name))
  if ('rule' in read) throw await refused(cx, name, read)
  const { type, sha256, content } = read
  refuseWords(cx, read, options)
  const { mediaId, url, time, isNew } = await uploadOnce(cx, await cx.services.client(), read, {
    ...options,
    shown: name,
  })
  if (isNew) terminal.note(mediaMessages.uploaded, { file: name, mediaId })
  else
    terminal.note(mediaMessages.uploadedBefore, {
      file: name,
      date: new Date(time).toISOString().slice(0, 10),
    })
  if (url !== undefined) terminal.note(mediaMessages.address, { url })
  const document = {
    file: name,
    mediaId,
    ...(url !== undefined && { url }),
    type,
    bytes: content.length,
    sha256,
    uploaded: isNew,
  }
  terminal.result(document, () => mediaId)
  return undefined
}

/** A title belongs to a video. @throws WxError USAGE */
function refuseWords({ terminal }: CommandContext, { type }: MediaFile, options: MediaOptions): void {
  if (type === 'video' || (options.title === undefined && options.introduction === undefined)) return
  const problem = format(mediaMessages.onlyVideo, terminal.language, { type })
  throw new WxError('USAGE', { problem, help: 'wxadmin media upload --help' })
}

/** The error for a file that WeChat would not take, in the words of `menu validate`. */
async function refused({ terminal }: CommandContext, file: string, fault: MediaFault): Promise<WxError> {
  if (fault.rule === 'media-unreadable')
    return new WxError('FILE_UNREADABLE', { file, reason: fault.params.reason ?? '' })
  const { describeFinding } = await import('../../terminal/findings')
  const { message, hint } = describeFinding(fault, terminal.language)
  const reason = [message, ...(hint === undefined ? [] : [hint])].join(
    terminal.language === 'zh' ? '；' : '; ',
  )
  return new WxError('MEDIA_INVALID', { file, reason })
}
