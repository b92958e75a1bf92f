import { button, conditional, DEFAULT, subButton } from './reading'

/** A menu file and everything that is wrong with it, as `line:column rule`, warnings in brackets. */
export interface Case {
  readonly title: string
  readonly text: string
  readonly findings: readonly string[]
  /** The JSON Schema cannot tell, though it is an error. */
  readonly beyondSchema?: true
}

const CLICK = ['type: click', 'key: k']
const VIEW = 'type: view'
const A = '{ name: a, type: click, key: k }'
const LEAVES = ['button:', '  - { name: a, type: click, key: k }']
const MATCH = 'matchrule: { tag_id: "2" }'
const OWN = 'button: [{ name: b, type: click, key: k }]'

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
  { title: 'button without a value', text: 'button:\n', findings: ['1:1 not-a-list'] },
  { title: 'a button is text', text: 'button: [a]\n', findings: ['1:10 not-a-map'] },
  { title: 'a list on top', text: '- name: a\n', findings: ['1:1 not-a-map'] },
  { title: 'text on top', text: 'hello\n', findings: ['1:1 not-a-map'] },
  { title: 'an unknown key on top', text: `${DEFAULT}colour: red\n`, findings: ['2:1 unknown-key'] },
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
    findings: ['4:10 url-space'],
  },
  {
    title: 'a url with an impossible port',
    text: button('name: a', VIEW, 'url: "https://a.cn:99999/"'),
    findings: ['4:10 url-host'],
    beyondSchema: true,
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
    findings: ['1:53 unknown-key'],
  },
  { title: 'an emoji', text: button('name: 🎁礼品', ...CLICK), findings: ['2:11 (name-emoji)'] },
  {
    title: 'a newline in a name',
    text: button('name: "a\\nb"', ...CLICK),
    findings: ['2:11 control-character'],
    beyondSchema: true,
  },
  {
    title: 'a DEL in a name',
    text: button('name: "a\\x7fb"', ...CLICK),
    findings: ['2:11 control-character'],
    beyondSchema: true,
  },
  {
    title: 'an escape in a key',
    text: button('name: a', 'type: click', 'key: "\\e[1m"'),
    findings: ['4:10 control-character'],
    beyondSchema: true,
  },
  {
    title: 'half a surrogate pair',
    text: button('name: "\\ud83d"', ...CLICK),
    findings: ['2:11 control-character'],
    beyondSchema: true,
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
    beyondSchema: true,
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
    beyondSchema: true,
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
    beyondSchema: true,
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
]
