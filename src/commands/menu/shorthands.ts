import { WxError } from '../../errors'
import { fillShorthands } from '../../menu/fill-shorthands'
import { mediaPlace, readMediaOf } from '../../menu/push/media-files'
import { type PendingUpload, placeholderOf } from '../../menu/push/media-pending'
import type { Wanted } from '../../menu/push/reporter'
import type { MenuFile } from '../../menu/rules/read'
import type { Menu } from '../../menu/types'
import type { MediaOwner } from '../../store/media'
import type { CommandContext } from '../command'
import { directoryOf, stopAtErrors } from './menu-file'

/**
 * A menu with `oauth:` and `media:` made into what WeChat takes. Nothing is uploaded here: a placeholder stands for a
 * file that the account does not have yet.
 * @throws WxError APPID_UNKNOWN, MENU_INVALID where a file has changed since it was checked, STORE_*
 */
export async function withShorthandsFilled(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Wanted> {
  const { appid, apiBase } = await cx.services.identity()
  if (!appid) throw new WxError('APPID_UNKNOWN', { file: file.file })
  return fill(cx, file, menu, { appid: appid.value, base: apiBase.value })
}

/** As it would be for no account in particular: what two files are compared by. The pin tells the appid, if there is one. */
export async function withShorthandsShown(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Wanted> {
  return fill(cx, file, menu, undefined)
}

async function fill(
  cx: CommandContext,
  file: MenuFile,
  menu: Menu,
  owner: MediaOwner | undefined,
): Promise<Wanted> {
  const place = await mediaPlace(directoryOf(cx, file.file))
  const { media } = await cx.services.store()
  const ids = new Map<string, string>()
  const uploads = new Map<string, PendingUpload>()
  const findings = []
  for (const { name, shown, finding } of file.mediaUses) {
    if (ids.has(name)) continue
    const read = await readMediaOf(name, place)
    if ('rule' in read) {
      findings.push(finding(read.rule, read.params))
      continue
    }
    const { path, type, sha256, content } = read
    const kept = owner && (await media.find(owner, { type, sha256 }))
    const placeholder = placeholderOf(sha256)
    ids.set(name, kept?.mediaId ?? placeholder)
    if (!kept) uploads.set(placeholder, { placeholder, path, shown, sha256, bytes: content.length, type })
  }
  await stopAtErrors(cx, { file: file.file, text: file.text, isLinked: file.isLinked, findings })
  const mediaId = (name: string) => ids.get(name) ?? name // every name is among the uses
  return {
    menu: fillShorthands(menu, owner?.appid ?? file.appid ?? 'APPID', mediaId),
    uploads: [...uploads.values()],
  }
}
