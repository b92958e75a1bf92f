import { buttonType, buttonTypeNames } from '../../../src/wechat/menu/rules'
import { button, conditional, DEFAULT, subButton } from './reading'

/** A menu file and everything that is wrong with it, as `line:column rule`, warnings in round brackets. */
export interface Case {
  readonly title: string
  readonly text: string
  readonly findings: readonly string[]
}

const CLICK = ['type: click', 'key: k']
const VIEW = 'type: view'
const A = '{ name: a, type: click, key: k }'
const LEAVES = ['button:', '  - { name: a, type: click, key: k }']
const MATCH = 'matchrule: { tag_id: "2" }'
const OWN = 'button: [{ name: b, type: click, key: k }]'

const VALUES = {
  key: 'k',
  url: 'https://a.cn/',
  media_id: 'm',
  article_id: 'i',
  appid: 'wx0123456789abcdef',
  pagepath: 'p',
}

/** Documents that are YAML and hold no variables: both `menu validate` and the schema have an opinion of them. */
export const corpus: readonly Case[] = [
  { title: 'the smallest menu', text: DEFAULT, findings: [] },
  { title: 'JSON', text: '{"button":[{"name":"a","type":"click","key":"k"}]}', findings: [] },
  {
    title: 'an empty sub_button on a leaf, as WeChat gives it',
    text: button('name: a', ...CLICK, 'sub_button: []'),
    findings: [],
  },
  { title: 'a pin', text: `appid: wx0123456789abcdef\n${DEFAULT}`, findings: [] },
  {
    title: 'curly quotes',
    text: button('name: “a”', ...CLICK),
    findings: ['2:11 (yaml-quotes)'],
  },
  {
    title: 'a character nobody sees',
    text: button('name: "a\u200b"', ...CLICK),
    findings: ['2:11 (yaml-invisible)'],
  },
  { title: 'no buttons', text: 'button: []\n', findings: ['1:9 top-count'] },
  {
    title: 'four top-level buttons',
    text: `button: [${A}, ${A}, ${A}, ${A}]`,
    findings: ['1:114 top-count'],
  },
  {
    title: 'six sub-buttons',
    text: `button:\n  - name: m\n    sub_button:\n${`      - ${A}\n`.repeat(6)}`,
    findings: ['9:11 sub-count'],
  },
  { title: 'a third level', text: subButton('name: a', `sub_button: [${A}]`), findings: ['5:9 depth'] },
  { title: 'no button key', text: 'appid: wx0123456789abcdef\n', findings: ['1:1 button-missing'] },
  { title: 'button is a map', text: 'button: { name: a }\n', findings: ['1:9 not-a-list'] },
  { title: 'button without a value', text: 'button:\n', findings: ['1:1 button-missing'] },
  { title: 'a button is text', text: 'button: [a]\n', findings: ['1:10 not-a-map'] },
  { title: 'a list on top', text: '- name: a\n', findings: ['1:1 not-a-map'] },
  { title: 'text on top', text: 'hello\n', findings: ['1:1 not-a-map'] },
  { title: 'an unknown key on top', text: `${DEFAULT}colour: red\n`, findings: ['2:1 (key-not-sent)'] },
  {
    title: 'keys of a database in a button',
    text: button('name: a', ...CLICK, 'id: 7', 'pid: 0', 'sort: 1', 'comment: later'),
    findings: ['5:5 (key-not-sent)', '6:5 (key-not-sent)', '7:5 (key-not-sent)', '8:5 (key-not-sent)'],
  },
  {
    title: 'the answer of a program around a menu',
    text: `{ code: 0, data: { ${DEFAULT.trim()} } }`,
    findings: ['1:3 (key-not-sent)', '1:12 menu-inside'],
  },
  {
    title: 'an empty type beside sub_button',
    text: `button:\n  - { name: m, type: "", sub_button: [${A}] }\n`,
    findings: ['2:16 (type-empty)'],
  },
  {
    title: 'a PHP array with holes',
    text: `button:\n  - { name: m, sub_button: { "0": ${A}, "2": ${A} } }\n`,
    findings: ['2:28 not-a-list'],
  },
  {
    title: 'an unknown key in a button',
    text: button('name: a', ...CLICK, 'keys: 1'),
    findings: ['5:5 unknown-key'],
  },
  {
    title: 'a mistyped key is told once',
    text: button('name: a', 'typ: click', 'key: k'),
    findings: ['3:5 unknown-key'],
  },
  { title: 'a mistyped button list is told once', text: `buttons: [${A}]`, findings: ['1:1 unknown-key'] },
  { title: 'no name', text: button(...CLICK), findings: ['2:5 name-missing'] },
  { title: 'name without a value', text: button('name:', ...CLICK), findings: ['2:5 name-missing'] },
  { title: 'a name of spaces', text: button('name: "  "', ...CLICK), findings: ['2:11 name-empty'] },
  { title: 'an empty name', text: button('name: ""', ...CLICK), findings: ['2:11 name-empty'] },
  { title: 'a number as a name', text: button('name: 123', ...CLICK), findings: ['2:11 not-text'] },
  {
    title: 'true as a key',
    text: button('name: a', 'type: click', 'key: true'),
    findings: ['4:10 not-text'],
  },
  { title: 'a list as a url', text: button('name: a', VIEW, 'url: []'), findings: ['4:10 not-text'] },
  { title: 'a button that does nothing', text: button('name: a'), findings: ['2:5 button-empty'] },
  {
    title: 'a parent without children',
    text: button('name: a', 'sub_button: []'),
    findings: ['2:5 button-empty'],
  },
  { title: 'no type', text: button('name: a', 'url: https://a.cn'), findings: ['2:5 type-missing'] },
  {
    title: 'an unknown type',
    text: button('name: a', 'type: clik', 'key: k'),
    findings: ['3:11 type-unknown'],
  },
  {
    title: 'a type named like a part of every object',
    text: button('name: a', 'type: constructor'),
    findings: ['3:11 type-unknown'],
  },
  {
    title: 'an upper-case type, and its fields',
    text: button('name: a', 'type: VIEW'),
    findings: ['3:11 type-case', '3:11 field-missing'],
  },
  {
    title: 'a console type',
    text: button('name: a', 'type: text', 'value: hello'),
    findings: ['3:11 type-console'],
  },
  {
    title: 'a retired type',
    text: button('name: a', 'type: view_limited', 'media_id: m'),
    findings: ['3:11 (type-retired)'],
  },
  {
    title: 'type beside sub_button',
    text: button('name: a', 'type: click', `sub_button: [${A}]`),
    findings: ['3:5 type-with-sub'],
  },
  {
    title: 'a url on a parent',
    text: button('name: a', 'url: https://a.cn', `sub_button: [${A}]`),
    findings: ['3:5 (parent-field)'],
  },
  { title: 'click without key', text: button('name: a', 'type: click'), findings: ['3:11 field-missing'] },
  {
    title: 'click with an empty key',
    text: button('name: a', 'type: click', 'key: ""'),
    findings: ['4:10 field-empty'],
  },
  { title: 'view without url', text: button('name: a', VIEW), findings: ['3:11 field-missing'] },
  {
    title: 'miniprogram with nothing',
    text: button('name: a', 'type: miniprogram'),
    findings: ['3:11 field-missing', '3:11 field-missing', '3:11 field-missing'],
  },
  {
    title: 'a wrong mini program appid',
    text: button('name: a', 'type: miniprogram', 'url: http://a.cn', 'appid: wx12', 'pagepath: p'),
    findings: ['5:12 appid-format'],
  },
  {
    title: 'a field that the type does not use',
    text: button('name: a', ...CLICK, 'url: https://a.cn'),
    findings: ['5:5 (field-unused)'],
  },
  {
    title: 'a url without scheme',
    text: button('name: a', VIEW, 'url: www.soso.com'),
    findings: ['4:10 url-scheme'],
  },
  {
    title: 'a url of another scheme',
    text: button('name: a', VIEW, 'url: ftp://a.cn/'),
    findings: ['4:10 url-scheme'],
  },
  {
    title: 'a url without host',
    text: button('name: a', VIEW, 'url: https:///x'),
    findings: ['4:10 url-host'],
  },
  {
    title: 'a url with a space',
    text: button('name: a', VIEW, 'url: https://a.cn/x y'),
    findings: ['4:10 (url-space)'],
  },
  ...(
    [
      ['with &amp;', 'https://a.cn/?a=1&amp;b=2', '(url-escaped)'],
      ['of a template', 'https://a.cn/?u=#{x}', '(url-placeholder)'],
      ['with curly quotes', 'https://a.cn/“x”', '(url-character)'],
      ['of a private network', 'http://192.168.1.5/', '(url-private)'],
      ['of a template for the whole', '<%= HOME %>', '(url-placeholder)', 'url-scheme'],
      ['with a blank at the end', 'https://a.cn/ ', '(url-space)'],
      ['of a port without a scheme', 'localhost:8080', 'url-scheme'],
    ] as const
  ).map(([title, url, ...rules]) => ({
    title: `a url ${title}`,
    text: button('name: a', VIEW, `url: '${url}'`),
    findings: rules.sort((a, b) => (a < b ? 1 : -1)).map((rule) => `4:10 ${rule}`),
  })),
  {
    title: 'a url with an impossible port',
    text: button('name: a', VIEW, 'url: "https://a.cn:99999/"'),
    findings: ['4:10 url-host'],
  },
  { title: 'a pin that is none', text: `appid: gh_0123456789ab!\n${DEFAULT}`, findings: ['1:8 pin-format'] },
  { title: 'a 原始ID as a pin', text: `appid: gh_0123456789ab\n${DEFAULT}`, findings: ['1:8 pin-format'] },
  { title: 'a pin of an unusual form', text: `appid: test-account\n${DEFAULT}`, findings: [] },
  {
    title: 'the answer of menu/get',
    text: `menu: { ${DEFAULT.trim()}, menuid: 1 }\nconditionalmenu: [{ ${MATCH}, ${OWN}, menuid: 2 }]`,
    findings: [],
  },
  {
    title: 'the answer of get_current_selfmenu_info',
    text: `is_menu_open: 1\nselfmenu_info: { button: [{ name: m, sub_button: { list: [${A}] } }, ${A}] }`,
    findings: [],
  },
  {
    title: 'an empty wrapped sub_button on a leaf',
    text: subButton('name: a', ...CLICK, 'sub_button: { list: [] }'),
    findings: [],
  },
  { title: 'a wrapper without buttons', text: 'menu: { menuid: 1 }', findings: ['1:1 button-missing'] },
  {
    title: 'two menus in one document',
    text: `${DEFAULT}menu: { ${DEFAULT.trim()} }`,
    findings: ['2:1 shape-mixed'],
  },
  {
    title: 'an unknown key in a wrapper',
    text: `menu: { ${DEFAULT.trim()}, colour: red }`,
    findings: ['1:53 (key-not-sent)'],
  },
  { title: 'an emoji', text: button('name: 🎁礼品', ...CLICK), findings: ['2:11 (name-emoji)'] },
  {
    title: 'a newline in a name',
    text: button('name: "a\\nb"', ...CLICK),
    findings: ['2:11 control-character'],
  },
  {
    title: 'a DEL in a name',
    text: button('name: "a\\x7fb"', ...CLICK),
    findings: ['2:11 control-character'],
  },
  {
    title: 'an escape in a key',
    text: button('name: a', 'type: click', 'key: "\\e[1m"'),
    findings: ['4:10 control-character'],
  },
  {
    title: 'half a surrogate pair',
    text: button('name: "\\ud83d"', ...CLICK),
    findings: ['2:11 control-character'],
  },
  {
    title: 'a name that phones cut',
    text: button('name: 今日歌曲推', ...CLICK),
    findings: ['2:11 (name-cut)'],
  },
  {
    title: 'a duplicate key',
    text: button('name: a', ...CLICK, 'key: other'),
    findings: ['5:5 duplicate-key'],
  },
  { title: 'a conditional menu', text: conditional(MATCH, OWN), findings: [] },
  {
    title: 'a conditional menu with numbers, as WeChat gives it',
    text: conditional('menuid: 208396993', 'matchrule: { tag_id: 2, client_platform_type: 2 }', OWN),
    findings: [],
  },
  { title: 'a tag by name', text: conditional('matchrule: { tag: 星标组 }', OWN), findings: [] },
  {
    title: 'conditional menus without a default',
    text: `conditionalmenu: [{ ${MATCH}, ${OWN} }]`,
    findings: ['1:1 default-missing'],
  },
  { title: 'no matchrule', text: conditional(OWN), findings: ['3:5 matchrule-missing'] },
  { title: 'an empty matchrule', text: conditional('matchrule: {}', OWN), findings: ['3:5 matchrule-empty'] },
  {
    title: 'a matchrule of empty values',
    text: conditional('matchrule: { tag_id: "", sex: "" }', OWN),
    findings: ['3:5 matchrule-empty'],
  },
  {
    title: 'a withdrawn field',
    text: conditional('matchrule: { sex: "1", tag_id: "2" }', OWN),
    findings: ['3:18 matchrule-withdrawn'],
  },
  {
    title: 'a replaced field',
    text: conditional('matchrule: { group_id: 2 }', OWN),
    findings: ['3:18 (matchrule-replaced)'],
  },
  {
    title: 'an unknown platform',
    text: conditional('matchrule: { client_platform_type: 4 }', OWN),
    findings: ['3:40 matchrule-value'],
  },
  {
    title: 'a tag name as tag_id',
    text: conditional('matchrule: { tag_id: 星标组 }', OWN),
    findings: ['3:26 matchrule-value'],
  },
  {
    title: 'tag_id and an empty tag',
    text: conditional('matchrule: { tag: "", tag_id: "2", client_platform_type: null }', OWN),
    findings: [],
  },
  {
    title: 'a negative tag_id',
    text: conditional('matchrule: { tag_id: -1 }', OWN),
    findings: ['3:26 matchrule-value'],
  },
  {
    title: 'tag and tag_id',
    text: conditional('matchrule: { tag: a, tag_id: "2" }', OWN),
    findings: ['3:18 tag-twice'],
  },
  {
    title: 'an unknown field',
    text: conditional('matchrule: { tagid: "2" }', OWN),
    findings: ['3:18 unknown-key'],
  },
  {
    title: 'a boolean in a matchrule',
    text: conditional('matchrule: { tag_id: true }', OWN),
    findings: ['3:26 not-text'],
  },
  {
    title: 'the same matchrule twice',
    text: `${conditional(MATCH, OWN)}  - matchrule: { tag_id: 2 }\n    ${OWN}\n`,
    findings: ['5:5 (matchrule-duplicate)'],
  },
  { title: 'a conditional menu without buttons', text: conditional(MATCH), findings: ['3:5 button-missing'] },
  {
    title: 'a fourth domain',
    text: conditional(
      MATCH,
      'button:',
      '  - name: m',
      '    sub_button:',
      ...['a', 'b', 'c', 'A', 'd'].map((host) => `      - { name: x, type: view, url: https://${host}.cn/ }`),
    ),
    findings: ['11:41 conditional-domains'],
  },
  {
    title: 'a fourth domain that is not sent',
    text: conditional(
      MATCH,
      'button:',
      '  - name: m',
      '    sub_button:',
      ...['a', 'b', 'c'].map((host) => `      - { name: x, type: view, url: https://${host}.cn/ }`),
      '      - { name: x, type: click, key: k, url: https://d.cn/ }',
    ),
    findings: ['10:45 (field-unused)'],
  },
  {
    title: 'everything at once',
    text: [
      'button:',
      '  - name: 今日歌曲推荐',
      '    type: CLICK',
      '    key: 1',
      '  - name: 菜单',
      '    sub_button:',
      '      - nam: x',
      '        type: view',
      '        url: soso.com',
      'menus: 1',
    ].join('\n'),
    findings: [
      '2:11 name-too-long',
      '3:11 type-case',
      '4:10 not-text',
      '7:9 unknown-key',
      '9:14 url-scheme',
      '10:1 unknown-key',
    ],
  },
  { title: 'leaves in a row', text: [...LEAVES, LEAVES[1], LEAVES[1]].join('\n'), findings: [] },
  ...lengths(),
  ...types(),
]

