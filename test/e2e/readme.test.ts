import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bareEnv, ending, program, projectRoot } from '../support/program'
import { temporaryDirectory } from '../support/run'

const pages = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(projectRoot, 'docs')).map((name) => `docs/${name}`),
]

/** Blocks marked `sh` are meant to run as they stand, one after the other; blocks marked `shell` are not. */
function runnable(page: string): string {
  const text = readFileSync(join(projectRoot, page), 'utf8')
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block).join('')
}

describe.runIf(process.platform !== 'win32')('the examples of the documentation run', () => {
  test.each(pages.filter((page) => runnable(page)))('%s', async (page) => {
    const home = temporaryDirectory()
    const [bin, work] = [join(home, 'bin'), join(home, 'work')]
    mkdirSync(bin)
    mkdirSync(work)
    cpSync(join(projectRoot, 'menus'), join(work, 'menus'), { recursive: true })
    writeFileSync(join(bin, 'wxadmin'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(join(bin, 'wxadmin'), 0o755)
    const env = bareEnv(home, { PATH: `${bin}:${process.env.PATH}`, CI: 'true' })
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', runnable(page)], { cwd: work, env })
    const { code, stderr } = await ending(child)
    expect(code, stderr).toBe(0)
  })

  test('both READMEs have the same runnable examples', () => {
    const commands = (page: string) => runnable(page).replace(/\s+#.*$/gm, '')
    expect(commands('README.zh-CN.md')).toBe(commands('README.md'))
  })

  test('both READMEs begin with the same two commands', () => {
    const first = (page: string) =>
      [...readFileSync(join(projectRoot, page), 'utf8').matchAll(/^```shell\n(.*?)^```/gms)]
        .slice(0, 2)
        .map((block) => block[1])
    expect(first('README.md')).toEqual(['npm ci && npm start\n', 'npm ci && npm test\n'])
    expect(first('README.zh-CN.md')).toEqual(first('README.md'))
  })
})
