/** What a key may ask the hub for. Pure: a decision, and its reason. */
import { catalogued, type Effect } from '../wechat/catalogue/endpoints'
import { endpoints } from '../wechat/endpoints'
import type { KeyRights } from './keys'

/** A call as far as rights are concerned. */
export interface Asked {
  readonly appid: string
  /** As `isPath` takes it. */
  readonly path: string
  /** The query's `action`, which tells apart the calls at some paths. */
  readonly action?: string | null
}

/**
 * Why a call is refused. `path-by-name`: it deletes, sends or spends, so only a key that names its path may make it;
 * `unknown-effect`: the catalogue does not have it, and the key is for reading only.
 */
export type AccessRefusal = 'account' | 'path' | 'path-by-name' | 'read-only' | 'unknown-effect'

/** Effects that need the path by name. */
const GRAVE: ReadonlySet<Effect> = new Set(['delete', 'send', 'spend'])

const SEGMENT = /^[A-Za-z0-9_.-]+$/

/**
 * Whether a path is one of the API's: plain segments, none of which leads elsewhere. What passes is sent exactly as it is,
 * so nothing may read it in another way: no encoded characters, no empty or dot segments, no parameters.
 */
export function isPath(path: string): boolean {
  if (path.length > 300) return false
  const [first, ...segments] = path.split('/')
  return (
    first === '' &&
    segments.length > 0 &&
    segments.every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')
  )
}

/** Whether a text can be one of a key's paths: a path, or one that ends in `/*` for everything below it. */
export const isPathPattern = (text: string): boolean => isPath(text.replace(/\/\*$/, '')) && text !== '/*'

/** @returns undefined where the key may make the call */
export function refusalOf(rights: KeyRights, { appid, path, action }: Asked): AccessRefusal | undefined {
  const { accounts, paths, readOnly } = rights
  if (accounts && !accounts.includes(appid)) return 'account'
  if (paths && !paths.some((pattern) => matches(pattern, path))) return 'path'
  const effect = effectOf(path, action)
  if (readOnly && effect === undefined) return 'unknown-effect'
  if (readOnly && effect !== 'read') return 'read-only'
  if (isGrave(path, effect) && !paths?.includes(path)) return 'path-by-name'
  return undefined
}

/** Whether a key's paths name this very path. */
export const names = ({ paths }: KeyRights, path: string): boolean => paths?.includes(path) === true

/** The gravest effect of the calls at a path in any spelling: WeChat may not tell upper from lower case. */
function effectOf(path: string, action: string | null | undefined): Effect | undefined {
  const exact = catalogued(path, action)?.effect
  const inLowerCase = path === path.toLowerCase() ? exact : catalogued(path.toLowerCase(), action)?.effect
  return inLowerCase !== undefined && GRAVE.has(inLowerCase) ? inLowerCase : exact
}

const isGrave = (path: string, effect: Effect | undefined): boolean =>
  (effect !== undefined && GRAVE.has(effect)) || path.toLowerCase().startsWith(endpoints.clearQuota.path)

const matches = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern

const paths = (...names: (keyof typeof endpoints)[]): string[] => names.map((name) => endpoints[name].path)

/** The paths that a kind of job needs, for `token key create --for`. */
export const purposes = {
  'menu-read': paths('menuGet', 'selfMenu', 'tagsGet', 'menuTryMatch'),
  /** Conditional menus are deleted one by one; the call that deletes all menus is not among these. */
  'menu-push': paths(
    'menuGet',
    'selfMenu',
    'tagsGet',
    'menuCreate',
    'menuAddConditional',
    'menuDeleteConditional',
  ),
  media: paths('materialAdd', 'mediaUpload'),
} as const

export type Purpose = keyof typeof purposes
