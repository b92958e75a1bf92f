import { WxError } from '../../errors'
import { menuHash } from '../../menu/diff/compare'
import { menuOf } from '../../menu/push/history'
import { viewLive } from '../../menu/push/live'
import { type PendingUpload, withMedia } from '../../menu/push/media-pending'
import type { Wanted } from '../../menu/push/reporter'
import type { MenuFile } from '../../menu/rules/read'
import { hasShorthands } from '../../menu/shorthands'
import type { Menu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { entryOf } from './history-entry'
import { acceptMenu, readMenuFile, type VariableOptions } from './menu-file'
import { resolveFile } from './resolve'
import { appidOf, checkPin } from './target'

/** One of the two menus that are compared. */
export interface Side {
  readonly kind: 'live' | 'file' | 'history'
  /** An appid, a file as it was named, the id of an entry. */
  readonly name: string
  readonly menu: Menu
  /** `menuHash` of the menu. */
  readonly hash: string
}

interface SideOptions extends VariableOptions {
  /** Id of an entry of the history. */
  readonly history?: string
}

export interface Sides {
  readonly from: Side
  readonly to: Side
}

/**
 * Two files, with no account and no network; else what is live, or an entry of the history, and the file as a push would
 * send it. Reads alone: files that it names are not uploaded.
 * @throws WxError OPTIONS_CONFLICT; MENU_INVALID, FILE_UNREADABLE; PIN_MISMATCH; HISTORY_EMPTY, HISTORY_UNKNOWN, HISTORY_AMBIGUOUS; as Client.call
 */
export async function sidesOf(
  cx: CommandContext,
  given: string,
  other: string | undefined,
  options: SideOptions,
): Promise<Sides> {
  const { history } = options
  if (other !== undefined && history !== undefined)
    throw new WxError('OPTIONS_CONFLICT', { first: other, second: '--history' })
  const file = await readMenuFile(cx, given, options)
  const name = file.file
  const menu = await acceptMenu(cx, file)
  if (other !== undefined) return offlineSides(cx, file, menu, { ...options, other })
  await checkPin(cx, name, file.appid)
  const from = history === undefined ? undefined : await historySide(cx, history)
  const wanted = await resolveFile(cx, file, menu)
  const to = fileSide(name, wanted, mediaNames(wanted.uploads))
  return { from: from ?? (await liveSide(cx)), to }
}

/** An appid that only one of the two files names is taken for both. */
async function offlineSides(
  cx: CommandContext,
  file: MenuFile,
  menu: Menu,
  options: VariableOptions & { readonly other: string },
): Promise<Sides> {
  const { other } = options
  const second = await readMenuFile(cx, other, options)
  const secondMenu = await acceptMenu(cx, second)
  const from = await shown(cx, { ...file, appid: file.appid ?? second.appid }, menu)
  const to = await shown(cx, { ...second, appid: second.appid ?? file.appid }, secondMenu)
  const names = mediaNames([...from.uploads, ...to.uploads])
  return { from: fileSide(file.file, from, names), to: fileSide(second.file, to, names) }
}

async function shown(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Wanted> {
  if (!hasShorthands(menu)) return { menu, uploads: [] }
  const { withShorthandsShown } = await import('./shorthands')
  return withShorthandsShown(cx, file, menu)
}

/** @param names what is shown in place of a media_id that there is not yet */
function fileSide(name: string, { menu }: Wanted, names: ReadonlyMap<string, string>): Side {
  return { kind: 'file', name, menu: withMedia(menu, names), hash: menuHash(menu) }
}

/** Files by their names; of two that have the same one, by the beginning of the hash of their content too. */
function mediaNames(uploads: readonly PendingUpload[]): ReadonlyMap<string, string> {
  const contents = new Map<string, Set<string>>()
  for (const { shown: name, sha256 } of uploads)
    contents.set(name, (contents.get(name) ?? new Set()).add(sha256))
  return new Map(
    uploads.map(({ placeholder, shown: name, sha256 }) => {
      const isAlone = contents.get(name)?.size === 1
      return [placeholder, `media:${name}${isAlone ? '' : `#${sha256.slice(0, 8)}`}`]
    }),
  )
}

async function liveSide(cx: CommandContext): Promise<Side> {
  const { source, menu, isOff } = await viewLive(await cx.services.client())
  if (source === 'console') cx.terminal.warn(menuMessages.consoleMenu)
  if (isOff) cx.terminal.warn(menuMessages.menuOff)
  return { kind: 'live', name: await appidOf(cx), menu, hash: menuHash(menu) }
}

async function historySide(cx: CommandContext, wanted: string): Promise<Side> {
  const entry = await entryOf(cx, wanted)
  const menu = menuOf(entry)
  return { kind: 'history', name: entry.id, menu, hash: menuHash(menu) }
}
