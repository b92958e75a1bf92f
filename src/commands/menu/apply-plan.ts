import { OutsideRoot } from '../../document/read'
import { reasonOf, WxError } from '../../errors'
import { applySavedPlan } from '../../menu/push/engine'
import type { MediaFault, MediaFile, MediaPlace } from '../../menu/push/media-files'
import type { PendingUpload } from '../../menu/push/media-pending'
import { parsePlan, type SavedPlan } from '../../menu/push/plan-file'
import type { Reporter } from '../../menu/push/reporter'
import { readMenu } from '../../menu/rules/read'
import { menuYaml } from '../../menu/write'
import type { CommandContext } from '../command'
import { readInput, unreadable } from '../input-file'
import type { ChangeWords, EndingOptions } from './change'
import { showPlan } from './change-report'
import { changeReporter, reportEnding } from './report'
import { authorOf, targetOf } from './target'

/** A plan holds a menu twice, and what changes in it. Bytes. */
const PLAN_BYTES = 8 * 1024 * 1024

/** The options of `menu push` that make sense beside a saved plan, and those that do not. */
interface ApplyOptions extends EndingOptions {
  readonly dryRun?: boolean
  readonly force?: boolean
  readonly expect?: string
  readonly prune?: boolean
}

/**
 * `menu push --plan FILE`: applies a saved plan, exactly as it was reviewed. Where the live menu is no longer the one
 * that the plan starts from, it shows what would be done now and writes nothing. What is live already as it was
 * wanted is up to date.
 * @throws WxError PLAN_INVALID, PLAN_OF_OTHER, PLAN_STALE; else as push-failure.ts
 */
export async function applyPlan(cx: CommandContext, options: ApplyOptions): Promise<undefined> {
  const { plan: file, dryRun, format, force, expect, prune } = options
  if (file === undefined) throw new WxError('FILE_OR_PLAN_MISSING')
  const own = { '--force': force, '--expect': expect, [prune ? '--prune' : '--no-prune']: prune }
  for (const [second, given] of Object.entries(own))
    if (given !== undefined) throw new WxError('OPTIONS_CONFLICT', { first: '--plan', second })
  const target = await targetOf(cx)
  const { appid, base } = target
  if (!(await cx.services.identity()).appid) throw new WxError('NO_ACCOUNT')
  const saved = await readPlan(cx, file)
  if (saved.appid !== appid || saved.base !== base)
    throw new WxError('PLAN_OF_OTHER', { file, planned: `${saved.appid} (${saved.base})`, appid, base })
  const uploads = await uploadsHere(cx, file, saved)
  const words: ChangeWords = {
    name: saved.file,
    shown: saved.file,
    reason: 'push',
    appid,
    command: `wxadmin menu push --plan ${cx.terminal.word(file)}`,
    check: 'wxadmin menu get',
    question: '', // a plan was agreed to when it was reviewed
    places: async () => saved.places,
    warnings: [],
  }
  const mode = dryRun ? 'show' : 'apply'
  const reporter: Reporter = {
    ...changeReporter(cx, () => words, { mode }),
    agree: async ({ plan, objection, ...proposal }) => {
      await showPlan(cx, plan, proposal, objection !== undefined && !cx.terminal.json)
      if (objection) throw new WxError('PLAN_STALE', { file, appid })
      return false
    },
  }
  const ending = await applySavedPlan(target, saved, { mode, uploads, author: () => authorOf(cx) }, reporter)
  return reportEnding(cx, () => words, ending, { format })
}

/**
 * The files that the plan wants uploaded, found from the working directory; only those that a menu file here could name.
 * @throws WxError PLAN_INVALID, MEDIA_CHANGED
 */
async function uploadsHere(
  cx: CommandContext,
  file: string,
  { uploads }: SavedPlan,
): Promise<readonly PendingUpload[]> {
  if (uploads.length === 0) return uploads
  const { mediaPlace } = await import('../../menu/push/media-files')
  const place = await mediaPlace(cx.cwd)
  return Promise.all(
    uploads.map(async (upload) => {
      const found = await readPlanned(upload.path, place)
      if ('rule' in found && found.rule === 'media-outside')
        throw new WxError('PLAN_INVALID', { file, reason: upload.path })
      if ('rule' in found && found.rule === 'media-unreadable')
        throw new WxError('MEDIA_MISSING', { file: upload.path, plan: file })
      if ('rule' in found || found.sha256 !== upload.sha256)
        throw new WxError('MEDIA_CHANGED', { file: upload.path })
      return { ...upload, path: found.path, shown: upload.path, bytes: found.content.length }
    }),
  )
}

/** A plan of an older version that was made on Windows has backslashes in its paths. */
async function readPlanned(path: string, place: MediaPlace): Promise<MediaFile | MediaFault> {
  const { readMediaOf } = await import('../../menu/push/media-files')
  const found = await readMediaOf(path, place)
  const isMissing = 'rule' in found && found.rule === 'media-unreadable'
  return isMissing && path.includes('\\') ? readMediaOf(path.replaceAll('\\', '/'), place) : found
}

/** @param file `-` is stdin @throws WxError FILE_OUTSIDE; else as readInput */
async function textOf(cx: CommandContext, file: string): Promise<string> {
  try {
    return (await readInput(cx, file, { mostBytes: PLAN_BYTES })).bytes.toString('utf8')
  } catch (error) {
    throw error instanceof OutsideRoot ? unreadable(file, error) : error
  }
}

/** @throws WxError PLAN_NEWER; PLAN_INVALID: it cannot be read, was changed, or holds a menu that WeChat would refuse */
async function readPlan(cx: CommandContext, file: string): Promise<SavedPlan> {
  try {
    const saved = parsePlan(await textOf(cx, file), file)
    const text = menuYaml(saved.wanted)
    const { findings } = readMenu(Buffer.from(text), file, { env: {}, secret: [] })
    const [error] = findings.filter(({ severity }) => severity === 'error')
    if (error) throw new Error(`${error.path.join('.')}: ${error.rule}`)
    return saved
  } catch (error) {
    if (error instanceof WxError) throw error
    throw new WxError('PLAN_INVALID', { file, reason: reasonOf(error) }, { cause: error })
  }
}