/** Documents of which the platform has no opinion: they are never sent, or no source says what it answers. */
export const ownCases: readonly Case[] = [
  { title: 'only a comment', text: '# later\n', findings: ['1:1 file-empty'] },
  ...spaces(),
  ...nothings(),
  ...shorthands(),
]

/** One at each limit and one beyond it, of letters alone: so many characters are so many bytes. */
function lengths(): Case[] {
  const link = (bytes: number) => `http://a.cn/${'a'.repeat(bytes - 12)}`
  const named = (bytes: number) => [`name: ${'a'.repeat(bytes)}`, ...CLICK]
  return [
    { title: 'a top-level name of 16', text: button(...named(16)), findings: ['2:11 (name-cut)'] },
    { title: 'a top-level name of 17', text: button(...named(17)), findings: ['2:11 name-too-long'] },
    { title: 'a sub-button name of 60', text: subButton(...named(60)), findings: ['4:15 (name-cut)'] },
    { title: 'a sub-button name of 61', text: subButton(...named(61)), findings: ['4:15 name-too-long'] },
    {
      title: 'a key of 128',
      text: button('name: a', 'type: click', `key: ${'k'.repeat(128)}`),
      findings: [],
    },
    {
      title: 'a key of 129',
      text: button('name: a', 'type: click', `key: ${'k'.repeat(129)}`),
      findings: ['4:10 key-too-long'],
    },
    { title: 'a url of 1024', text: button('name: a', VIEW, `url: ${link(1024)}`), findings: [] },
    {
      title: 'a url of 1025',
      text: button('name: a', VIEW, `url: ${link(1025)}`),
      findings: ['4:10 url-too-long'],
    },
  ]
}

