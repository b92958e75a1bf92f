import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { normaliseMenu } from '../../src/menu/normalise'
import { menuDocument, menuYaml } from '../../src/menu/write'
import { button, read, told } from '../menu/rules/reading'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const LEAF = { name: 'a', type: 'click', key: 'k' }
const json = (value: unknown) => told(read(JSON.stringify(value)))

kind(
  'group_id is read as tag_id, and never sent',
  {
    text: { group_id: '102' },
    'a number': { group_id: 102 },
    'other fields blank': { group_id: '102', sex: '', country: '', client_platform_type: ' ' },
    'with null': { group_id: 102, language: null },
    'beside the same tag_id': { tag_id: '102', group_id: 102 },
  },
  (matchrule) => {
    const live = { menu: { button: [LEAF] }, conditionalmenu: [{ button: [LEAF], matchrule, menuid: 1 }] }
    const menu = normaliseMenu(live)
    expect(menuDocument(menu)).toMatchObject({ conditionalmenu: [{ matchrule: { tag_id: '102' } }] })
    expect(JSON.stringify(menu)).not.toContain('group_id')
    expect(read(menuYaml(menu)).findings).toEqual([])
  },
)

kind(
  'null is absent',
  {
    'on a leaf': { ...LEAF, sub_button: null, url: null },
    'on a parent': { name: 'm', type: null, key: null, sub_button: [LEAF] },
    'stand-ins': { ...LEAF, oauth: null, media: null },
    'a key that is not known': { ...LEAF, comment: null },
  },
  (one) => {
    expect(json({ button: [one], conditionalmenu: null, appid: null })).toEqual([])
    expect(JSON.stringify(read(JSON.stringify({ button: [one] })).menu)).not.toContain('null')
  },
)

test('an empty type beside sub_button is absent, with a warning', () => {
  expect(json({ button: [{ name: 'm', type: '', sub_button: [LEAF] }] })).toEqual(['1:24 (type-empty)'])
})

const MENU = JSON.stringify({ button: [LEAF] })

kind(
  'a menu in a text, in a list or in something else says how to take it out',
  {
    'one JSON string': [JSON.stringify(MENU), 'unquoted'],
    'a block of YAML': [`|\n  ${MENU}\n`, 'unquoted'],
    'a list of buttons': [JSON.stringify([LEAF]), 'wrapped'],
    'a menu in a list': [`[${MENU}]`, 'inside'],
    'a menu that is a text': [JSON.stringify({ menu: MENU }), 'unquoted'],
    base64: [Buffer.from(MENU).toString('base64'), 'decoded'],
    'the answer of a program': [`{"data":${MENU}}`, 'key'],
  } as Record<string, readonly [string, string]>,
  ([text, param]) => {
    const { findings } = read(text)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ errcode: 40016, severity: 'error' })
    expect(Object.keys(findings[0]?.params ?? {})).toContain(param)
  },
)

kind(
  'a list written as an object is one finding',
  {
    sub_button: { button: [{ name: 'm', sub_button: { 0: LEAF, 2: LEAF } }] },
    button: { button: { 1: LEAF } },
    conditionalmenu: { button: [LEAF], conditionalmenu: { 0: { matchrule: { tag_id: 1 }, button: [LEAF] } } },
  },
  (document) => {
    const { findings } = read(JSON.stringify(document))
    expect(findings).toMatchObject([{ rule: 'not-a-list', params: { numbered: expect.anything() } }])
  },
)

kind(
  'keys that are not known: not sent, or meant',
  {
    'of a database': [{ ...LEAF, id: 7, pid: 0, sort: 1, comment: 'x' }, [true, true, true, true]],
    misspelt: [{ nmae: 'a', type: 'click', key: 'k' }, [false]],
    'misspelt beside the right one': [{ ...LEAF, nmae: 'b' }, [false]],
    'of another word': [{ title: 'a', type: 'click', key: 'k' }, [false]],
    "one's own": [{ ...LEAF, 'x-note': 'later' }, []],
  } as Record<string, readonly [object, boolean[]]>,
  ([one, warnings]) => {
    const file = read(JSON.stringify({ button: [one] }))
    expect(file.findings.map(({ severity }) => severity === 'warning')).toEqual(warnings)
    if (file.menu) expect(file.menu.button).toEqual([LEAF])
  },
)

