import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { testIf } from '../support/needs'
import { runProgram, sandboxProcess, startProgram } from '../support/program'
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

/** `wxadmin jssdk demo` beside a sandbox, open in the browser. */
async function open(lang: string, query = '') {
  const box = await sandboxProcess()
  const file = join(temporaryDirectory(), 'ready.json')
  const env = { HOME: temporaryDirectory(), ...box.env }
  const { child, ended } = startProgram(['jssdk', 'demo', '--lang', lang, '--ready-file', file], { env })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error((await ended).stderr)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string }
  const page = await browser.newPage({ viewport: { width: 420, height: 900 } })
  onTestFinished(() => page.close())
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (!message.text().includes('favicon')) faults.push(message.text())
  })
  await page.goto(`${url}${query}`)
  return { box, page, faults, url, env, child, ended }
}

test('the page signs itself, the sandbox accepts that, and each kind is set to be shared', async () => {
  const { page, faults } = await open('en', '?from=chat&名=值#section')
  await page.locator('#verdict.good').waitFor()
  expect(await page.locator('ul.checks li.good').count()).toBe(5)
  expect(await page.locator('#config').textContent()).toContain('?from=chat&%E5%90%8D=%E5%80%BC"')
  for (const kind of ['text', 'picture', 'music', 'video', 'link']) {
    await page.locator(`[data-kind=${kind}]`).click()
    const call = kind === 'music' || kind === 'video' ? kind : 'updateAppMessageShareData'
    await expect.poll(() => page.locator('#log').textContent()).toContain(`${call} "ok"`)
  }
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT, fullPage: true })
  expect(faults).toEqual([])
})

test('a signature of another ticket is refused, and the page names what to look at', async () => {
  const { box, page, env } = await open('zh')
  await page.locator('#verdict.good').waitFor()
  // The ticket that is kept here is no longer one of the account.
  await fetch(`${box.url}/sandbox/clock`, { method: 'POST', body: '{"advanceSeconds": 8000}' })
  await page.reload()
  await page.locator('#verdict.bad').waitFor()
  expect(await page.locator('#verdict').textContent()).toBe('微信返回：config:invalid signature')
  expect(await page.locator('#check-signature').getAttribute('class')).toBe('bad')
  expect(await page.locator('[data-kind=link]').isDisabled()).toBe(true)
  const cleared = await runProgram(['jssdk', 'ticket', '--clear'], { env })
  expect(cleared.code).toBe(0)
})