/** A button of a type with what it needs; fields that are given as empty are left out. */
function typed(type: string, values: Readonly<Record<string, string>>): string {
  const fields = (buttonType(type)?.required ?? []).filter((field) => values[field] !== '')
  return button('name: a', `type: ${type}`, ...fields.map((field) => `${field}: ${values[field]}`))
}

function retired(type: string): string[] {
  return buttonType(type)?.retired ? ['3:11 (type-retired)'] : []
}

/** Every type with what it needs; then without each of that. */
function types(): Case[] {
  return buttonTypeNames.flatMap((type) => [
    { title: `${type} with what it needs`, text: typed(type, VALUES), findings: retired(type) },
    ...(buttonType(type)?.required ?? []).map((field) => ({
      title: `${type} without ${field}`,
      text: typed(type, { ...VALUES, [field]: '' }),
      findings: ['3:11 field-missing', ...retired(type)],
    })),
  ])
}

/** Every type with only spaces in each of what it needs. */
function spaces(): Case[] {
  return buttonTypeNames.flatMap((type) =>
    (buttonType(type)?.required ?? []).map((field, at) => ({
      title: `${type} with a ${field} of spaces`,
      text: typed(type, { ...VALUES, [field]: '" "' }),
      findings: [...retired(type), `${4 + at}:${7 + field.length} field-empty`],
    })),
  )
}

