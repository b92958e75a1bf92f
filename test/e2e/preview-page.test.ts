import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { testIf } from '../support/needs'
import { runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

/** Debian's, or whatever is on the PATH under its name. */
const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .map((directory) => join(directory, 'chromium'))
  .find(existsSync)
const test = testIf(executablePath !== undefined)

const EVIL = '</script><img src=x onerror=alert(1)>'
const menu = JSON.stringify({
  button: [
    { name: '今日歌曲', type: 'click', key: EVIL },
    {
      name: '更多精彩内',
      sub_button: [
        { name: '搜索', type: 'view', url: 'https://www.soso.com/?a=1&b="2"' },
        { name: EVIL, type: 'click', key: 'V1001_GOOD' },
        {
          name: '预约',
          type: 'miniprogram',
          url: 'https://a.cn/',
          appid: 'wx286b93c14bbf93aa',
          pagepath: 'p/i',
        },
      ],
    },
  ],
  conditionalmenu: [
    { matchrule: { client_platform_type: '1' }, button: [{ name: '苹果专区', type: 'click', key: 'IOS' }] },
  ],
})

let browser: Browser

beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath })
})

afterAll(() => browser?.close())

/** Opens the page that the built program makes, and notes all that should not happen on it. */
async function open(
  ...flags: string[]
): Promise<{ page: Page; faults: string[]; tab: (name: string) => Promise<void> }> {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'menu.json'), menu)
  const { code, stderr } = await runProgram(
    ['menu', 'preview', 'menu.json', '--html', 'menu.html', ...flags],
    { cwd },
  )
  expect(code, stderr).toBe(0)
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } })
  onTestFinished(() => page.close())
  const address = pathToFileURL(join(cwd, 'menu.html')).href
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('dialog', (dialog) => faults.push(dialog.message()))
  page.on('request', (request) => {
    if (request.url() !== address) faults.push(request.url())
  })
  await page.goto(address)
  return { page, faults, tab: (name) => page.getByRole('tab', { name }).click() }
}

describe('the page of menu preview, in a browser', () => {
  test('a parent opens its sub-menu, first item on top, and closes it', async () => {
    const { page, faults } = await open()
    const parent = page.getByRole('button', { name: '更多精彩内' })
    const first = page.getByText('搜索')
    expect(await first.isVisible()).toBe(false)
    expect(await parent.getAttribute('aria-expanded')).toBe('false')
    await parent.click()
    expect(await first.isVisible()).toBe(true)
    expect(await parent.getAttribute('aria-expanded')).toBe('true')
    const tops = await Promise.all(
      ['搜索', '</script><img sr…', '预约', '更多精彩…'].map(
        async (text) => (await page.getByText(text).boundingBox())?.y ?? 0,
      ),
    )
    expect(tops).toEqual([...tops].sort((a, b) => a - b))
    await parent.click()
    expect(await first.isVisible()).toBe(false)
    await parent.click()
    await page.mouse.click(500, 20)
    expect(await first.isVisible()).toBe(false)
    expect(faults).toEqual([])
  })

  test('pointing at a parent opens it too, and leaving closes it', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: '更多精彩内' }).hover()
    expect(await page.getByText('搜索').isVisible()).toBe(true)
    await page.getByText('搜索').hover() // the way there does not close it
    expect(await page.getByText('搜索').isVisible()).toBe(true)
    await page.mouse.move(500, 20)
    expect(await page.getByText('搜索').isVisible()).toBe(false)
  })

  test('what a button does is told in a sheet, as the file has it', async () => {
    const { page, faults } = await open()
    await page.getByRole('button', { name: '更多精彩内' }).click()
    await page.getByText('预约').click()
    const sheet = page.getByRole('dialog')
    for (const text of ['Opens a page of a mini program', 'wx286b93c14bbf93aa', 'p/i', 'https://a.cn/'])
      expect(await sheet.textContent()).toContain(text)
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await sheet.isVisible()).toBe(false)
    await page.getByRole('button', { name: '今日歌曲' }).click()
    expect(await sheet.locator('dd').allTextContents()).toEqual(['click', EVIL])
    expect(faults).toEqual([])
  })

  test('a name that is cut has the whole one as its title, whatever it holds', async () => {
    const { page, faults } = await open()
    expect(await page.getByText('更多精彩…').isVisible()).toBe(true)
    await page.getByRole('button', { name: '更多精彩内' }).click()
    const evil = page.getByRole('button', { name: EVIL })
    expect(await evil.getAttribute('title')).toBe(EVIL)
    await evil.click()
    expect(await page.getByRole('dialog', { name: EVIL }).isVisible()).toBe(true)
    expect(await page.locator('img').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('tabs switch between the menus', async () => {
    const { page, faults, tab } = await open()
    const ios = page.getByRole('button', { name: '苹果专区' })
    expect(await ios.isVisible()).toBe(false)
    await tab('Conditional menu 1')
    expect(await ios.isVisible()).toBe(true)
    expect(await page.getByText('今日歌曲').isVisible()).toBe(false)
    await page.keyboard.press('ArrowUp')
    expect(await ios.isVisible()).toBe(false)
    expect(await page.getByRole('tab', { name: 'Default menu' }).getAttribute('aria-selected')).toBe('true')
    expect(faults).toEqual([])
  })

  test('everything can be reached with the keyboard', async () => {
    const { page } = await open('--lang', 'zh')
    const focused = () => page.evaluate('document.activeElement.textContent')
    await page.getByRole('button', { name: '今日歌曲' }).focus()
    await page.keyboard.press('Tab')
    expect(await page.getByText('搜索').isVisible()).toBe(true)
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('预约')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog', { name: '预约' }).isVisible()).toBe(true)
    await page.keyboard.press('Tab') // nothing behind the sheet is reached
    expect(await page.evaluate("document.activeElement.closest('.behind')")).toBe(null)
    await page.getByRole('button', { name: '关闭' }).focus()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    expect(await focused()).toBe('预约')
    await page.keyboard.press('Escape')
    expect(await page.getByText('搜索').isVisible()).toBe(false)
    expect(await focused()).toBe('更多精彩…')
  })

  test('opens at the menu that was asked for, in the language of the terminal', async () => {
    const { page } = await open('--menu', '1', '--lang', 'zh')
    expect(await page.getByRole('button', { name: '苹果专区' }).isVisible()).toBe(true)
    expect(await page.title()).toBe('菜单预览：menu.json')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  test('fits the screen of a phone', async () => {
    const { page } = await open()
    await page.setViewportSize({ width: 320, height: 568 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })
})
