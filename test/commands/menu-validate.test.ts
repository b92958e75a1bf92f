import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'
import { MENUS } from './menu-world'

const BAD = 'button:\n  - name: 今日歌曲推荐\n    type: clik\n'

test('a valid file says so and exits with 0', async () => {
  const { code, stdout, stderr } = await wxadmin(['menu', 'validate', join(MENUS, 'main.yaml')])
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: `${join(MENUS, 'main.yaml')}: valid\n`,
    stderr: '',
  })
})

test('findings are the result: on stdout, all at once, exit 65', async () => {
  const { code, stdout, stderr } = await wxadmin(['menu', 'validate', '-'], { stdin: BAD })
  expect(code).toBe(65)
  expect(stderr).toBe('')
  expect(stdout).toBe(`-:2:11 error name-too-long the name has 18 of 16 bytes (WeChat: 40018)
 2 |   - name: 今日歌曲推荐
   |           ^^^^^^^^^^^^
   = shorten it: a Chinese character takes 3 bytes, an emoji 4 or more
-:3:11 error type-unknown unknown type clik (WeChat: 40017)
 3 |     type: clik
   |           ^^^^
   = did you mean click?
2 errors, 0 warnings in 1 file
`)
})

test('in Chinese', async () => {
  const { stdout } = await wxadmin(['--lang', 'zh', 'menu', 'validate', '-'], { stdin: BAD })
  expect(stdout).toContain('-:2:11 错误 name-too-long name 有 18 字节，上限 16 字节（微信错误码 40018）\n')
  expect(stdout).toContain('1 个文件中有 2 个错误、0 个警告')
})

test('--json is one document with stable keys', async () => {
  const { code, stdout } = await wxadmin(['--json', 'menu', 'validate', '-', join(MENUS, 'main.yaml')], {
    stdin: BAD,
  })
  expect(code).toBe(65)
  const document = JSON.parse(stdout)
  expect(document).toMatchObject({
    errors: 2,
    warnings: 0,
    files: [
      { file: '-', valid: false },
      { valid: true, findings: [] },
    ],
  })
  expect(document.files[0].findings[1]).toEqual({
    rule: 'type-unknown',
    severity: 'error',
    file: '-',
    line: 3,
    column: 11,
    length: 4,
    path: ['button', 0, 'type'],
    params: expect.objectContaining({ type: 'clik', suggestion: 'click' }),
    errcode: 40017,
    message: 'unknown type clik',
    hint: 'did you mean click?',
  })
})

describe('a file with very many findings', () => {
  const stdin = Array.from({ length: 500 }, (_, at) => `k${at}: 1\n`).join('')

  test('lists 100 of them, and counts them all', async () => {
    const { code, stdout } = await wxadmin(['menu', 'validate', '-'], { stdin })
    expect(code).toBe(65)
    expect(stdout.match(/ error /g)).toHaveLength(100)
    expect(stdout).toContain('\n-: … and 401 more\n501 errors, 0 warnings in 1 file\n')
  })

  test('also with --json', async () => {
    const { stdout } = await wxadmin(['menu', 'validate', '-', '--json'], { stdin })
    expect(JSON.parse(stdout)).toMatchObject({ errors: 501, warnings: 0, files: [{ more: 401 }] })
  })

  test('and before a push', async () => {
    const { code, stderr } = await wxadmin(['menu', 'push', '-'], { stdin })
    expect(code).toBe(65)
    expect(stderr).toContain('-: … and 401 more\n')
    expect(stderr).toContain('501 errors in -')
  })

  test('--strict counts the warnings that are not listed as errors', async () => {
    const leaf = '[{ name: a, type: click, key: k }]'
    const menus = `  - { matchrule: { group_id: 1 }, button: ${leaf} }\n`.repeat(150)
    const argv = ['menu', 'validate', '-', '--strict']
    const { stdout } = await wxadmin(argv, { stdin: `button: ${leaf}\nconditionalmenu:\n${menus}` })
    expect(stdout).toContain('299 errors, 0 warnings')
  })
})