/** No value where one belongs. */
function nothings(): Case[] {
  return [
    {
      title: 'a type without a value',
      text: button('name: a', 'type:', 'key: k'),
      findings: ['3:5 type-missing'],
    },
    {
      title: 'a key without a value',
      text: button('name: a', 'type: click', 'key:'),
      findings: ['4:5 field-missing'],
    },
    { title: 'a pin without a value', text: `appid:\n${DEFAULT}`, findings: [] },
    {
      title: 'a sub_button without a value beside a type',
      text: button('name: a', ...CLICK, 'sub_button:'),
      findings: [],
    },
    {
      title: 'a matchrule without a value',
      text: conditional('matchrule:', OWN),
      findings: ['3:5 matchrule-empty'],
    },
    {
      title: 'conditional menus without a value',
      text: `${DEFAULT}conditionalmenu:\n`,
      findings: [],
    },
    { title: 'no conditional menus', text: `${DEFAULT}conditionalmenu: []\n`, findings: [] },
    { title: 'a wrapper without a value', text: 'menu:\n', findings: ['1:1 button-missing'] },
  ]
}

/** What a file may have in place of WeChat's own fields. */
function shorthands(): Case[] {
  const oauth = (inside: string, ...more: string[]) => button('name: a', VIEW, `oauth: ${inside}`, ...more)
  const media = (value: string, ...more: string[]) =>
    button('name: a', 'type: media_id', `media: ${value}`, ...more)
  const cases: [title: string, text: string, ...findings: string[]][] = [
    [
      'oauth with all that it may have',
      oauth(
        '{ url: "https://a.cn", scope: snsapi_userinfo, state: s1, forcePopup: true, forceSnapShot: false }',
      ),
    ],
    ['oauth with a url alone', oauth('{ url: "https://a.cn/b?c=d" }')],
    ['oauth with empty values', oauth('{ url: "https://a.cn", scope: , state: "", forcePopup: }')],
    ['oauth without url', oauth('{ scope: snsapi_base }'), '4:14 field-missing'],
    ['oauth with an empty url', oauth('{ url: "" }'), '4:19 field-empty'],
    ['oauth with a url without scheme', oauth('{ url: a.cn/b }'), '4:19 url-scheme'],
    ['oauth with a url without host', oauth('{ url: "https:///b" }'), '4:19 url-host'],
    ['oauth with a space in its url', oauth('{ url: "https://a.cn/b c" }'), '4:19 (url-space)'],
    ['oauth with an unknown scope', oauth('{ url: "https://a.cn", scope: snsapi_user }'), '4:42 oauth-scope'],
    ['oauth with a hyphen in its state', oauth('{ url: "https://a.cn", state: a-b }'), '4:42 oauth-state'],
    ['oauth with a number as its state', oauth('{ url: "https://a.cn", state: 1 }'), '4:42 not-text'],
    ['oauth with a state of 128', oauth(`{ url: "https://a.cn", state: ${'s'.repeat(128)} }`)],
    [
      'oauth with a state of 129',
      oauth(`{ url: "https://a.cn", state: ${'s'.repeat(129)} }`),
      '4:42 oauth-state-long',
    ],
    [
      'oauth with a switch that is text',
      oauth('{ url: "https://a.cn", forcePopup: "yes" }'),
      '4:47 oauth-flag',
    ],
    ['oauth with an unknown key', oauth('{ url: "https://a.cn", appid: x }'), '4:35 unknown-key'],
    ['oauth that is text', oauth('https://a.cn'), '4:12 not-a-map'],
    ['oauth without a value', oauth(''), '3:11 field-missing'],
    ['oauth beside url', oauth('{ url: "https://a.cn" }', 'url: https://a.cn'), '4:5 field-exclusive'],
    ['oauth beside an empty url', oauth('{ url: "https://a.cn" }', 'url:')],
    ['oauth on a click button', button('name: a', ...CLICK, 'oauth: 5'), '5:5 (field-unused)'],
    ['media', media('./poster.png')],
    ['media with an ending that WeChat does not take', media('poster.tiff'), '4:12 media-ending'],
    ['media without an ending', media('poster'), '4:12 media-ending'],
    ['media that is empty', media('""'), '4:12 field-empty'],
    ['media without a value', media(''), '3:11 field-missing'],
    ['media that is a number', media('5'), '4:12 not-text'],
    ['media beside media_id', media('a.png', 'media_id: m'), '4:5 field-exclusive'],
    [
      'media on a view button',
      button('name: a', VIEW, 'url: https://a.cn', 'media: 5'),
      '5:5 (field-unused)',
    ],
    ['oauth on a parent', button('name: a', 'oauth: 5', `sub_button: [${A}]`), '3:5 (parent-field)'],
  ]
  return cases.map(([title, text, ...findings]) => ({ title, text, findings }))
}

