/** Words that people write in menu files, and what the documentation calls the thing: where the spelling is not similar. */

/** Keys, small letters and digits alone: `subMenu` and `sub_menu` are `submenu`. */
const keys: Readonly<Record<string, string>> = {
  title: 'name',
  label: 'name',
  caption: 'name',
  action: 'type',
  kind: 'type',
  event: 'key',
  eventkey: 'key',
  link: 'url',
  href: 'url',
  uri: 'url',
  address: 'url',
  page: 'pagepath',
  path: 'pagepath',
  article: 'article_id',
  button: 'sub_button',
  children: 'sub_button',
  items: 'sub_button',
  submenu: 'sub_button',
  conditional: 'conditionalmenu',
  conditions: 'conditionalmenu',
  rule: 'matchrule',
  match: 'matchrule',
  platform: 'client_platform_type',
  os: 'client_platform_type',
  group: 'tag_id',
}

const types: Readonly<Record<string, string>> = {
  event: 'click',
  key: 'click',
  message: 'click',
  button: 'click',
  link: 'view',
  href: 'view',
  url: 'view',
  web: 'view',
  page: 'view',
  scan: 'scancode_push',
  scancode: 'scancode_push',
  qrcode: 'scancode_push',
  camera: 'pic_sysphoto',
  album: 'pic_photo_or_album',
  location: 'location_select',
  media: 'media_id',
  material: 'media_id',
  article: 'article_id',
  weapp: 'miniprogram',
  miniapp: 'miniprogram',
  mini: 'miniprogram',
}

/** @returns the known name that the word means */
export function synonym(kind: 'key' | 'type', word: string, known: readonly string[]): string | undefined {
  const table = kind === 'key' ? keys : types
  const plain = plainName(word)
  const name = Object.hasOwn(table, plain) ? table[plain] : undefined
  return name !== undefined && known.includes(name) ? name : undefined
}

const platforms: readonly (readonly [RegExp, string])[] = [
  [/^(?:ios|iphone|ipad|apple|苹果.*)$/, '1'],
  [/^(?:android|安卓.*)$/, '2'],
  [/^(?:others?|windows|win|pc|mac|macos|harmony(?:os)?|鸿蒙|其他|其它)$/, '3'],
]

/** The client_platform_type of a platform by its name (docs/platform.md 2.6); undefined for anything else. */
export function platformNumber(name: string): string | undefined {
  const plain = name.trim().toLowerCase()
  return platforms.find(([form]) => form.test(plain))?.[1]
}

/** A name without case, `_` and `-`, in which spellings differ. */
export function plainName(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '')
}
