import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../src/commands/command'
import { appendSummary, setOutputs } from '../../src/commands/runner'
import type { Context } from '../../src/context'
import type { Language } from '../../src/terminal/language'
import { Terminal } from '../../src/terminal/terminal'
import { temporaryDirectory } from '../support/run'

/** A command in a job whose runner names these files. */
function job(env: Readonly<Record<string, string | undefined>>, cwd: string, language: Language = 'en') {
  const stderr = new PassThrough()
  const context = { env, cwd, randomBytes, stderr } as unknown as Context
  const terminal = new Terminal(context, {
    language,
    json: false,
    quiet: false,
    debug: false,
    input: true,
    color: 'never',
  })
  const cx = { ...context, terminal } as unknown as CommandContext
  return { cx, terminal, stderr: () => String(stderr.read() ?? '') }
}

function runner() {
  const cwd = temporaryDirectory()
  const [output, summary] = [join(cwd, 'output'), join(cwd, 'summary')]
  writeFileSync(output, 'former=1\n')
  writeFileSync(summary, '# former\n')
  return {
    ...job({ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }, cwd),
    output: () => readFileSync(output, 'utf8'),
    summary: () => readFileSync(summary, 'utf8'),
  }
}

describe('outputs of a step', () => {
  test('are one on a line, after what is there', async () => {
    const { cx, output } = runner()
    await setOutputs(cx, { changed: true, added: 2, history: '/a b/c=d.json', empty: '' })
    expect(output()).toBe('former=1\nchanged=true\nadded=2\nhistory=/a b/c=d.json\nempty=\n')
  })

  test.each(['one\ntwo', 'one\r\ntwo', 'one\rtwo', 'ends\n'])('%j is between marks', async (value) => {
    const { cx, output } = runner()
    await setOutputs(cx, { text: value })
    const [, mark] = /^text<<(\S+)$/m.exec(output()) ?? []
    expect(mark).toMatch(/^wxadmin_[0-9a-f]{32}$/)
    expect(output()).toBe(`former=1\ntext<<${mark}\n${value}\n${mark}\n`)
  })

  test('marks differ each time, so that a text cannot hold the one that ends it', async () => {
    const { cx, output } = runner()
    await setOutputs(cx, { a: '\n', b: '\n' })
    await setOutputs(cx, { a: '\n' })
    expect(new Set(output().match(/<<.*/g)).size).toBe(3)
  })
})

describe('the summary of a step', () => {
  test('is added to, each part ended by a newline', async () => {
    const { cx, summary } = runner()
    await appendSummary(cx, '## 菜单')
    await appendSummary(cx, 'text\n')
    expect(summary()).toBe('# former\n## 菜单\ntext\n')
  })

  test('holds no secret, nor do outputs', async () => {
    const { cx, terminal, summary, output } = runner()
    terminal.hide('0123456789abcdef0123456789abcdef')
    await appendSummary(cx, 'https://a.cn/?secret=0123456789abcdef0123456789abcdef')
    await setOutputs(cx, { a: '0123456789abcdef0123456789abcdef' })
    expect(summary() + output()).not.toContain('0123456789abcdef')
  })
})

test('a file that is not there yet is made, and a relative name is one of the working directory', async () => {
  const cwd = temporaryDirectory()
  const { cx } = job({ GITHUB_OUTPUT: 'output' }, cwd)
  await setOutputs(cx, { a: 1 })
  expect(readFileSync(join(cwd, 'output'), 'utf8')).toBe('a=1\n')
})

test.each([{}, { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' }])(
  'no runner (%j): nothing is told',
  async (env) => {
    const { cx, stderr } = job(env, '/none')
    await setOutputs(cx, { a: 1 })
    await appendSummary(cx, 'text')
    expect(stderr()).toBe('')
  },
)

test.each([
  ['en', 'Warning: cannot write GITHUB_OUTPUT (taken): it is a directory\n'],
  ['zh', '警告：无法写入 GITHUB_OUTPUT（taken）：这是一个目录\n'],
] as const)('a file that cannot be written is a warning (%s), and nothing fails', async (language, told) => {
  const cwd = temporaryDirectory()
  mkdirSync(join(cwd, 'taken'))
  const { cx, stderr } = job({ GITHUB_OUTPUT: 'taken', GITHUB_STEP_SUMMARY: 'none/summary' }, cwd, language)
  await setOutputs(cx, { a: 1 })
  expect(stderr()).toBe(told)
  await appendSummary(cx, 'text')
  expect(stderr()).toContain('GITHUB_STEP_SUMMARY')
})
