import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectInert, HOSTILE, HOSTILE_KEY, HOSTILE_NAME, KEPT } from '../support/hostile-text'
import { temporaryDirectory, type World, wxadmin } from '../support/run'
import { platform, type Reply, type Seen, text } from '../support/scripted-platform'
import { commandTree } from '../support/tree'
import { kind } from './kind'

// @module-tag slow

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'
const MENU = `${HOSTILE_NAME}.yaml`
const RECORD = `${HOSTILE_NAME}.json`
const PICTURE = `${HOSTILE_NAME}.png`
const RULES = `${HOSTILE_NAME}-rules.yaml`

/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const menuOf = (mark: string) => ({
  button: [
    { name: HOSTILE + mark, type: 'click', key: HOSTILE },
    {
      name: `::error::evil${mark}`,
      sub_button: [
        { name: HOSTILE, type: 'view', url: `https://example.com/${HOSTILE}` },
        { [HOSTILE]: HOSTILE, name: HOSTILE, type: HOSTILE },
      ],
    },
  ],
})

/** The live menu: valid, as WeChat would have taken it. */
const live = {
  button: [
    { name: KEPT, type: 'click', key: `a${HOSTILE}` },
    {
      name: '##[error]x',
      sub_button: [{ name: '::error::x', type: 'click', key: '::error::evil\n::error::evil' }],
    },
  ],
}

const liveAnswer = {
  menu: { ...live, menuid: 1 },
  conditionalmenu: [
    { ...live, menuid: 2, matchrule: { tag_id: '2', client_platform_type: '1', [HOSTILE]: HOSTILE } },
  ],
}

/** Answers by path in which every text is hostile. */
const answers: Readonly<Record<string, object>> = {
  '/cgi-bin/menu/get': liveAnswer,
  '/cgi-bin/menu/trymatch': live,
  '/cgi-bin/get_current_selfmenu_info': {
    is_menu_open: 1,
    selfmenu_info: {
      button: [
        {
          name: HOSTILE,
          type: 'news',
          value: HOSTILE,
          news_info: {
            list: [
              {
                title: HOSTILE,
                author: HOSTILE,
                digest: HOSTILE,
                content_url: HOSTILE,
                cover_url: HOSTILE,
                source_url: HOSTILE,
                show_cover: 0,
              },
            ],
          },
        },
      ],
    },
  },
  '/cgi-bin/tags/get': { tags: [{ id: 2, name: HOSTILE, count: 0 }] },
  '/cgi-bin/ticket/getticket': { errcode: 0, errmsg: HOSTILE, ticket: HOSTILE, expires_in: 7200 },
  '/cgi-bin/qrcode/create': { ticket: HOSTILE, url: `http://weixin.qq.com/q/${HOSTILE}`, expire_seconds: 60 },
  '/cgi-bin/material/add_material': { media_id: 'MEDIA_ID', url: HOSTILE },
  '/sns/oauth2/access_token': {
    access_token: 'WEB-ACCESS-0001',
    expires_in: 7200,
    refresh_token: 'WEB-REFRESH-0001',
    openid: HOSTILE,
    scope: `snsapi_userinfo,${HOSTILE}`,
    unionid: HOSTILE,
  },
  '/sns/oauth2/refresh_token': {
    access_token: 'WEB-ACCESS-0002',
    expires_in: 7200,
    refresh_token: 'WEB-REFRESH-0001',
    openid: HOSTILE,
    scope: HOSTILE,
  },
  '/sns/userinfo': {
    openid: HOSTILE,
    nickname: HOSTILE,
    sex: 1,
    language: HOSTILE,
    city: HOSTILE,
    province: HOSTILE,
    country: HOSTILE,
    headimgurl: HOSTILE,
    privilege: [HOSTILE],
    unionid: HOSTILE,
  },
  '/sns/auth': { errcode: 0, errmsg: HOSTILE },
}

type Answer = (seen: Seen) => Reply

const token = { access_token: 'TOKEN_OF_A_SCRIPTED_PLATFORM', expires_in: 7200 }
const isToken = ({ path }: Seen) => path === '/cgi-bin/stable_token'

/** Takes menus, and answers hostile texts to all else. */
function taking(): Answer {
  let menu: object = liveAnswer
  return (seen) => {
    if (isToken(seen)) return token
    if (seen.path === '/cgi-bin/menu/create') menu = { menu: JSON.parse(seen.body.toString('utf8')) }
    return seen.path === '/cgi-bin/menu/get' ? menu : (answers[seen.path] ?? { errcode: 0, errmsg: HOSTILE })
  }
}