test('anchors have their place under x-', () => {
  const file = read('x-common: &c { type: click, key: k }\nbutton:\n  - { name: a, <<: *c }\n')
  expect(told(file)).toEqual([])
  expect(menuDocument(file.menu ?? { button: [], conditional: [] })).toEqual({ button: [LEAF] })
})

const links = {
  'https://a.example.com/?a=1&amp;b=2': ['(url-escaped)'],
  'https://a.example.com/?a=1\\u0026b=2': ['(url-escaped)'],
  'https://a.example.com/?u=#{x[:y]}': ['(url-placeholder)'],
  '<%= ENV[H] %>/me': ['url-scheme', '(url-placeholder)'],
  'https://{{d}}/': ['(url-placeholder)'],
  'https://a.example.com/?appid=APPID&redirect_uri=REDIRECT_URI': ['(url-placeholder)'],
  'https://$HOST/': ['(url-placeholder)'],
  'http://intranet/x': ['(url-private)'],
  'http://192.168.1.5/': ['(url-private)'],
  'http://[fd00::1]/': ['(url-private)'],
  'http://127.0.0.1:3000/': ['(url-private)'],
  'localhost:8080': ['url-scheme'],
  'https://a.example.com/ ': ['(url-space)'],
  'https://a.example.com/？a=1': ['(url-character)'],
  'https://a.example.com/你好，世界?q=a|b&state=STATE': [],
} as const

kind(
  'a link that no phone opens is told with its cause',
  Object.fromEntries(Object.entries(links)),
  (rules, url) =>
    expect(told(read(button('name: a', 'type: view', `url: '${url}'`)))).toEqual(
      rules.map((rule) => `4:10 ${rule}`),
    ),
)

kind(
  'links into a private network are right for a server on this machine',
  {
    'the sandbox': [['-a', 'sandbox'], {}, false],
    'a loopback base': [
      [],
      { WXADMIN_APPID: 'wx0123456789abcdef', WXADMIN_SECRET: 'x', WXADMIN_API_BASE: 'http://127.0.0.1:9' },
      false,
    ],
    WeChat: [[], {}, true],
  } as Record<string, readonly [string[], Record<string, string>, boolean]>,
  async ([flags, env, isTold]) => {
    const stdin = button('name: a', 'type: view', 'url: http://192.168.1.5/')
    const { code, stdout } = await wxadmin([...flags, 'menu', 'validate', '-'], {
      stdin,
      env: { WXADMIN_CONFIG_DIR: temporaryDirectory(), ...env },
    })
    expect([code, stdout.includes('url-private')]).toEqual([0, isTold])
  },
)

function directory(): string {
  const root = temporaryDirectory()
  mkdirSync(join(root, 'menus/deep'), { recursive: true })
  for (const name of ['b', 'a', 'deep/c', '[x]'])
    writeFileSync(join(root, `menus/${name}.yaml`), 'button: [{ name: a, type: click, key: k }]\n')
  return root
}

kind(
  'a pattern that no shell expanded is expanded',
  {
    'a star': ['menus/[ab].yaml', 0, ['menus/a.yaml', 'menus/b.yaml']],
    'two stars': ['**/c.yaml', 0, ['menus/deep/c.yaml']],
    'a name that has such characters': ['menus/[x].yaml', 0, ['menus/[x].yaml']],
    'no match': ['menus/*.yml', 65, ['menus/*.yml']],
  } as Record<string, readonly [string, number, string[]]>,
  async ([pattern, code, files]) => {
    const result = await wxadmin(['menu', 'validate', pattern, '--json'], { cwd: directory() })
    expect(result.code).toBe(code)
    expect(JSON.parse(result.stdout).files.map(({ file }: { file: string }) => file)).toEqual(files)
  },
)

test('a command that takes one file takes a pattern that matches one', async () => {
  const cwd = directory()
  expect((await wxadmin(['menu', 'preview', 'menus/a*.yaml'], { cwd })).code).toBe(0)
  const several = await wxadmin(['menu', 'preview', 'menus/?.yaml'], { cwd })
  expect([several.code, several.stderr]).toEqual([65, expect.stringContaining('pattern-several')])
})
