/**
 * A plan as a file: made in one place, reviewed, and applied in another exactly as it was reviewed. It holds the whole
 * menu and the hash of the live menu that it starts from; it holds no secret.
 */
import { sep } from 'node:path'
import { WxError } from '../../errors'
import { parseJson } from '../../json-depth'
import { menuHash } from '../diff/compare'
import { normaliseMenu } from '../normalise'
import type { MenuPlaces, Place } from '../places'
import type { LiveMenu, Menu } from '../types'
import { menuDocument } from '../write'
import { type PendingUpload, placeholderOf } from './media-pending'
import { type Plan, planPush, type Step } from './plan'

export interface SavedPlan {
  readonly appid: string
  readonly base: string
  /** Name of the menu file it was made of. */
  readonly file: string
  readonly live: Plan['live']
  readonly wanted: Menu
  readonly steps: readonly Step[]
  readonly uploads: readonly PendingUpload[]
  /** Where the menus begin in the menu file, as it was then. */
  readonly places: MenuPlaces
}

const FORMAT = 1

/** @param extra who made it and when, for people */
export function planDocument(
  plan: Plan,
  { file, wanted, uploads, places }: Pick<SavedPlan, 'file' | 'wanted' | 'uploads' | 'places'>,
  extra: Readonly<Record<string, string>>,
): object {
  const { appid, base, live, totals, changes, steps } = plan
  return {
    wxadminPlan: FORMAT,
    ...extra,
    file,
    appid,
    base,
    live,
    wanted: plan.wanted,
    menu: menuDocument(wanted),
    uploads: uploads.map((upload) => ({ ...upload, path: portable(upload.path) })),
    places,
    totals,
    changes,
    steps,
  }
}

/** Whether a text is a plan, of whatever version. */
export function isPlan(text: string): boolean {
  try {
    return 'wxadminPlan' in Object(parseJson(withoutMark(text)))
  } catch {
    return false
  }
}

/**
 * @param shown name of the file, for errors
 * @throws WxError PLAN_NEWER; Error that names the first thing that is not as it should be
 */
export function parsePlan(text: string, shown: string): SavedPlan {
  const value = record(json(withoutMark(text)), 'JSON')
  if (Number(value.wxadminPlan) > FORMAT) throw new WxError('PLAN_NEWER', { file: shown })
  if (value.wxadminPlan !== FORMAT) throw new Error(`wxadminPlan: ${String(value.wxadminPlan)}`)
  const live = record(value.live, 'live')
  const source = (['api', 'console', 'none'] as const).find((name) => name === live.source)
  if (source === undefined) throw new Error('live.source')
  const wanted = normaliseMenu(value.menu)
  if (menuHash(wanted) !== value.wanted) throw new Error('wanted: the menu is not the one that was planned')
  return {
    appid: textOf(value.appid, 'appid'),
    base: textOf(value.base, 'base'),
    file: nameOf(value.file),
    live: { source, hash: textOf(live.hash, 'live.hash') },
    wanted,
    steps: listOf(value.steps, 'steps').map(readStep),
    uploads: uploadsOf(value.uploads, wanted),
    places: placesOf(value.places),
  }
}

/** Some shells (PowerShell's `>`) begin a file with a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** With slashes: a plan may be made on Windows and applied elsewhere. */
function portable(path: string): string {
  return path.split(sep).join('/')
}

/** Only to show places: what is not as it should be counts as absent. */
function placesOf(value: unknown): MenuPlaces {
  const { button, conditional } = Object(value) as Record<string, unknown>
  const [own] = placeOf(button)
  return {
    ...(own && { button: own }),
    conditional: Array.isArray(conditional) ? conditional.flatMap(placeOf) : [],
  }
}

function placeOf(value: unknown): Place[] {
  const { line, column } = Object(value) as Record<string, unknown>
  return typeof line === 'number' && typeof column === 'number' ? [{ line, column }] : []
}

/** Each belongs to a placeholder of the menu, not to a media_id that WeChat has given. */
function uploadsOf(value: unknown, wanted: Menu): PendingUpload[] {
  const uploads = listOf(value, 'uploads').map(readUpload)
  const text = JSON.stringify(wanted)
  uploads.forEach(({ placeholder }, index) => {
    const isOnce = uploads.findIndex((other) => other.placeholder === placeholder) === index
    if (!isOnce || !text.includes(`"${placeholder}"`)) throw new Error(`uploads[${index}].placeholder`)
  })
  return uploads
}

/** V8's own message would quote the file. */
function json(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw new Error('JSON')
  }
}

/** A name that cannot begin a line which a CI runner takes for a command. */
function nameOf(value: unknown): string {
  const name = textOf(value, 'file')
  if (/^\s*(?:::|##\[)|\p{Cc}/u.test(name)) throw new Error('file')
  return name
}

/**
 * The plan again, from the menu that is live now: the same calls as were reviewed, with the menuids of today.
 * @returns undefined where it would do anything else
 */
export function planAgain(saved: SavedPlan, live: LiveMenu): Plan | undefined {
  if (live.source !== saved.live.source || menuHash(live.menu) !== saved.live.hash) return undefined
  const plan = planPush(saved, live, saved.wanted)
  return sameSteps(plan.steps, saved.steps) ? plan : undefined
}

function sameSteps(a: readonly Step[], b: readonly Step[]): boolean {
  const text = (steps: readonly Step[]) =>
    JSON.stringify(
      steps.map((step) => {
        if (step.call === 'delete') return step.call
        const conditional = step.call === 'create' ? [] : [{ matchrule: step.matchrule, button: step.button }]
        return [step.call, menuHash({ button: step.call === 'create' ? step.button : [], conditional })]
      }),
    )
  return text(a) === text(b)
}

function readStep(value: unknown, index: number): Step {
  const step = record(value, `steps[${index}]`)
  const { button, conditional } = normaliseMenu({
    button: step.button,
    conditionalmenu: [{ menuid: step.menuid, matchrule: step.matchrule, button: step.button }],
  })
  const [one] = conditional
  if (step.call === 'delete') return { call: 'delete' }
  if (step.call === 'create') return { call: 'create', button }
  if (step.call === 'addconditional' && one)
    return { call: 'addconditional', button: one.button, matchrule: one.matchrule }
  if (step.call === 'delconditional' && one?.menuid !== undefined)
    return { call: 'delconditional', ...one, menuid: one.menuid }
  throw new Error(`steps[${index}].call`)
}

function readUpload(value: unknown, index: number): PendingUpload {
  const at = `uploads[${index}]`
  const { placeholder, path, shown, sha256, bytes, type } = record(value, at)
  const kind = (['image', 'voice', 'video', 'thumb'] as const).find((name) => name === type)
  if (kind === undefined || typeof bytes !== 'number') throw new Error(`${at}.type`)
  const digest = textOf(sha256, `${at}.sha256`)
  if (!/^[0-9a-f]{64}$/.test(digest) || placeholder !== placeholderOf(digest))
    throw new Error(`${at}.placeholder`)
  return {
    placeholder: placeholderOf(digest),
    path: textOf(path, `${at}.path`),
    shown: textOf(shown, `${at}.shown`),
    sha256: digest,
    bytes,
    type: kind,
  }
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(name)
  return value as Readonly<Record<string, unknown>>
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(name)
  return value
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(name)
  return value
}