/** What the platform may do, made anew for each run. */
const platforms: Readonly<Record<string, () => Answer>> = {
  'hostile texts': taking,
  'a hostile refusal of what writes': () => (seen) =>
    seen.path.startsWith('/cgi-bin/menu/') && seen.method === 'POST'
      ? { errcode: 40018, errmsg: `${HOSTILE} rid: ${HOSTILE}` }
      : taking()(seen),
  'a hostile refusal': () => (seen) =>
    isToken(seen) ? token : { errcode: 48001, errmsg: `${HOSTILE} rid: ${HOSTILE}`, rid: HOSTILE },
  'a refusal of the token': () => () => ({
    errcode: 40164,
    errmsg: `invalid ip ${HOSTILE}, rid: ${HOSTILE}`,
  }),
  'a page that is no JSON': () => (seen) =>
    isToken(seen) ? token : text(`<html>${HOSTILE}`, 200, 'text/html'),
}

/** How it is asked to speak. */
const voices: Readonly<Record<string, { readonly flags: readonly string[]; readonly world?: World }>> = {
  'in English, with --debug': { flags: ['--debug', '--lang', 'en'] },
  用中文: { flags: ['--lang', 'zh'] },
  'with --json': { flags: ['--json', '--debug'] },
  'on a terminal': { flags: ['--color', 'always', '--no-input'], world: { columns: 80 } },
}

/** A directory with hostile files, and a store with a hostile account and a hostile past. */
function places() {
  const cwd = temporaryDirectory()
  const file = (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content)
  file(MENU, JSON.stringify(menuOf('')))
  const button = [
    { name: '::x', type: 'click', key: HOSTILE_KEY },
    {
      name: '\u202e##[a]',
      sub_button: [{ name: '菜单👩‍👩‍👧', type: 'view', url: 'https://a.cn/##[error]x' }],
    },
  ]
  file('good.json', JSON.stringify({ button, conditionalmenu: [{ matchrule: { tag_id: '2' }, button }] }))
  file('broken.yaml', `button:\n  - name: "${HOSTILE_NAME}\n  ::error::evil: [\n`)
  file(PICTURE, PNG)
  file(
    RULES,
    `rules:\n  - when: { text: "\\e[2J" }\n    reply: { "::error::evil": "##[error]\u009b" }\n${HOSTILE_NAME}: 1\n`,
  )
  file(
    RECORD,
    JSON.stringify({
      wxadmin: 'push',
      version: 1,
      time: HOSTILE,
      type: HOSTILE,
      xml: `<xml><ToUserName>gh</ToUserName><FromUserName>\u202e::error::evil</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[\u009b##[error]\n::error::evil]]></Content><MsgId>1</MsgId></xml>`,
    }),
  )
  const store = join(cwd, 'store')
  mkdirSync(store, { mode: 0o700 })
  const odd = {
    appid: APPID,
    secret: SECRET,
    tokenSource: `command:printf 'TOKEN_OF_A_COMMAND_1234'; printf '%s' '${HOSTILE.replaceAll('\0', '')}' >&2`,
    callbackUrl: `https://example.com/${HOSTILE}`,
    callbackToken: 'aTokenOf16Letter',
  }
  writeFileSync(join(store, 'accounts.json'), JSON.stringify({ accounts: { odd } }), { mode: 0o600 })
  return { cwd, store }
}

type Argv = readonly string[]

