import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../../support/run'
import { MENUS } from './world'

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
  const stdin = `button:\n${'  - {}\n'.repeat(250)}`

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
    expect(stdout + stderr).toContain('variable-not-given')
    expect(stdout + stderr).toContain('--var AWS_SECRET_ACCESS_KEY')
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
  test('a directory, for a push', async () => {
    const cwd = temporaryDirectory()
    mkdirSync(join(cwd, 'menus'))
    const { code, stdout, stderr } = await wxadmin(['menu', 'push', 'menus'], { cwd })
    expect([code, stdout, stderr]).toEqual([65, '', expect.stringContaining('it is a directory')])
  })

  test('a file of 10 MB', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'big.yaml'), Buffer.alloc(10_000_000, '#'))
    const { code, stdout } = await wxadmin(['menu', 'validate', 'big.yaml'], { cwd })
    expect([code, stdout]).toEqual([
      65,
      expect.stringMatching(/^big\.yaml:1:1 error file-too-large .*1048576 bytes\n.* it has 10000000 bytes/),
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

/** A directory with these files. */
function tree(files: Readonly<Record<string, string>>): string {
  const root = temporaryDirectory()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

const GOOD = 'button: [{ name: a, type: click, key: k }]\n'

describe('a directory means the menu files under it', () => {
  test('in the order of their names, hidden ones and node_modules passed over', async () => {
    const cwd = tree({
      'menus/b.yaml': GOOD,
      'menus/a/z.yml': GOOD,
      'menus/a/deep/er.JSON': '{"button":[{"name":"a","type":"click","key":"k"}]}',
      'menus/B.yaml': BAD,
      'menus/notes.md': 'no menu',
      'menus/.hidden.yaml': 'no menu',
      'menus/.git/config.yaml': 'no menu',
      'menus/node_modules/x/package.json': '{}',
    })
    const { code, stdout } = await wxadmin(['menu', 'validate', 'menus'], { cwd })
    expect(code).toBe(65)
    expect(stdout.split('\n').filter((line) => line.startsWith('menus'))).toEqual([
      expect.stringMatching(/^menus.B\.yaml:2:11 error name-too-long/),
      expect.stringMatching(/^menus.B\.yaml:3:11 error type-unknown/),
      expect.stringMatching(/^menus.a.deep.er\.JSON: valid$/),
      expect.stringMatching(/^menus.a.z\.yml: valid$/),
      expect.stringMatching(/^menus.b\.yaml: valid$/),
    ])
    expect(stdout).toMatch(/\n2 errors, 0 warnings in 4 files\n$/)
  })

  test('the working directory too, beside files and stdin', async () => {
    const cwd = tree({ 'a.yaml': GOOD, 'b/c.yaml': GOOD })
    const argv = ['menu', 'validate', '.', join('b', 'c.yaml'), '-', '--json']
    const { code, stdout } = await wxadmin(argv, { cwd, stdin: GOOD })
    expect(code).toBe(0)
    const { files } = JSON.parse(stdout) as { files: { file: string; valid: boolean }[] }
    const inside = join('b', 'c.yaml')
    expect(files.map(({ file }) => file)).toEqual(['a.yaml', inside, inside, '-'])
    expect(files.every(({ valid }) => valid)).toBe(true)
  })

  test.each([
    ['nothing in it', {}],
    ['nothing but others in it', { 'menus/readme.md': '', 'menus/.ci/x.yaml': '', 'menus/sub/x.txt': '' }],
  ])('with %s it is an error', async (_, files) => {
    const cwd = tree({ ...files, 'menus/.keep': '' })
    const { code, stdout } = await wxadmin(['menu', 'validate', 'menus'], { cwd })
    expect([code, stdout]).toEqual([
      65,
      expect.stringMatching(/^menus:1:1 error directory-empty .*\n {3}= menu files end in .yaml/),
    ])
    const { stdout: zh } = await wxadmin(['menu', 'validate', 'menus', '--lang', 'zh'], { cwd })
    expect(zh).toContain('该目录中没有菜单文件')
  })

  test.skipIf(process.platform === 'win32')('links to files are followed, to directories not', async () => {
    const cwd = tree({ 'menus/a.yaml': GOOD, 'elsewhere/b.yaml': GOOD })
    symlinkSync('../elsewhere/b.yaml', join(cwd, 'menus/link.yaml'))
    symlinkSync('../none', join(cwd, 'menus/nowhere.yaml'))
    symlinkSync('..', join(cwd, 'menus/circle'))
    symlinkSync('../elsewhere', join(cwd, 'menus/directory.yaml'))
    const { code, stdout } = await wxadmin(['menu', 'validate', 'menus'], { cwd })
    expect(code).toBe(65)
    expect(stdout.split('\n')).toEqual([
      'menus/a.yaml: valid',
      'menus/link.yaml: valid',
      expect.stringContaining('menus/nowhere.yaml:1:1 error file-unreadable'),
      '1 error, 0 warnings in 3 files',
      '',
    ])
  })

  test.skipIf(process.platform === 'win32')('one that may not be read', async () => {
    const cwd = tree({ 'menus/a.yaml': GOOD, 'menus/shut/b.yaml': GOOD })
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'menus/shut'), 0)
    const isRoot = process.getuid?.() === 0 // who may read everything: nobody takes its place
    if (isRoot) process.seteuid?.(65534)
    const { code, stdout } = await wxadmin(['menu', 'validate', 'menus'], { cwd })
    if (isRoot) process.seteuid?.(0)
    chmodSync(join(cwd, 'menus/shut'), 0o700)
    expect([code, stdout]).toEqual([
      65,
      expect.stringContaining('menus/shut:1:1 error file-unreadable the file cannot be read: no permission'),
    ])
  })

  const many = () => tree(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.yaml`, GOOD])))

  test('of very many files, each is told', async () => {
    const { code, stdout } = await wxadmin(['menu', 'validate', '.'], { cwd: many() })
    expect(code).toBe(0)
    expect(stdout.match(/: valid\n/g)).toHaveLength(300)
    expect(stdout).toMatch(/\n0 errors, 0 warnings in 300 files\n$/)
  })

  test('a signal ends it between two files', async () => {
    const interrupt = new AbortController()
    const stdout = new PassThrough()
    let told = 0
    stdout.on('data', (text: Buffer) => {
      told += text.toString().split('\n').length - 1
      interrupt.abort('SIGINT')
    })
    const { code } = await wxadmin(['menu', 'validate', '.'], {
      cwd: many(),
      stdout,
      signal: interrupt.signal,
    })
    expect(code).toBe(130)
    expect(told).toBeLessThan(100)
  })
})

describe('--format', () => {
  test('json is --json', async () => {
    const [long, short] = await Promise.all(
      [['--format', 'json'], ['--json']].map((flags) =>
        wxadmin(['menu', 'validate', '-', ...flags], { stdin: BAD }),
      ),
    )
    expect(long).toEqual(short)
    expect(JSON.parse(long?.stdout ?? '')).toMatchObject({ errors: 2 })
  })

  test.each(['text', 'github'])('%s and --json exclude each other', async (format) => {
    const { code, stdout, stderr } = await wxadmin(['menu', 'validate', '-', '--json', '--format', format], {
      stdin: GOOD,
    })
    expect([code, stdout]).toEqual([64, ''])
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'OPTIONS_CONFLICT' } })
  })

  test('another one is a usage error', async () => {
    expect((await wxadmin(['menu', 'validate', '-', '--format', 'xml'], { stdin: GOOD })).code).toBe(64)
  })
})

describe('--format github', () => {
  const CUT = 'button: [{ name: 今日歌曲推, type: click, key: k }]\n'
  const inJob = async (files: Readonly<Record<string, string>>, ...argv: string[]) => {
    const root = tree({ ...files, summary: '', output: '' })
    const env = {
      GITHUB_WORKSPACE: root,
      GITHUB_STEP_SUMMARY: join(root, 'summary'),
      GITHUB_OUTPUT: join(root, 'output'),
    }
    const cwd = join(root, 'app')
    const told = await wxadmin(['menu', 'validate', '--format', 'github', ...argv], { cwd, env })
    return {
      ...told,
      summary: readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8'),
      output: readFileSync(env.GITHUB_OUTPUT, 'utf8'),
    }
  }

  test('annotates each finding, sums up in the step summary and in outputs', async () => {
    const told = await inJob(
      { 'app/menus/bad.yaml': BAD, 'app/menus/cut.yaml': CUT, 'app/menus/good.yaml': GOOD },
      'menus',
    )
    expect(told.code).toBe(65)
    expect(told.stdout).toBe(
      `::error file=app/menus/bad.yaml,line=2,col=11,endColumn=16,title=name-too-long::the name has 18 of 16 bytes%0Ashorten it: a Chinese character takes 3 bytes, an emoji 4 or more
::error file=app/menus/bad.yaml,line=3,col=11,endColumn=14,title=type-unknown::unknown type clik%0Adid you mean click?
::warning file=app/menus/cut.yaml,line=1,col=18,endColumn=22,title=name-cut::the name is 5 Chinese characters wide, phones show 4%0Athe phone shows: 今日歌曲…
`,
    )
    expect(told.stderr).toBe('2 errors, 1 warning in 3 files\n')
    expect(told.summary).toBe(`### ❌ wxadmin menu validate

2 errors, 1 warning in 3 files

|  | Place | Rule | Finding |
| --- | --- | --- | --- |
| ❌ | <code>app/menus/bad.yaml&#58;2&#58;11</code> | <code>name-too-long</code> | the name has 18 of 16 bytes<br>shorten it&#58; a Chinese character takes 3 bytes, an emoji 4 or more |
| ❌ | <code>app/menus/bad.yaml&#58;3&#58;11</code> | <code>type-unknown</code> | unknown type clik<br>did you mean click? |
| ⚠️ | <code>app/menus/cut.yaml&#58;1&#58;18</code> | <code>name-cut</code> | the name is 5 Chinese characters wide, phones show 4<br>the phone shows&#58; 今日歌曲… |
`)
    expect(told.output).toBe('files=3\nerrors=2\nwarnings=1\n')
  })

  test('says nothing on stdout where nothing is wrong', async () => {
    const told = await inJob({ 'app/good.yaml': GOOD }, 'good.yaml')
    expect(told).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '0 errors, 0 warnings in 1 file\n',
      summary: '### ✅ wxadmin menu validate\n\n0 errors, 0 warnings in 1 file\n',
      output: 'files=1\nerrors=0\nwarnings=0\n',
    })
  })

  test('with --strict warnings are errors there as well', async () => {
    const told = await inJob({ 'app/cut.yaml': CUT }, 'cut.yaml', '--strict')
    expect([told.code, told.stdout]).toEqual([65, expect.stringMatching(/^::error file=app\/cut\.yaml,/)])
  })

  test('in Chinese', async () => {
    const told = await inJob({ 'app/bad.yaml': BAD }, 'bad.yaml', '--lang', 'zh')
    expect(told.stdout).toContain('::未知的 type clik%0A是否应为 click？')
    expect(told.summary).toContain('|  | 位置 | 规则 | 问题 |\n')
  })

  test('a file cannot give the runner commands, nor the summary a column, a link or HTML', async () => {
    const bad = `button: [{ name: a, type: "::add-mask::x|y[z](http://w)<b>@me\`\\\n::stop" }]\n`
    const told = await inJob({ 'app/bad.yaml': bad }, 'bad.yaml')
    for (const line of told.stdout.trimEnd().split('\n')) expect(line).toMatch(/^::error file=/)
    const rows = told.summary.split('\n').filter((line) => line.startsWith('| ❌'))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.split('|')).toHaveLength(6)
      expect(row.replaceAll(/<\/?code>|<br>/g, '')).not.toMatch(/[<>[\]`@\\]|:\/\//)
    }
  })

  test('of very many findings the summary keeps the first, and counts the rest', async () => {
    const wrong = `button:\n${'  - {}\n'.repeat(75)}`
    const told = await inJob({ 'app/a.yaml': wrong, 'app/b.yaml': wrong, 'app/c.yaml': wrong }, '.')
    expect(told.summary.match(/^\| ❌/gm)).toHaveLength(200)
    expect(told.summary).toContain('\n… and 253 more, see the log of this step\n')
    expect(told.stdout).toContain('::error file=app/a.yaml::a.yaml: … and 51 more\n')
  })

  test('without a runner it annotates just the same', async () => {
    const { code, stdout } = await wxadmin(['menu', 'validate', '-', '--format', 'github'], { stdin: BAD })
    expect([code, stdout]).toEqual([65, expect.stringMatching(/^::error title=name-too-long::/)])
  })
})

test('variables come from --var and the environment of the command', async () => {
  const stdin = 'button: [{ name: a, type: view, url: "https://${HOST}/" }]'
  const validate = (...flags: string[]) =>
    wxadmin(['menu', 'validate', '-', ...flags], { stdin, env: { HOST: 'a.cn' } })
  expect((await validate('--var', 'HOST')).code).toBe(0)
  expect((await validate('--var', 'HOST=b.cn')).code).toBe(0)
  const { code, stdout } = await validate()
  expect([code, stdout]).toEqual([65, expect.stringContaining('add --var HOST for its value')])
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
