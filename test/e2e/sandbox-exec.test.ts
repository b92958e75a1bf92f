import { describe, expect, test } from 'vitest'
import { runProgram } from '../support/program'

describe.runIf(process.platform !== 'win32')('sandbox exec', () => {
  test('a pipeline of wxadmin commands inside it reaches the same sandbox', async () => {
    const script = 'wxadmin menu push menus/conditional.yaml && wxadmin menu get --json'
    const { code, stdout } = await runProgram(['sandbox', 'exec', '--', 'sh', '-c', script])
    expect(code).toBe(0)
    const document = JSON.parse(stdout.slice(stdout.indexOf('{')))
    expect(document.menu.button.length).toBeGreaterThan(0)
    expect(document.conditionalmenu.length).toBe(2)
  })

  test.each([
    ['false', 1],
    ['true', 0],
    ['exit 42', 42],
    ['kill -TERM $$', 143],
  ])('%s: the exit code is passed on', async (script, code) => {
    expect(await runProgram(['sandbox', 'exec', '--', 'sh', '-c', script])).toMatchObject({ code })
  })

  test('a command that does not exist is explained', async () => {
    const { code, stderr } = await runProgram(['sandbox', 'exec', '--', 'no-such-program'])
    expect(code).toBe(127)
    expect(stderr).toContain('no-such-program')
  })
})