/** A word that has no place where it stands, and the remedy that is told. */
export const spellings: readonly (readonly [title: string, text: string, remedy: string])[] = [
  // of another case, with other marks
  ...['Button', 'BUTTON', 'buttons', 'buton'].map(
    (key) => [`${key} on top`, `${key}: [${A}]`, 'did you mean button?'] as const,
  ),
  ...[
    'conditional_menu',
    'conditionalMenu',
    'ConditionalMenu',
    'conditional-menu',
    'conditionalmenus',
    'conditionmenu',
    'conditional',
  ].map(
    (key) =>
      [`${key} on top`, `${DEFAULT}${key}: [{ ${MATCH}, ${OWN} }]`, 'did you mean conditionalmenu?'] as const,
  ),
  ...['appId', 'AppID', 'app_id', 'apid'].map(
    (key) => [`${key} on top`, `${key}: wx0123456789abcdef\n${DEFAULT}`, 'did you mean appid?'] as const,
  ),
  ...[
    'subbutton',
    'subButton',
    'sub-button',
    'SUB_BUTTON',
    'sub_buttons',
    'sub_buton',
    'children',
    'submenu',
    'button',
  ].map(
    (key) => [`${key} in a button`, button('name: a', `${key}: [${A}]`), 'did you mean sub_button?'] as const,
  ),
  ...[
    ['Name', 'name'],
    ['nmae', 'name'],
    ['title', 'name'],
    ['Type', 'type'],
    ['typ', 'type'],
    ['tpye', 'type'],
    ['Key', 'key'],
    ['event_key', 'key'],
    ['URL', 'url'],
    ['link', 'url'],
    ['mediaId', 'media_id'],
    ['media-id', 'media_id'],
    ['mediaid', 'media_id'],
    ['articleId', 'article_id'],
    ['appId', 'appid'],
    ['pagePath', 'pagepath'],
    ['page_path', 'pagepath'],
    ['path', 'pagepath'],
  ].flatMap(([key, meant]) => [
    [`${key} in a button`, button(`${key}: x`), `did you mean ${meant}?`] as const,
    [`${key} in a sub-button`, subButton(`${key}: x`), `did you mean ${meant}?`] as const,
  ]),
  ...['match_rule', 'matchRule', 'MatchRule', 'matchrules', 'mathrule', 'rule'].map(
    (key) =>
      [
        `${key} in a conditional menu`,
        conditional(`${key}: { tag_id: "2" }`, OWN),
        'did you mean matchrule?',
      ] as const,
  ),
  ...['buttons', 'Button'].map(
    (key) =>
      [`${key} in a conditional menu`, conditional(MATCH, `${key}: [${A}]`), 'did you mean button?'] as const,
  ),
  ...[
    ['tagid', 'tag_id'],
    ['tagId', 'tag_id'],
    ['TAG_ID', 'tag_id'],
    ['tags', 'tag'],
    ['Tag', 'tag'],
    ['clientPlatformType', 'client_platform_type'],
    ['client_platform', 'client_platform_type'],
    ['platform', 'client_platform_type'],
    ['groupid', 'group_id'],
  ].map(
    ([key, meant]) =>
      [
        `${key} in a matchrule`,
        conditional(`matchrule: { ${key}: 2 }`, OWN),
        `did you mean ${meant}?`,
      ] as const,
  ),
  // known, but elsewhere
  ['a name on top', `name: a\n${DEFAULT}`, 'name belongs in a button'],
  ['sub_button on top', `sub_button: [${A}]\n${DEFAULT}`, 'sub_button belongs in a button'],
  ['a matchrule on top', `${MATCH}\n${DEFAULT}`, 'matchrule belongs in an item of conditionalmenu'],
  ['a tag_id on top', `tag_id: 2\n${DEFAULT}`, 'tag_id belongs in a matchrule'],
  [
    'conditionalmenu in a wrapper',
    `menu: { ${DEFAULT.trim()}, conditionalmenu: [{ ${MATCH}, ${OWN} }] }`,
    'conditionalmenu belongs at the top of the file',
  ],
  ['an appid in a wrapper', `menu: { ${DEFAULT.trim()}, appid: x }`, 'appid belongs at the top of the file'],
  [
    'conditionalmenu in a button',
    button('name: a', ...CLICK, `conditionalmenu: [{ ${MATCH}, ${OWN} }]`),
    'conditionalmenu belongs at the top of the file',
  ],
  [
    'a matchrule in a button',
    button('name: a', ...CLICK, MATCH),
    'matchrule belongs in an item of conditionalmenu',
  ],
  ['a tagId in a button', button('name: a', ...CLICK, 'tagId: 2'), 'tagId belongs in a matchrule'],
  ['a tag_id beside the matchrule', conditional('tag_id: 2', MATCH, OWN), 'tag_id belongs in a matchrule'],
  ['a name of a conditional menu', conditional('name: vip', MATCH, OWN), 'name belongs in a button'],
  ['a key in a matchrule', conditional('matchrule: { tag_id: 2, key: k }', OWN), 'key belongs in a button'],
  [
    'something else',
    `colour: red\n${DEFAULT}`,
    'remove it; known here: button, conditionalmenu, appid; keys of your own begin with x-',
  ],
  // types
  ...[
    ['Click', 'write click'],
    ['VIEW', 'write view'],
    ['" view"', 'write view'],
    ['clik', 'did you mean click?'],
    ['veiw', 'did you mean view?'],
    ['views', 'did you mean view?'],
    ['scancodePush', 'did you mean scancode_push?'],
    ['scancode-waitmsg', 'did you mean scancode_waitmsg?'],
    ['scan', 'did you mean scancode_push?'],
    ['mini_program', 'did you mean miniprogram?'],
    ['miniProgram', 'write miniprogram'],
    ['weapp', 'did you mean miniprogram?'],
    ['mediaid', 'did you mean media_id?'],
    ['location', 'did you mean location_select?'],
    ['articleViewLimited', 'did you mean article_view_limited?'],
    ['link', 'did you mean view?'],
    ['event', 'did you mean click?'],
    ['zzz', 'known: click, view,'],
  ].map(([type, remedy = '']) => [`the type ${type}`, button('name: a', `type: ${type}`), remedy] as const),
]