test('a secret of the environment is in no finding, no plan and no document', async () => {
  const env = { AWS_SECRET_ACCESS_KEY: 'hush-hush-hush', HTTPS_PROXY: 'http://me:hush-hush-hush@127.0.0.1:1' }
  const stdin = `button:
  - { name: "\${AWS_SECRET_ACCESS_KEY}", type: "\${HTTPS_PROXY}", url: "https://a.cn/\${AWS_SECRET_ACCESS_KEY:-x}" }
`
  for (const argv of [['validate'], ['validate', '--json'], ['push', '--dry-run'], ['push', '--json']]) {
    const { code, stdout, stderr } = await wxadmin(['menu', ...argv, '-'], { stdin, env })
    expect(code).toBe(65)
    expect(stdout + stderr).toContain('variable-secret')
    expect(stdout + stderr).toContain('rename the variable to MENU_AWS_SECRET_ACCESS_KEY')
    expect(stdout + stderr).not.toContain('hush')
  }
})

test('every file is checked, also after one that cannot be read', async () => {
  const { code, stdout } = await wxadmin(['menu', 'validate', 'none.yaml', join(MENUS, 'main.yaml')])
  expect(code).toBe(65)
  expect(stdout).toContain(
    'none.yaml:1:1 error file-unreadable the file cannot be read: there is no such file',
  )
  expect(stdout).toContain('main.yaml: valid')
})

test('warnings alone exit with 0, and with 65 under --strict', async () => {
  const stdin = 'button: [{ name: 今日歌曲推, type: click, key: k }]'
  const relaxed = await wxadmin(['menu', 'validate', '-'], { stdin })
  expect([relaxed.code, relaxed.stdout]).toEqual([0, expect.stringContaining('-:1:18 warning name-cut')])
  const strict = await wxadmin(['menu', 'validate', '--strict', '-'], { stdin })
  expect([strict.code, strict.stdout]).toEqual([65, expect.stringContaining('-:1:18 error name-cut')])
})

describe('what is no readable file', () => {
  test('a directory', async () => {
    const cwd = temporaryDirectory()
    mkdirSync(join(cwd, 'menus'))
    const { code, stdout } = await wxadmin(['menu', 'validate', 'menus'], { cwd })
    expect([code, stdout]).toEqual([
      65,
      expect.stringMatching(/^menus:1:1 error file-unreadable .*directory/),
    ])
  })

  test('a file of 10 MB', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'big.yaml'), Buffer.alloc(10_000_000, '#'))
    const { code, stdout } = await wxadmin(['menu', 'validate', 'big.yaml'], { cwd })
    expect([code, stdout]).toEqual([
      65,
      expect.stringMatching(/^big\.yaml:1:1 error file-too-large .*1048576 bytes/),
    ])
  })

  test('10 MB on stdin', async () => {
    const { code, stdout } = await wxadmin(['menu', 'validate', '-'], {
      stdin: Buffer.alloc(10_000_000, '#'),
    })
    expect([code, stdout]).toEqual([65, expect.stringContaining('-:1:1 error file-too-large')])
  })

  test.runIf(process.platform !== 'win32')('one that may not be read', async () => {
    const cwd = temporaryDirectory()
    const file = join(cwd, 'secret.yaml')
    // root may read everything, but not follow a link to itself
    if (process.getuid?.() === 0) symlinkSync(file, file)
    else {
      writeFileSync(file, 'button: []')
      chmodSync(file, 0)
    }
    const { code, stdout } = await wxadmin(['menu', 'validate', 'secret.yaml'], { cwd })
    expect([code, stdout]).toEqual([65, expect.stringMatching(/^secret\.yaml:1:1 error file-unreadable .+/)])
  })
})

test('variables come from the environment of the command', async () => {
  const stdin = 'button: [{ name: a, type: view, url: "https://${HOST}/" }]'
  expect((await wxadmin(['menu', 'validate', '-'], { stdin, env: { HOST: 'a.cn' } })).code).toBe(0)
  const { code, stdout } = await wxadmin(['menu', 'validate', '-'], { stdin })
  expect([code, stdout]).toEqual([65, expect.stringContaining('set it, or give a default: ${HOST:-…}')])
})

test.each([
  ['gh_0123456789ab', 'gh_0123456789ab is the 原始ID'],
  ['wx 1', '6 to 64 letters, digits, - or _'],
])('the pin %s is refused in the words of its rule', async (pin, words) => {
  const stdin = `appid: ${pin}\nbutton: [{ name: a, type: click, key: k }]`
  expect((await wxadmin(['menu', 'validate', '-'], { stdin })).stdout).toContain(words)
})

test('menu schema prints a JSON Schema', async () => {
  const { code, stdout } = await wxadmin(['menu', 'schema'])
  expect([code, JSON.parse(stdout).$schema]).toEqual([0, 'http://json-schema.org/draft-07/schema#'])
})
