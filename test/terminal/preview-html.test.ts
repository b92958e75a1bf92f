import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isPreviewPage, previewPage } from '../../src/terminal/preview-html'

const EVIL = `</script></style></template><img src=x onerror=alert(1)>"'&`
const menu = {
  button: [
    { name: EVIL, sub_button: [{ name: EVIL, type: 'click', key: EVIL }] },
    { name: 'b', type: 'view', oauth: { url: EVIL, scope: 'snsapi_base' } },
  ],
}
const evil = [menu, { ...menu, matchrule: { tag: EVIL } }]
const page = previewPage(evil, { drawn: 0, file: EVIL, language: 'en' })

/** What stands between the tags of an element. */
const content = (element: string) => [
  ...page.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g')),
]

describe('the page', () => {
  test('holds no tag that came from the file', () => {
    expect(page).not.toContain('<img')
    expect(page).not.toContain(EVIL)
    expect(page.match(/<(script|style)\b/g)).toEqual(['<style', '<script'])
    expect(page.match(/<template/g)?.length).toBe(page.match(/<\/template/g)?.length)
    // in attributes as well
    for (const [, value = ''] of page.matchAll(/ (?:title|aria-label|data-name)="([^"]*)"/g))
      expect(value).not.toMatch(/[<>]/)
  })

  test('allows by its policy the page’s own style and script, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]
    const hash = (text = '') => `sha256-${createHash('sha256').update(text).digest('base64')}`
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src '${hash(content('style')[0]?.[1])}'`,
      `script-src '${hash(content('script')[0]?.[1])}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'))
  })

  test('names no address to load from, has no inline handlers and no inline styles', () => {
    const tags = page.replaceAll(/="[^"]*"/g, '=""').match(/<[a-z][^<>]*>/g) ?? []
    expect(tags.length).toBeGreaterThan(50)
    for (const tag of tags) expect(tag).not.toMatch(/\s(?:src|href|action|srcset|style|on\w+)=/)
    expect(page).not.toMatch(/url\(|@import/)
  })

  test('carries the rules of WeUI that it uses, with the licence, and not the rest', () => {
    const [style = ''] = content('style').map(([, text]) => text)
    expect(style).toMatch(/^\/\*!\s+\* WeUI/)
    for (const rule of ['.weui-half-screen-dialog{', '.weui-mask{', '.weui-cell{', '--weui-BG-0:'])
      expect(style).toContain(rule)
    expect(style).not.toContain('.weui-picker')
    expect(page.length).toBeLessThan(40_000)
  })

  test('every variable that its style reads has a value', () => {
    const [style = ''] = content('style').map(([, text]) => text)
    for (const [, name] of style.matchAll(/var\((--[\w-]+)\)/g)) expect(style).toContain(`${name}:`)
  })

  test('speaks the language of the terminal', () => {
    const chinese = previewPage(evil, { drawn: 1, file: 'menu.yaml', language: 'zh' })
    expect(chinese).toContain('<html lang="zh-CN">')
    expect(chinese).toContain('个性化菜单 1')
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('Conditional menu 1')
  })

  test('is known as one that may be written over', () => {
    expect(isPreviewPage(page)).toBe(true)
    expect(isPreviewPage('<!doctype html><html></html>')).toBe(false)
    expect(isPreviewPage(`${'x'.repeat(300)}${page}`)).toBe(false)
  })
})
