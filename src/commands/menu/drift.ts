import { WxError } from '../../errors'
import { menuHash, sameMenu } from '../../menu/diff/compare'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { isStdin } from '../input-file'
import { acceptMenu } from './accept'
import { judgeLive } from './memory'
import type { Push } from './push-document'
import { resolveFile } from './resolve'
import { readMenuFile, type VariableOptions } from './source'

export interface DriftOptions extends VariableOptions {
  readonly force?: boolean
  /** A menu file, or a hash. */
  readonly expect?: string
}

/** Characters of a hash that are shown; from 7 on they name a menu in `--expect`. */
const HASH_SHOWN = 12
const HASH = /^[0-9a-f]{7,64}$/

/**
 * What stops a push: the live menu is neither the one that was last pushed from here nor, with `--expect`, the one
 * that was named. A machine that remembers none says that it could not check.
 * @returns the error, for whoever shows the plan first; undefined where the push may go on
 * @throws WxError MENU_INVALID and others for the file of `--expect`
 */
export async function driftOf(
  cx: CommandContext,
  push: Push,
  options: DriftOptions,
): Promise<WxError | undefined> {
  const { force, expect } = options
  const { appid, live } = push
  const hash = menuHash(live.menu).slice(0, HASH_SHOWN)
  if (expect !== undefined)
    return (await meets(cx, live.menu, expect, options))
      ? undefined
      : new WxError('EXPECTATION_NOT_MET', { appid, expected: expect, hash })
  if (force) return undefined
  const judged = await judgeLive(cx, live)
  if (judged === 'unknown' && live.source !== 'none') cx.terminal.note(menuMessages.cannotCheck, { hash })
  if (judged === 'unfinished') cx.terminal.note(menuMessages.unfinished)
  if (judged === 'differing') cx.terminal.note(menuMessages.differing)
  if (judged !== 'drifted') return undefined
  const data = { liveHash: menuHash(live.menu) }
  if (live.source === 'none') {
    const rollback = `wxadmin menu rollback --force${cx.terminal.interactive ? '' : ' --yes'}`
    return new WxError('MENU_GONE', { appid, command: push.command, rollback }, { data })
  }
  return push.reason === 'push'
    ? new WxError('DRIFT', { appid, push: push.command, file: fileOf(push), hash }, { data })
    : new WxError('ROLLBACK_DRIFT', { appid, rollback: push.command }, { data })
}

async function meets(
  cx: CommandContext,
  live: Push['live']['menu'],
  expect: string,
  options: VariableOptions,
): Promise<boolean> {
  if (HASH.test(expect)) return menuHash(live).startsWith(expect)
  const file = await readMenuFile(cx, expect, options)
  const { menu } = await resolveFile(cx, file, await acceptMenu(cx, file))
  return sameMenu(menu, live)
}

/** What `menu pull -o` should write: the file itself, where a file is pushed. */
function fileOf({ name }: Push): string {
  return isStdin(name) ? 'menu.yaml' : name
}
