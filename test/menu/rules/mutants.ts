import fc from 'fast-check'
import { menuDocument } from '../../../src/menu/write'
import {
  buttonFields,
  buttonTypeNames,
  consoleTypes,
  matchRuleFieldNames,
} from '../../../src/wechat/menu/rules'
import { menus } from '../arbitrary'

/** A place in a document: the parent, and the key or index in it. */
interface Spot {
  readonly parent: Record<string, unknown> | unknown[]
  readonly key: string | number
}

const leaf = { name: 'a', type: 'click', key: 'k' }
const texts = [
  ...[
    '',
    ' ',
    '\t',
    'x',
    '0',
    '1',
    '4',
    '2x',
    '-1',
    'true',
    '今',
    '🎁',
    'a\u0007',
    'a\nb',
    '\u007f',
    '\u0085',
    '\ud83d',
    '\u2028',
    '\ufeff',
  ],
  ...[16, 17, 60, 61, 128, 129, 1024, 1025].map((length) => 'a'.repeat(length)),
  ...[5, 6, 20, 21, 42, 43].map((length) => '汉'.repeat(length)),
  ...['https://a.cn', 'HTTP://A.CN/x', 'http://b.cn/?x', 'https://c.cn/', 'https://d.cn/', 'https://e.cn/'],
  ...[
    'a.cn',
    '//a.cn',
    'ftp://a.cn',
    'https:/a.cn',
    'https://',
    'https:///x',
    'https://a.cn:99999',
    'https://a b',
    'https://a.cn/\u007f',
  ],
  ...[
    `https://a.cn/${'a'.repeat(1011)}`,
    `https://a.cn/${'a'.repeat(1012)}`,
    `https://a.cn/${'汉'.repeat(338)}`,
  ],
  ...['wx0123456789abcdef', 'WX0123456789ABCDEF', 'gh_0123456789ab', '0123456789abcdef0123456789abcdef'],
  ...buttonTypeNames,
  ...consoleTypes,
  ...['./a.png', 'A.JPEG', '.mp3', 'a.tiff', 'a.png ', 'a\nb.png', 'snsapi_userinfo', 's'.repeat(128)],
  ...['CLICK', ' view', 'clik', 'constructor', '__proto__'],
]
const values: readonly unknown[] = [
  ...texts,
  ...[null, true, false, 0, 1, 2, 3, 4, -1, 2.5, 1e20, 1e21, 1e300],
  ...[
    [],
    {},
    [null],
    [leaf],
    [leaf, leaf, leaf, leaf],
    Array(6).fill(leaf),
    leaf,
    { list: [] },
    { list: [leaf] },
    { list: null },
  ],
  ...[
    { list: [leaf], x: 1 },
    { button: [leaf] },
    { tag_id: 2 },
    { tag: 'x' },
    { tag: '', tag_id: null },
    { sex: '' },
  ],
  ...[
    { name: 'm', sub_button: [leaf] },
    { matchrule: { tag_id: '2' }, button: [leaf] },
  ],
]
const keys = [
  ...['name', 'type', 'sub_button', ...buttonFields],
  ...['button', 'conditionalmenu', 'menu', 'selfmenu_info', 'is_menu_open', 'menuid', '$schema'],
  ...['matchrule', 'tag', ...matchRuleFieldNames, 'list', 'value'],
  ...['oauth', 'media', 'scope', 'state', 'forcePopup', 'forceSnapShot'],
  ...['Name', 'typ', 'subbutton', 'x', 'constructor', 'toString'],
]

/** Changes to a copy of a document, at a place that a number picks. */
const changes: readonly ((spot: Spot, value: unknown, key: string) => void)[] = [
  ({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  },
  (spot, value) => put(spot, value),
  ({ parent, key }, value, name) => {
    const target = (parent as Record<string, unknown>)[key]
    if (isMap(target)) target[name] = value
    else if (Array.isArray(target)) target.push(value)
    else put({ parent, key: Array.isArray(parent) ? key : name }, value)
  },
  ({ parent, key }, _, name) => {
    if (Array.isArray(parent)) return
    parent[name] = parent[key]
    if (name !== key) delete parent[key]
  },
  ({ parent, key }) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]))
  },
  (spot) => put(spot, [at(spot)]),
  (spot) => put(spot, { list: at(spot) }),
]

const steps = fc.array(
  fc.record({
    where: fc.nat(),
    change: fc.constantFrom(...changes),
    value: fc.constantFrom(...values),
    key: fc.constantFrom(...keys),
  }),
  { maxLength: 4 },
)

/** Valid menus, each changed at up to four places: most of them wrong, in every way that the format has. */
export const mutants: fc.Arbitrary<unknown> = fc.tuple(menus, steps).map(([menu, list]) => {
  const root = { document: JSON.parse(JSON.stringify(menuDocument(menu)).replaceAll('${', '$(')) as unknown }
  for (const { where, change, value, key } of list) {
    const spots = spotsIn(root)
    const spot = spots[where % spots.length]
    if (spot) change(spot, structuredClone(value), key)
  }
  return root.document ?? null
})

function put({ parent, key }: Spot, value: unknown): void {
  ;(parent as Record<string | number, unknown>)[key] = value
}

function at({ parent, key }: Spot): unknown {
  return (parent as Record<string | number, unknown>)[key]
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function spotsIn(parent: object): Spot[] {
  return Object.entries(parent).flatMap(([key, value]) => [
    { parent: parent as Spot['parent'], key },
    ...(typeof value === 'object' && value !== null ? spotsIn(value) : []),
  ])
}