/** Every command that shows text from outside, driven so that it does; `url` is an endpoint that answers hostile text. */
const driven: Readonly<Record<string, (url: string) => readonly Argv[]>> = {
  'wxadmin token': () => [['token'], ['-a', 'odd', 'token'], ['-a', HOSTILE, 'token']],
  'wxadmin token status': () => [
    ['token', 'status'],
    ['-a', 'odd', 'token', 'status'],
  ],
  'wxadmin token refresh': () => [
    ['token', 'refresh'],
    ['-a', 'odd', 'token', 'refresh'],
  ],
  'wxadmin token clear': () => [['token', 'clear']],
  'wxadmin token serve': () => [
    ['token', 'serve', '--host', HOSTILE],
    ['token', 'serve', '--port', '0', '--sink', HOSTILE],
    ['token', 'serve', '--port', '0', '--cert', HOSTILE, '--key', MENU],
  ],
  'wxadmin token key create': () => [
    ['token', 'key', 'create', HOSTILE],
    ['token', 'key', 'create', 'k', '--path', HOSTILE],
    ['token', 'key', 'create', 'k', '--expires', HOSTILE],
  ],
  'wxadmin token key list': () => [['token', 'key', 'list']],
  'wxadmin token key revoke': () => [['token', 'key', 'revoke', HOSTILE]],
  'wxadmin menu validate': () => [
    ['menu', 'validate', MENU],
    ['menu', 'validate', MENU, 'broken.yaml', 'good.json'],
    ['menu', 'validate', MENU, 'broken.yaml', '--format', 'github'],
    ['menu', 'validate', `${HOSTILE_NAME}/none.yaml`],
  ],
  'wxadmin menu diff': () => [
    ['menu', 'diff', 'good.json'],
    ['menu', 'diff', 'good.json', '--format', 'unified'],
    ['menu', 'diff', 'good.json', '--format', 'github'],
    ['menu', 'diff', MENU],
    ['menu', 'diff', 'good.json', '--history', HOSTILE_NAME],
  ],
  'wxadmin menu push': () => [
    ['menu', 'push', 'good.json', '--dry-run'],
    ['menu', 'push', 'good.json', '--dry-run', '--format', 'github'],
    ['menu', 'push', 'good.json', '--plan', `${HOSTILE_NAME}.plan`, '--format', 'github'],
    ['menu', 'push', '--plan', `${HOSTILE_NAME}.plan`],
    ['menu', 'push', 'good.json', '--force', '--format', 'github'],
    ['menu', 'push', 'good.json', '--expect', HOSTILE],
    ['menu', 'push', MENU],
    ['menu', 'push', '--plan', MENU],
  ],
  'wxadmin menu history': () => [
    ['menu', 'push', 'good.json', '--force'],
    ['menu', 'history'],
  ],
  'wxadmin menu history show': () => [
    ['menu', 'push', 'good.json', '--force'],
    ['menu', 'history', 'show'],
    ['menu', 'history', 'show', HOSTILE_NAME],
  ],
  'wxadmin menu history prune': () => [['menu', 'history', 'prune', '--keep', '0', '--yes']],
  'wxadmin menu rollback': () => [
    ['menu', 'push', 'good.json', '--force'],
    ['menu', 'rollback', '--dry-run', '--force'],
    ['menu', 'rollback', '--yes'],
    ['menu', 'rollback', HOSTILE_NAME],
  ],
  'wxadmin menu preview': () => [
    ['menu', 'preview', 'good.json'],
    ['menu', 'preview', 'good.json', '--html', '-'],
    ['menu', 'preview', MENU],
    ['menu', 'preview'],
  ],
  'wxadmin menu new': () => [['menu', 'new', MENU]],
  'wxadmin menu pull': () => [
    ['menu', 'pull'],
    ['menu', 'pull', '-o', `${HOSTILE_NAME}-2.yaml`],
    ['menu', 'pull', '-o', MENU, '--force'],
    ['menu', 'pull', '-o', `none/${HOSTILE_NAME}.yaml`],
  ],
  'wxadmin menu get': () => [['menu', 'get']],
  'wxadmin menu delete': () => [
    ['menu', 'delete', '--yes'],
    ['menu', 'delete'],
  ],
  'wxadmin menu match': () => [['menu', 'match', HOSTILE]],
  'wxadmin media upload': () => [
    ['media', 'upload', PICTURE],
    ['media', 'upload', `none${HOSTILE_NAME}.png`],
    ['media', 'upload', MENU, '--type', HOSTILE],
  ],
  'wxadmin serve': () => [
    ['serve', '--reply', RULES, '--check'],
    ['serve', '--reply', `none${RULES}`],
    ['serve', '--port', HOSTILE],
    ['serve', '--path', HOSTILE],
    ['serve', '--tunnel', HOSTILE_NAME, '--once'],
  ],
  'wxadmin verify': (url) => [
    ['verify', `${url}/endpoint`, '--token', 'aTokenOf16Letter'],
    ['verify', `${url}/${HOSTILE}`, '--token', 'aTokenOf16Letter'],
    ['verify', HOSTILE],
  ],
  'wxadmin trigger': (url) => [
    [
      'trigger',
      'text',
      '--to',
      `${url}/endpoint`,
      '--token',
      'aTokenOf16Letter',
      '--set',
      `Content=${HOSTILE}`,
    ],
    ['trigger', 'text', '--to', `${url}/endpoint`, '--token', 'aTokenOf16Letter', '--repeat', '3'],
    ['trigger', 'text', '--to', `${url}/reply`, '--token', 'aTokenOf16Letter'],
    ['trigger', HOSTILE],
    ['trigger', 'text', '--raw', MENU, '--to', url],
  ],
  'wxadmin resend': (url) => [
    ['resend', RECORD, '--to', `${url}/endpoint`, '--token', 'aTokenOf16Letter'],
    ['resend', RECORD, '--to', `${url}/reply`, '--token', 'aTokenOf16Letter'],
    ['resend', MENU, '--to', url],
  ],
  'wxadmin oauth url': () => [
    ['oauth', 'url', `https://example.com/${HOSTILE}`],
    ['oauth', 'url', HOSTILE, '--state', HOSTILE],
  ],
  'wxadmin oauth login': () => [
    ['oauth', 'login', '--public-url', HOSTILE],
    ['oauth', 'login', '--host', HOSTILE],
  ],
  'wxadmin oauth exchange': () => [
    ['oauth', 'exchange', 'CODE_1234567'],
    ['oauth', 'exchange', HOSTILE],
  ],
  'wxadmin oauth refresh': () => [
    ['oauth', 'exchange', 'CODE_1234567'],
    ['oauth', 'refresh'],
    ['oauth', 'refresh', HOSTILE],
  ],
  'wxadmin oauth userinfo': () => [
    ['oauth', 'exchange', 'CODE_1234567'],
    ['oauth', 'userinfo'],
    ['oauth', 'userinfo', HOSTILE],
  ],
  'wxadmin oauth check': () => [
    ['oauth', 'exchange', 'CODE_1234567'],
    ['oauth', 'check'],
    ['oauth', 'check', HOSTILE],
  ],
  'wxadmin jssdk sign': () => [
    ['jssdk', 'sign', `https://example.com/${HOSTILE}`],
    ['jssdk', 'sign', HOSTILE],
  ],
  'wxadmin jssdk ticket': () => [
    ['jssdk', 'ticket'],
    ['jssdk', 'ticket', '--clear'],
  ],
  'wxadmin jssdk demo': () => [
    ['jssdk', 'demo', '--public-url', HOSTILE],
    ['jssdk', 'demo', '--host', HOSTILE],
  ],
  'wxadmin qrcode create': () => [
    ['qrcode', 'create', '123'],
    ['qrcode', 'create', HOSTILE],
    ['qrcode', 'create', '123', '-o', `none/${HOSTILE_NAME}.svg`],
    ['qrcode', 'create', '123', '-o', `${HOSTILE_NAME}.svg`],
  ],
  'wxadmin qrcode url': () => [['qrcode', 'url', HOSTILE]],
  'wxadmin init': () => [
    ['init', '--name', HOSTILE],
    ['init', '--name', 'sandbox', '-o', `${HOSTILE_NAME}-new.yaml`],
  ],
  'wxadmin account add': () => [
    ['account', 'add', HOSTILE, '--appid', HOSTILE],
    ['account', 'add', 'other', '--appid', APPID, '--token-source', HOSTILE],
    ['account', 'add', 'other', '--appid', APPID, '--secret-file', HOSTILE_NAME],
  ],
  'wxadmin account list': () => [['account', 'list']],
  'wxadmin account show': () => [
    ['account', 'show', 'odd', '--reveal'],
    ['account', 'show', HOSTILE],
  ],
  'wxadmin account use': () => [['account', 'use', HOSTILE]],
  'wxadmin account set': () => [
    ['account', 'set', 'odd', `mode=${HOSTILE}`],
    ['account', 'set', 'odd', HOSTILE],
  ],
  'wxadmin account rename': () => [['account', 'rename', 'odd', HOSTILE]],
  'wxadmin account remove': () => [['account', 'remove', HOSTILE, '--yes']],
  'wxadmin account path': () => [['account', 'path']],
  'wxadmin whoami': () => [
    ['whoami'],
    ['-a', 'odd', 'whoami'],
    ['whoami', '--check'],
    ['-a', HOSTILE, 'whoami'],
  ],
  'wxadmin sandbox': () => [
    ['sandbox', '--fault', HOSTILE],
    ['sandbox', '--host', HOSTILE],
  ],
  'wxadmin sandbox show': () => [['sandbox', 'show']],
  'wxadmin sandbox reset': () => [['sandbox', 'reset']],
  'wxadmin api': () => [
    ['api', 'GET', HOSTILE],
    ['api', 'GET', '/x', '-i'],
    ['api', HOSTILE, '/x'],
    ['api', 'POST', '/x', '--input', MENU, '-f', HOSTILE],
  ],
  'wxadmin explain': () => [
    ['explain', HOSTILE],
    ['explain', `{"errcode":40164,"errmsg":"${HOSTILE}"}`, '40164', HOSTILE],
  ],
  'wxadmin help': () => [
    ['help', HOSTILE],
    ['help', 'menu', HOSTILE],
  ],
}

