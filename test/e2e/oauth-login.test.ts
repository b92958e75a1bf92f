import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { ALICE, BOB } from '../sandbox/support'
import { testIf } from '../support/needs'
import { callsOf, type Ready, runProgram, sandboxProcess, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

/** Debian's, or whatever is on the PATH under its name. */
const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .map((directory) => join(directory, 'chromium'))
  .find(existsSync)
const test = testIf(executablePath !== undefined)

let browser: Browser

beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath })
})

afterAll(() => browser?.close())

const EXCHANGE = '/sns/oauth2/access_token'

/** `wxadmin oauth login` that waits, and a browser page beside it. */
async function login(flags: readonly string[], env: Record<string, string>) {
  const file = join(temporaryDirectory(), 'ready.json')
  const { child, ended } = startProgram([...flags, 'oauth', 'login', '--ready-file', file], { env })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error((await ended).stderr)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const ready = JSON.parse(readFileSync(file, 'utf8')) as Ready & { readonly authorizeUrl: string }
  const page = await browser.newPage({ viewport: { width: 420, height: 760 }, locale: 'en-US' })
  onTestFinished(() => page.close())
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (!message.text().includes('favicon')) faults.push(message.text())
  })
  return { ready, ended, page, faults, isWaiting: () => child.exitCode === null }
}

async function beside(flags: readonly string[] = []) {
  const box = await sandboxProcess()
  const env = { HOME: temporaryDirectory(), ...box.env }
  return { box, env, ...(await login(flags, env)) }
}

/** Agrees on the consent page, as one of the users of the sandbox. */
async function allow(page: Page, openid: string): Promise<void> {
  await page.locator('select').selectOption(openid)
  await page.locator('#allow').click()
  await page.waitForURL(/[?&]code=/)
}

describe('oauth login in a browser, against the sandbox', () => {
  test('who agrees is redirected, told so, and shown in the terminal', async () => {
    const { box, env, ready, ended, page, faults } = await beside()
    await page.goto(ready.authorizeUrl)
    await allow(page, BOB)
    expect(page.url()).toMatch(`${ready.url}?code=`)
    expect(await page.getByRole('heading').textContent()).toBe('Signed in')
    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain(BOB)
    expect(stdout).toMatch(/^Name +\S/m)
    expect(stdout).toContain(`${box.url}/sandbox/avatar/`)
    expect(faults).toEqual([])
    const used = new URL(page.url()).searchParams.get('code') ?? ''
    expect(stdout + stderr).not.toContain(used)

    // The page is loaded once more after the end: nobody is there, and the code has been used.
    const again = await runProgram(['oauth', 'exchange', used], { env })
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 5, stdout: '' })
    expect(again.stderr).toContain('WeChat answered 40163')
    expect((await callsOf(box))[EXCHANGE]).toBe(2)

    const user = await runProgram(['oauth', 'userinfo', '--json'], { env })
    expect(JSON.parse(user.stdout)).toMatchObject({ openid: BOB, scope: 'snsapi_userinfo' })
  })

  test('who refuses is not redirected: the page says so, and the wait ends with what may have happened', async () => {
    const { box, ready, ended, page, isWaiting } = await beside(['--timeout', '8'])
    await page.goto(ready.authorizeUrl)
    await page.locator('#deny').click()
    await page.locator('#denied').waitFor()
    expect(isWaiting()).toBe(true)
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toContain('the user did not agree (WeChat closes the page then)')
    expect((await callsOf(box))[EXCHANGE]).toBeUndefined()
  })

  test('a redirect with another state is refused, and the right one still counts', async () => {
    const { box, ready, ended, page } = await beside()
    const forged = ready.authorizeUrl.replace(/([&?]state=)[^&#]+/, '$1Forged')
    await page.goto(forged)
    await allow(page, BOB)
    expect(await page.getByRole('heading').textContent()).toBe('This redirect is refused')
    expect((await callsOf(box))[EXCHANGE]).toBeUndefined()
    await page.goto(ready.authorizeUrl)
    await allow(page, ALICE)
    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain(ALICE)
    expect(stderr).toContain('its state is not the one of this login')
  })

  test('a snapshot page brings its made-up user, who is told from a real one', async () => {
    const { ready, ended, page } = await beside()
    await page.goto(ready.authorizeUrl)
    await page.locator('#snapshot').click()
    await page.waitForURL(/[?&]code=/)
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr).toContain('made-up user of a snapshot page')
  })

  test('snsapi_base asks nobody', async () => {
    const { ready, ended, page } = await beside()
    await page.goto(ready.authorizeUrl.replace('snsapi_userinfo', 'snsapi_base'))
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(stdout).toBe(`openid  ${ALICE}\nScope   snsapi_base\n`)
  })

  test('-a sandbox needs no server and no account', async () => {
    const HOME = temporaryDirectory()
    const { ready, ended, page } = await login(['-a', 'sandbox'], { HOME })
    await page.goto(ready.authorizeUrl)
    await allow(page, ALICE)
    expect((await ended).code).toBe(0)
    const user = await runProgram(['-a', 'sandbox', 'oauth', 'userinfo', '--json'], { env: { HOME } })
    expect(JSON.parse(user.stdout)).toMatchObject({ openid: ALICE })
  })

  test('it stops at SIGTERM while a browser holds a connection open', async () => {
    const { ready, page } = await beside()
    await page.goto(ready.url)
    expect(await page.getByRole('heading').textContent()).toBe('Waiting for a sign-in')
    process.kill(ready.pid, 'SIGTERM')
    await expect
      .poll(() =>
        fetch(ready.url).then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down')
  })
})
