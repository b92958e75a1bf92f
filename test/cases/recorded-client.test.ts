import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { normaliseMenu } from '../../src/menu/normalise'
import { indentJson } from '../../src/terminal/json'
import { errorsInText } from '../../src/wechat/errcodes/errors-in-text'
import { redact } from '../../src/wechat/redact'
import { conditionals, world } from '../commands/menu/world'
import { view } from '../sandbox/support'
import { kind } from './kind'

const BLANK = { sex: '', country: '', province: '', city: '', client_platform_type: '', language: '' }

kind<{ readonly answered: object; readonly read: object }>(
  'a tag is read as tag_id, whichever way WeChat answers it',
  {
    'group_id as text': { answered: { group_id: '102' }, read: { tag_id: '102' } },
    'group_id as a number': { answered: { group_id: 102 }, read: { tag_id: '102' } },
    'group_id beside blank fields': { answered: { ...BLANK, group_id: '102' }, read: { tag_id: '102' } },
    'group_id beside a platform': {
      answered: { ...BLANK, group_id: 102, client_platform_type: 2 },
      read: { tag_id: '102', client_platform_type: '2' },
    },
    'tag_id beside a blank group_id': { answered: { tag_id: 102, group_id: '' }, read: { tag_id: '102' } },
    'both of them': { answered: { tag_id: '102', group_id: '102' }, read: { tag_id: '102' } },
    'a blank one of spaces': { answered: { group_id: 2, sex: ' ' }, read: { tag_id: '2' } },
    'a withdrawn field': { answered: { sex: 1 }, read: { sex: '1' } },
  },
  ({ answered, read }) => {
    const conditionalmenu = [{ button: [], matchrule: answered, menuid: 1 }]
    expect(normaliseMenu({ menu: { button: [] }, conditionalmenu }).conditional).toEqual([
      { menuid: '1', matchrule: read, button: [] },
    ])
  },
)

const leaf = (key: string) => ({ name: key, type: 'click', key })
const live = (menuid: unknown, matchrule: object) => ({
  menu: { button: [leaf('default')], menuid: 208396937 },
  conditionalmenu: [{ button: [leaf('a')], matchrule, menuid }],
})

kind<{ readonly menuid: unknown; readonly matchrule: object }>(
  'menu push takes the menuid that it is answered, and finds the menu again',
  {
    'a number, the tag as a group': { menuid: 449649634, matchrule: { group_id: '2' } },
    'a number, the group as a number': { menuid: 449649634, matchrule: { ...BLANK, group_id: 2 } },
    'text, the tag as a tag': { menuid: '449649634', matchrule: { tag_id: '2' } },
  },
  async ({ menuid, matchrule }) => {
    const { file, pushTo } = await world()
    file('menu.json', conditionals(['2', 'a']))
    const { code, stderr } = await pushTo({
      'menu/get': [{ errcode: 46003, errmsg: 'menu no exist' }, live(menuid, matchrule)],
      get_current_selfmenu_info: [{ is_menu_open: 0 }],
      'menu/addconditional': [{ menuid }],
    })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('differs')])
  },
)

kind<readonly string[]>(
  'what is pulled, drawn and sent again names the tag by tag_id',
  {
    'a tag': ['2', 'a'],
    'a tag of its own': ['100', 'b'],
    'a tag without users': ['101', 'c'],
  },
  async ([tag = '', key = '']) => {
    const { menu, file, cwd, live: shown } = await world()
    file('menu.json', conditionals([tag, key]))
    await menu('push', 'menu.json')
    expect((await menu('diff', 'menu.json', '--exit-code')).code).toBe(0)
    await menu('pull', '-o', 'pulled.yaml')
    expect(parse(readFileSync(join(cwd, 'pulled.yaml'), 'utf8')).conditionalmenu[0].matchrule).toEqual({
      tag_id: tag,
    })
    expect((await menu('push', '--strict', 'pulled.yaml')).stdout).toContain('up to date')
    await menu('delete', '--yes')
    expect((await menu('rollback', '--yes')).code).toBe(0)
    expect(await shown()).toMatchObject({ conditionalmenu: [{ matchrule: { group_id: tag } }] })
  },
)