/** Commands that are not driven, each with why no text from outside can be in what they write. */
const exempt: Readonly<Record<string, string>> = {
  'wxadmin menu schema': 'a fixed document',
  'wxadmin sandbox exec': 'what a child process writes is its own',
}

test('every command of the tree is driven below, or said to show nothing from outside', () => {
  const runnable = commandTree().filter(
    ({ path, command }) =>
      command.commands.length === 0 ||
      ['wxadmin token', 'wxadmin sandbox', 'wxadmin menu history'].includes(path),
  )
  const known = [...Object.keys(driven), ...Object.keys(exempt)].sort()
  expect(known).toEqual(runnable.map(({ path }) => path).sort())
})

/** Runs a command in every voice against every platform and holds each byte that it writes against the checker. */
async function drive(commands: (url: string) => readonly Argv[]): Promise<void> {
  for (const [nature, answer] of Object.entries(platforms)) {
    const state = { answer: answer() }
    const { url } = await platform((seen) => {
      if (seen.path === '/reply')
        return text(
          `<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${HOSTILE.replaceAll(/\0/g, '')}]]></Content><${'x'}>\u009b</x></xml>`,
        )
      return seen.path === '/endpoint' ? text(HOSTILE) : state.answer(seen)
    })
    for (const [voice, { flags, world }] of Object.entries(voices)) {
      const { cwd, store } = places()
      state.answer = answer()
      const [summary, outputs] = [join(cwd, 'summary.md'), join(cwd, 'outputs')]
      const env = {
        WXADMIN_CONFIG_DIR: store,
        WXADMIN_APPID: APPID,
        WXADMIN_SECRET: SECRET,
        WXADMIN_API_BASE: url,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_OUTPUT: outputs,
        CI_JOB_URL: `https://ci.example.com/${HOSTILE.replaceAll('\0', '')}`,
      }
      for (const argv of commands(url)) {
        // The fields of the account alone, where one is named.
        const own = argv[0] === '-a' ? { WXADMIN_APPID: '', WXADMIN_SECRET: '', WXADMIN_API_BASE: '' } : {}
        const stop = AbortSignal.timeout(5000)
        const outcome = await wxadmin([...flags, ...argv], {
          cwd,
          signal: stop,
          ...world,
          env: { ...env, ...own },
        })
        const where = `${nature}, ${voice}: ${argv.join(' ').slice(0, 60)}`
        const allowed = { annotations: argv.includes('github'), styles: world !== undefined }
        // A body goes to a pipe byte for byte; on a terminal it is text like any other.
        if (argv[0] !== 'api' || world) expectInert(outcome.stdout, `stdout, ${where}`, allowed)
        expectInert(outcome.stderr, `stderr, ${where}`, allowed)
        if (flags.includes('--json') && !argv.includes('github') && !outcome.stdout.includes('<html'))
          for (const text of [outcome.stdout, ...(outcome.stderr.startsWith('{') ? [outcome.stderr] : [])])
            if (text.startsWith('{'))
              for (const line of [text]) expect(() => parsed(line), where).not.toThrow()
        if (existsSync(summary)) expectInert(readFileSync(summary, 'utf8'), `summary, ${where}`)
        // A value is data: names of files are exact but for what steers a terminal, and the runner obeys no line of it.
        if (existsSync(outputs))
          expectInert(readFileSync(outputs, 'utf8').replaceAll(/[\r:#]/g, ''), `outputs, ${where}`)
      }
      for (const name of readdirSync(cwd).filter(
        (name) => name.endsWith('-2.yaml') || name.endsWith('-new.yaml'),
      ))
        expectInert(readFileSync(join(cwd, name), 'utf8'), name)
    }
  }
}

/** One document, or one a line. */
function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return text
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
  }
}

kind('nothing from outside steers a terminal or commands a CI runner', driven, drive)
