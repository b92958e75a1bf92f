/**
 * What the platform accepts as a menu, as data: docs/platform.md 2.1, 2.2, 2.6. Validation, the JSON Schema, the help and
 * the sandbox all read it here.
 */

/** Counts and sizes. Bytes are UTF-8 bytes. */
export const menuLimits = {
  topButtons: 3,
  subButtons: 5,
  /** docs/platform.md 14: longer top names are said to be accepted at times; the documentation says 16. */
  topNameBytes: 16,
  subNameBytes: 60,
  keyBytes: 128,
  urlBytes: 1024,
  /** Han characters that the client shows before it cuts with "…". */
  topNameShown: 4,
  subNameShown: 8,
  /** Link domains, taken as hosts [?], over all conditional menus together (65316). */
  conditionalDomains: 3,
  /** Our own limit: the largest menu file that is read. */
  fileBytes: 1024 * 1024,
} as const

export type ButtonField = 'key' | 'url' | 'media_id' | 'article_id' | 'appid' | 'pagepath'

export interface ButtonType {
  /** Fields that are required beside `name` and `type`. */
  readonly required: readonly ButtonField[]
  /** No longer offered by the platform; accepted with a warning. */
  readonly retired?: boolean
  /** The event the platform pushes when it is pressed. */
  readonly event?: string
}

/** docs/platform.md 2.2. `view_limited` left the documented list with the draft migration: still read, with a warning. */
export const buttonTypes = {
  click: { required: ['key'], event: 'CLICK' },
  view: { required: ['url'], event: 'VIEW' },
  scancode_push: { required: ['key'], event: 'scancode_push' },
  scancode_waitmsg: { required: ['key'], event: 'scancode_waitmsg' },
  pic_sysphoto: { required: ['key'], event: 'pic_sysphoto' },
  pic_photo_or_album: { required: ['key'], event: 'pic_photo_or_album' },
  pic_weixin: { required: ['key'], event: 'pic_weixin' },
  location_select: { required: ['key'], event: 'location_select' },
  media_id: { required: ['media_id'] },
  view_limited: { required: ['media_id'], retired: true },
  article_id: { required: ['article_id'] },
  article_view_limited: { required: ['article_id'] },
  miniprogram: { required: ['url', 'appid', 'pagepath'], event: 'view_miniprogram' },
} as const satisfies Record<string, ButtonType>

export type ButtonTypeName = keyof typeof buttonTypes

export const buttonTypeNames = Object.keys(buttonTypes) as ButtonTypeName[]

/** The entry of a type; undefined for any other name. */
export function buttonType(name: string): ButtonType | undefined {
  return Object.hasOwn(buttonTypes, name) ? buttonTypes[name as ButtonTypeName] : undefined
}

/** All fields of a button that can be pressed, except `name` and `type`. */
export const buttonFields = [
  'key',
  'url',
  'media_id',
  'article_id',
  'appid',
  'pagepath',
] as const satisfies readonly ButtonField[]

/**
 * Types that only the web console makes; `get_current_selfmenu_info` shows them (docs/platform.md 2.5), the API
 * cannot write them.
 */
export const consoleTypes = ['text', 'img', 'photo', 'voice', 'video', 'news'] as const

/** Fields of a matchrule, docs/platform.md 2.6. Creation with a withdrawn one is refused (65320). */
export const matchRuleFields = {
  tag_id: { state: 'current' },
  client_platform_type: { state: 'current', values: ['1', '2', '3'] },
  group_id: { state: 'replaced', by: 'tag_id' },
  sex: { state: 'withdrawn' },
  country: { state: 'withdrawn' },
  province: { state: 'withdrawn' },
  city: { state: 'withdrawn' },
  language: { state: 'withdrawn' },
} as const

export type MatchRuleField = keyof typeof matchRuleFields

export const matchRuleFieldNames = Object.keys(matchRuleFields) as MatchRuleField[]

/**
 * The errcode of each refusal, by level, docs/platform.md 2.7. [?] docs/platform.md 14: an empty name and a missing
 * type are guesses.
 */
export const menuErrcodes = {
  top: {
    count: 40016,
    type: 40017,
    name: 40018,
    key: 40019,
    url: 40020,
    urlDomain: 40055,
    mediaId: 40117,
  },
  sub: {
    count: 40023,
    type: 40024,
    name: 40025,
    key: 40026,
    url: 40027,
    urlDomain: 40054,
    mediaId: 40118,
  },
  depth: 40022,
  articleId: 53600,
  pagepath: 40165,
  weappAppid: 40166,
  /** A field has the wrong JSON type (docs/platform.md 12). */
  jsonType: 47001,
  /** Not UTF-8, or written with \u escapes. */
  charset: 40033,
  emptyButton: 65308,
  noMenu: 46003,
  noDefaultMenu: 65303,
  matchRuleEmpty: 65304,
  matchRulePrivacy: 65320,
  domainCount: 65316,
  notConditional: 65301,
  noSuchUser: 65302,
  notFollower: 65315,
} as const