kind<{ readonly given: string; readonly shown: string }>(
  'escaped slashes are shown plain, and the value stays the same',
  {
    'an address': { given: '{"url":"https:\\/\\/a.cn\\/x"}', shown: '{\n  "url": "https://a.cn/x"\n}' },
    'behind an escaped backslash': {
      given: String.raw`{"a":"\\\/"}`,
      shown: '{\n  "a": "\\\\/"\n}',
    },
    'a backslash before a plain slash': { given: String.raw`{"a":"\\/"}`, shown: '{\n  "a": "\\\\/"\n}' },
    'other escapes': {
      given: String.raw`{"a":"\"\/\"\n"}`,
      shown: '{\n  "a": "\\"/\\"\\n"\n}',
    },
  },
  ({ given, shown }) => {
    expect(indentJson(given)).toBe(shown)
    expect(JSON.parse(shown)).toEqual(JSON.parse(given))
  },
)

kind<{ readonly text: string; readonly secret: string; readonly known?: readonly string[] }>(
  'a secret behind escaped slashes is hidden as well',
  {
    'a password in an address': { text: '{"url":"https:\\/\\/me:pa55word@a.cn\\/"}', secret: 'pa55word' },
    'a password in JSON inside JSON': {
      text: String.raw`{"body":"{\"url\":\"https:\\\/\\\/me:pa55word@a.cn\"}"}`,
      secret: 'pa55word',
    },
    'a token in a query': { text: '{"url":"https:\\/\\/a.cn\\/?access_token=68_abc"}', secret: '68_abc' },
    'a known key with slashes': {
      text: '{"x":"ab\\/cd\\/ef"}',
      secret: 'ab\\/cd\\/ef',
      known: ['ab/cd/ef'],
    },
  },
  ({ text, secret, known }) => {
    expect(text).toContain(secret)
    expect(redact(text, known)).not.toContain(secret)
  },
)

kind<{ readonly text: string; readonly code: number }>(
  'an errmsg alone is found again, with a comma before its rid or without',
  {
    'without a comma': { text: 'invalid appsecret rid: 68ac6c5a-12345678-12345678', code: 40125 },
    'with a comma': { text: 'code been used, rid: 68ac6c5a-12345678-12345678', code: 40163 },
    'the short text of a token': {
      text: 'invalid credential, access_token is invalid or not latest, rid: 68ac6c5a-12345678-12345678',
      code: 40001,
    },
    'with escaped slashes': {
      text: 'invalid media id! must be uploaded by api(cgi-bin\\/material\\/add_material) rid: 68ac6c5a-12345678-12345678',
      code: 40128,
    },
  },
  ({ text, code }) =>
    expect(errorsInText(text)).toEqual([{ code, rid: '68ac6c5a-12345678-12345678', addresses: [] }]),
)

kind<string>(
  'an address in a live menu comes through every reading as it was pushed',
  {
    'a plain one': 'https://a.cn/x/y',
    'one with a query': 'https://a.cn/?a=1&b=/c',
    'one with an encoded slash': 'https://a.cn/%2F/?r=https%3A%2F%2Fb.cn',
  },
  async (url) => {
    const { menu, file, cwd } = await world()
    file('menu.json', JSON.stringify({ button: [view(url)] }))
    await menu('push', 'menu.json')
    expect((await menu('get', '--json')).stdout).toContain(`"url": "${url}"`)
    expect((await menu('get')).stdout).toContain(url)
    await menu('pull', '-o', 'pulled.yaml')
    expect(readFileSync(join(cwd, 'pulled.yaml'), 'utf8')).toContain(url)
    expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
  },
)
