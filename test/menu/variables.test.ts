import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeVariables } from '../../src/menu/variables'
import { describeFinding } from '../../src/terminal/findings'
import { button, read, told } from './reading'

const keyed = (key: string) => button('name: a', 'type: click', `key: '${key}'`)
const keyOf = (key: string, env: Record<string, string> = {}) => read(keyed(key), env).menu?.button[0]?.key

describe('a variable in a value', () => {
  test.each([
    ['${A}', 'x'],
    ['<${A}-${A}>', '<x-x>'],
    ['${NONE:-fallback}', 'fallback'],
    ['${A:-fallback}', 'x'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${NONE:-}k', 'k'],
    ['$${A}', '${A}'],
    ['$$${A}', '$${A}'],
    ['$A $ {A} $(A)', '$A $ {A} $(A)'],
    ['${NONE:-a:-b}', 'a:-b'],
  ])('%s is filled: %s', (key, filled) => {
    expect(keyOf(key, { A: 'x', EMPTY: '' })).toBe(filled)
  })

  test('what it brings in is not looked at again', () => {
    expect(keyOf('${A}', { A: '${B} $${C}', B: 'no' })).toBe('${B} $${C}')
  })

  test('its length counts when it is filled', () => {
    expect(told(read(keyed('${A}'), { A: 'x'.repeat(129) }))).toEqual(['4:10 key-too-long'])
  })

  test.each([
    ['${NONE}', '4:10 variable-missing'],
    ['${}', '4:10 variable-malformed'],
    ['${1A}', '4:10 variable-malformed'],
    ['${A', '4:10 variable-malformed'],
  ])('%s is a finding at its place', (key, finding) => {
    expect(told(read(keyed(key), { A: 'x' }))).toEqual([finding])
  })

  test('every missing one is told', () => {
    expect(read(keyed('${A}${B}')).findings.map(({ params }) => params.name)).toEqual(['A', 'B'])
  })

  test("wxadmin's own secrets are never filled in", () => {
    const file = read(keyed('${WXADMIN_SECRET}'), { WXADMIN_SECRET: 'hush' }, ['WXADMIN_SECRET'])
    expect(told(file)).toEqual(['4:10 variable-secret'])
    expect(JSON.stringify(file)).not.toContain('hush')
  })
})

describe('a variable that may hold a secret', () => {
  const judged = (name: string, env: Record<string, string>, secret: readonly string[] = []) => {
    const file = read(keyed(`\${${name}}`), env, secret)
    return file.findings[0]?.rule ?? file.menu?.button[0]?.key
  }

  test.each([
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'CI_JOB_TOKEN',
    'ci_job_token',
    'NPM_CONFIG__AUTH',
    'DB_PASSWORD',
    'PGPASSWORD',
    'MYSQL_PWD',
    'LIKE_KEY',
    'DEPLOY_KEYS',
    'GITHUB_PAT',
    'CI_JOB_JWT',
    'SLACK_WEBHOOK_URL',
    'HTTPS_PROXY',
    'https_proxy',
    'DATABASE_URL',
    'SENTRY_DSN',
    'GOOGLE_CREDENTIALS',
    'SESSION_COOKIE',
  ])('%s is refused by its name, also with a default and where it is not set', (name) => {
    expect(judged(name, { [name]: 'hush-hush' })).toBe('variable-secret')
    expect(told(read(keyed(`\${${name}:-x}`)))).toEqual(['4:10 variable-secret'])
  })

  test.each([
    'HOST',
    'KEYBOARD',
    'MONKEY',
    'REGISTRY',
    'PATH',
    'CI_COMMIT_SHA',
    'MENU_LIKE_KEY',
    'menu_token',
  ])('%s is filled in', (name) => {
    expect(judged(name, { [name]: 'in-the-open' })).toBe('in-the-open')
  })

  test.each([
    ['an address with a password', { PAGE: 'https://user:pass@a.cn/' }],
    ['an address with a user', { PAGE: 'redis://x@a.cn' }],
    ['the value of one under another name', { PAGE: 'hush-hush', DEPLOY_TOKEN: 'hush-hush' }],
  ])('%s is refused', (_, env) => {
    expect(judged('PAGE', env)).toBe('variable-secret')
  })

  test('a short value, or the directory, that another variable has as well tells nothing', () => {
    expect(judged('PAGE', { PAGE: 'true', USE_TOKEN: 'true' })).toBe('true')
    expect(judged('HERE', { HERE: '/home/me/work', PWD: '/home/me/work' })).toBe('/home/me/work')
  })

  test('one of wxadmin itself is refused under every name', () => {
    const env = { WXADMIN_SECRET: 'hush', MENU_A: 'hush', HOST: 'hush' }
    for (const name of ['WXADMIN_SECRET', 'wxadmin_secret', 'MENU_A', 'HOST'])
      expect(judged(name, env, ['WXADMIN_SECRET'])).toBe('variable-secret')
  })

  test('the way out is told, but not for one of wxadmin itself', () => {
    const rename = (name: string) =>
      read(keyed(`\${${name}}`), {}, ['WXADMIN_SECRET']).findings[0]?.params.rename
    expect([rename('LIKE_KEY'), rename('WXADMIN_SECRET')]).toEqual(['MENU_LIKE_KEY', undefined])
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'what every object inherits is no variable: %s',
    (name) => {
      expect(judged(name, {})).toBe('variable-missing')
      expect(keyOf(`\${${name}:-x}`)).toBe('x')
    },
  )
})

test('no finding repeats what a variable brought in: it shows the variable', () => {
  const env = { MENU_X: 'brought-in' }
  const file = read(
    `appid: "gh_\${MENU_X}"
button:
  - { name: "一二三四\${MENU_X}", type: "\${MENU_X}", url: "\${MENU_X}.cn" }
  - { name: "😀 \${MENU_X}", type: view, url: "\${MENU_X}.cn" }
  - { name: "一二\${MENU_X:-}", type: miniprogram, url: "https://a.cn", appid: "\${MENU_X}", pagepath: p }
conditionalmenu:
  - matchrule: { tag_id: "\${MENU_X}", client_platform_type: "\${MENU_X}" }
    button:
      - { name: a, type: view, url: "https://\${MENU_X}.cn" }
      - { name: a, type: view, url: "https://1.cn" }
      - { name: a, sub_button: [{ name: a, type: view, url: "https://2.cn" }, { name: a, type: view, url: "https://3.cn" }] }
  - matchrule: { tag: "\${MENU_X}" }
    button: [{ name: a, type: click, key: k }]
`,
    env,
  )
  const all = [...file.findings, ...file.tagUses.map(({ unknown }) => unknown)]
  expect(all.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining([
      'pin-format',
      'type-unknown',
      'name-emoji',
      'appid-format',
      'url-scheme',
      'matchrule-value',
      'conditional-domains',
      'tag-unknown',
    ]),
  )
  for (const language of ['en', 'zh'] as const)
    for (const finding of all)
      expect(JSON.stringify([finding, describeFinding(finding, language)])).not.toContain('brought-in')
  expect(all.find(({ rule }) => rule === 'type-unknown')?.params.type).toBe('${MENU_X}')
})

test('variables bring in no more than a file may have', () => {
  const file = read(keyed('${BIG}'.repeat(2000)), { BIG: 'x'.repeat(1000) })
  expect(told(file)).toContain('4:10 variable-size')
})

test('keys are not filled', () => {
  expect(told(read(`button: []\n'\${A}': 1\n`, { A: 'appid' }))).toContain('2:1 unknown-key')
})

test('the pin may come from a variable', () => {
  expect(read(`appid: \${APP}\n${keyed('k')}`, { APP: 'wx0123456789abcdef' }).appid).toBe(
    'wx0123456789abcdef',
  )
})

test('escaped text comes through unchanged, whatever it is', () => {
  const text = fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '汉') })
  fc.assert(
    fc.property(text, (value) => {
      fc.pre(value.trim() !== '')
      const file = read(
        JSON.stringify({ button: [{ name: 'a', type: 'click', key: escapeVariables(value) }] }),
      )
      expect(file.menu?.button[0]?.key).toBe(value)
    }),
  )
})
