import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WxError } from '../../errors'
import type { LiveMenu } from '../../menu/types'
import { initMessages } from '../../terminal/messages/init'
import type { CommandContext } from '../command'
import { pathOf } from '../input-file'
import { writeOutput } from '../output-file'
import { attempted } from './attempted'

/** The click and view example of WeChat's menu guide (docs/platform.md 2.1), which comes with the program. */
const EXAMPLE = 'menus/main.yaml'

/** How far the package's directory is above this code: two in dist/chunks, three in src. */
const MOST_ABOVE = 3

/** Where the menu commands look for a menu. */
const LIVE_FILE = 'menus/main.yaml'
const FIRST_FILE = 'menu.yaml'

/** No permission for the menu API, and no menu of the console's to be seen. */
const UNVERIFIED = 48001

/** What is live: made by the API or in the console, nothing, nothing that this account may have, or not known. */
type Live = 'api' | 'console' | 'none' | 'closed' | 'unknown'

export interface FirstMenu {
  readonly file: string
  readonly isWritten: boolean
  readonly live: Live
  /** A command without the program's name. It never replaces a live menu by what it does not come from. */
  readonly next: string
}

interface Options {
  /** False where the account is not asked. */
  readonly mayRead: boolean
  /** Nothing was ever pushed to it: a sandbox that nobody has used. */
  readonly isFresh: boolean
  /** `-o`. */
  readonly output?: string
  /** A command of this account, to copy. */
  readonly command: (words: string) => string
}

/**
 * Writes the live menu as a menu file; where nothing is live, one to start from. A file that is there already is only
 * changed to the live menu, after a question.
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeFirstMenu(cx: CommandContext, options: Options): Promise<FirstMenu> {
  const { live, menu } = await readLive(cx, options)
  const file = options.output ?? (await presentFile(cx)) ?? (menu ? LIVE_FILE : FIRST_FILE)
  const next = `menu ${verbs[live]} ${cx.terminal.word(file)}`
  const isWritten = menu
    ? await writeLive(cx, file, menu)
    : await writeExample(
        cx,
        file,
        cx.terminal.t(initMessages[commentFor(live)], { command: options.command(next) }),
      )
  return { file, isWritten, live, next }
}

/** What is worth doing next. Where anything may be live, it is looked at first. */
const verbs = { none: 'push', api: 'diff', unknown: 'diff', console: 'validate', closed: 'validate' } as const

const commentFor = (live: Live) => (live === 'none' ? 'menuComment' : 'menuCommentLook')

interface Read {
  readonly live: Live
  readonly menu?: LiveMenu
}

async function readLive(cx: CommandContext, { mayRead, isFresh }: Options): Promise<Read> {
  const { terminal } = cx
  if (isFresh) return { live: 'none' }
  if (!mayRead) {
    terminal.note(initMessages.notRead)
    return { live: 'unknown' }
  }
  const { viewLive } = await import('../../menu/push/live')
  const menu = await attempted(cx, async () => viewLive(await cx.services.client()))
  if ('failed' in menu) {
    const isClosed = menu.failed.details.refusal?.errcode === UNVERIFIED
    if (isClosed) terminal.note(initMessages.menuClosed)
    else terminal.note(initMessages.menuUnread, { reason: menu.reason })
    return { live: isClosed ? 'closed' : 'unknown' }
  }
  const { source, menu: shown } = menu.value
  if (source === 'none' || shown.button.length + shown.conditional.length === 0) return { live: 'none' }
  return { live: source, menu: menu.value }
}

/** The menu file of the directory, where it has one. */
async function presentFile(cx: CommandContext): Promise<string | undefined> {
  for (const name of [LIVE_FILE, FIRST_FILE]) {
    const present = await stat(pathOf(cx, name)).catch(() => undefined)
    if (present) return name
  }
  return undefined
}

/** @returns whether the file is another one now */
async function writeLive(cx: CommandContext, file: string, live: LiveMenu): Promise<boolean> {
  const { terminal } = cx
  const [
    { viewLive },
    { appidOf, menuAccountOf },
    { freshText, tellPushable },
    { writePulled },
    { rememberSeen },
  ] = await Promise.all([
    import('../../menu/push/live'),
    import('../menu/target'),
    import('../menu/pull'),
    import('../menu/pull-file'),
    import('../../menu/push/memory'),
  ])
  // Where it cannot be made, the file cannot be written, and that is told.
  if (file === LIVE_FILE) await mkdir(dirname(pathOf(cx, file)), { recursive: true }).catch(() => undefined)
  const fresh = (menu: LiveMenu) => freshText(cx, menu, file)
  const read = async () => {
    const now = await viewLive(await cx.services.client())
    if (now.source === 'none') throw new WxError('NO_MENU', { appid: await appidOf(cx) })
    return now
  }
  try {
    const { written, live: pulled } = await writePulled(cx, live, { file, fresh, read, force: false })
    await rememberSeen(await menuAccountOf(cx), pulled)
    terminal.note(written.status === 'unchanged' ? initMessages.menuSame : initMessages.menuLive, { file })
    await tellPushable(cx, pulled, fresh(pulled), file, {})
    return written.status !== 'unchanged'
  } catch (error) {
    // A no, nobody to ask, another account's menu, no menu file: whatever it is, the file stays as it is.
    const isEnd = !(error instanceof WxError) || error.code === 'FILE_UNWRITABLE' || cx.signal.aborted
    if (isEnd) throw error
    terminal.note(initMessages.menuDiffers, { file })
    return false
  }
}

/** @param comment stands at its head, in place of the example's own */
async function writeExample(cx: CommandContext, file: string, comment: string): Promise<boolean> {
  const { terminal } = cx
  const example = (await readExample()).replace(/^(?:#.*\r?\n)+/, '')
  try {
    await writeOutput(cx, file, `# ${comment}\n${example}`, { replace: false })
    terminal.note(initMessages.menuWritten, { file })
    return true
  } catch (error) {
    if (!(error instanceof WxError) || error.code !== 'FILE_EXISTS') throw error
    terminal.note(initMessages.menuThere, { file })
    return false
  }
}

async function readExample(from = __dirname, above = MOST_ABOVE): Promise<string> {
  try {
    return await readFile(join(from, EXAMPLE), 'utf8')
  } catch (error) {
    if (above === 0) throw error
    return readExample(dirname(from), above - 1)
  }
}
