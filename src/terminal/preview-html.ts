/**
 * The page of `menu preview --html`: a phone on which the menu can be pressed, in WeUI's looks. One file that loads
 * nothing and sends nothing: its policy allows the one style and the one script that are in it, by their hashes.
 */
import { createHash } from 'node:crypto'
import weui from 'virtual:weui'
import { escaped } from '../escape-html'
import { buttonType } from '../wechat/menu/rules'
import { format, type Language, type Message } from './language'
import { pageWords, typeWords } from './messages/menu-preview'
import { audience, type PreviewButton, type PreviewMenu, shownName } from './preview'
import pageStyle from './preview-page/page.css?raw'
import pageScript from './preview-page/page.js?raw'
import { printable } from './printable'

interface PageOptions {
  /** The menu that is open at first, by its place; the default menu is 0. */
  readonly drawn: number
  /** The menu file's name. */
  readonly file: string
  readonly language: Language
}

/** By this a page is known as one that may be written over. */
const MARK = '<!-- made by: wxadmin menu preview -->'

/** Whether a text is a page that this made. */
export function isPreviewPage(text: string): boolean {
  return text.slice(0, 200).includes(MARK)
}

/** @param menus the default menu, then the conditional ones */
export function previewPage(menus: readonly PreviewMenu[], { drawn, file, language }: PageOptions): string {
  const t = (message: Message, params?: Readonly<Record<string, string | number>>) =>
    escaped(format(message, language, params))
  const [style, script] = [`${weui}${pageStyle}`, pageScript].map((text) => text.replaceAll('\r\n', '\n'))
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const page = { drawn, language, t }
  return `<!doctype html>
${MARK}
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${t(pageWords.title, { file })}</title>
<style>${style}</style>
</head>
<body>
<main class="page">
<div class="about">
<h1>${t(pageWords.heading)}</h1>
<p class="file">${escaped(printable(file))}</p>
${menus.length > 1 ? drawTabs(menus, page) : ''}
<p class="footer">${t(pageWords.footer)}</p>
</div>
<div class="phone">
<div class="screen">
<div class="behind">
<div class="status" aria-hidden="true"><span>9:41</span>${icons.status}</div>
<div class="title" aria-hidden="true">${icons.back}<span>${t(pageWords.account)}</span>${icons.person}</div>
${menus.map((menu, number) => drawMenu(menu, number, menus.length > 1, page)).join('\n')}
</div>
<div class="weui-mask" hidden></div>
<div class="weui-half-screen-dialog sheet" role="dialog" aria-modal="true" aria-labelledby="sheet-title" hidden>
<div class="weui-half-screen-dialog__hd">
<div class="weui-half-screen-dialog__hd__side"><button type="button" class="close" aria-label="${t(pageWords.close)}">${icons.close}</button></div>
<div class="weui-half-screen-dialog__hd__main"><strong class="weui-half-screen-dialog__title" id="sheet-title"></strong></div>
</div>
<div class="weui-half-screen-dialog__bd"></div>
</div>
</div>
</div>
</main>
<script>${script}</script>
</body>
</html>
`
}

interface Page {
  readonly drawn: number
  readonly language: Language
  /** A sentence, escaped. */
  readonly t: (message: Message, params?: Readonly<Record<string, string | number>>) => string
}

function drawTabs(menus: readonly PreviewMenu[], { drawn, language, t }: Page): string {
  const tabs = menus.map(({ matchrule }, number) => {
    const isDrawn = number === drawn
    const title = number === 0 ? t(pageWords.defaultTab) : t(pageWords.conditionalTab, { number })
    const who = matchrule ? escaped(audience(matchrule, language)) : t(pageWords.forEverybody)
    return `<button type="button" role="tab" class="weui-cell weui-cell_active" id="tab-${number}" aria-controls="menu-${number}" aria-selected="${isDrawn}"${isDrawn ? '' : ' tabindex="-1"'}><span class="weui-cell__bd"><span>${title}</span><span class="weui-cell__desc">${who}</span></span></button>`
  })
  return `<div class="weui-cells tabs" role="tablist" aria-orientation="vertical" aria-label="${t(pageWords.menus)}">\n${tabs.join('\n')}\n</div>`
}

function drawMenu(
  { matchrule, button }: PreviewMenu,
  number: number,
  hasTabs: boolean,
  { drawn, language, t }: Page,
): string {
  const role = hasTabs ? ` role="tabpanel" aria-labelledby="tab-${number}"` : ''
  const who = matchrule ? t(pageWords.forRule, { rule: audience(matchrule, language) }) : ''
  const items = button.map((each, at) => drawTop(each, `${number}-${at}`, { drawn, language, t }))
  return `<section class="menu" id="menu-${number}"${role}${number === drawn ? '' : ' hidden'}>
<div class="chat"><p class="note">${t(pageWords.hint)}</p>${who && `<p class="note">${who}</p>`}</div>
<nav class="bar" aria-label="${t(pageWords.bar)}">
<button type="button" class="keyboard" aria-label="${t(pageWords.keyboard)}" disabled>${icons.keyboard}</button>
<ul>
${items.join('\n')}
</ul>
</nav>
</section>`
}

function drawTop(button: PreviewButton, id: string, page: Page): string {
  const children = button.sub_button ?? []
  if (children.length === 0) return `<li>${drawLeaf(button, 'top', page)}</li>`
  const items = children.map((child) => `<li>${drawLeaf(child, 'sub', page)}</li>`)
  return `<li class="parent"><button type="button" class="press" aria-haspopup="true" aria-expanded="false" aria-controls="sub-${id}"${titled(button, 'top')}>${icons.lines}<span>${escaped(shownName(button.name, 'top'))}</span></button>
<ul class="sub" id="sub-${id}">
${items.join('\n')}
</ul></li>`
}

/** A button that does something, with what it does beside it for the sheet. */
function drawLeaf(button: PreviewButton, level: 'top' | 'sub', { t }: Page): string {
  const { name, type, sub_button: _, ...fields } = button
  const full = printable(name)
  const short = shownName(name, level)
  const does = type !== undefined && buttonType(type) ? t(typeWords[type as keyof typeof typeWords].does) : ''
  const rows = Object.entries({ type, ...fields }).flatMap(([field, value]) =>
    value === undefined ? [] : [drawField(field, value)],
  )
  const cut =
    short === full ? '' : `<p class="weui-half-screen-dialog__tips">${t(pageWords.cut, { shown: short })}</p>`
  const what = `${does && `<p class="weui-half-screen-dialog__desc">${does}</p>`}<dl>${rows.join('')}</dl>${cut}`
  return `<button type="button" class="press leaf" data-name="${escaped(full)}"${titled(button, level)}><span>${escaped(short)}</span></button><template>${what}</template>`
}

/** A field and its value; of one that holds fields itself (`oauth`) each of these. */
function drawField(field: string, value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value)
      .map(([inner, of]) => drawField(`${field}.${inner}`, of))
      .join('')
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return `<div><dt>${escaped(printable(field))}</dt><dd>${escaped(printable(text))}</dd></div>`
}

/** The whole name where it is cut. */
function titled({ name }: PreviewButton, level: 'top' | 'sub'): string {
  const full = printable(name)
  if (shownName(name, level) === full) return ''
  return ` title="${escaped(full)}" aria-label="${escaped(full)}"`
}

function hashOf(text = ''): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

const icon = (name: string, box: string, content: string) =>
  `<svg class="icon ${name}" viewBox="${box}" aria-hidden="true">${content}</svg>`

const icons = {
  status: icon(
    'battery',
    '0 0 26 12',
    '<rect x=".5" y=".5" width="21" height="11" rx="3" fill="none" stroke="currentColor" opacity=".5"/><rect x="2" y="2" width="15" height="8" rx="1.5" fill="currentColor"/><path d="M23 4v4c1-.3 1.6-1 1.6-2S24 4.3 23 4z" fill="currentColor" opacity=".5"/>',
  ),
  back: icon(
    'back',
    '0 0 12 24',
    '<path d="M10 4 2 12l8 8" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  ),
  person: icon(
    'person',
    '0 0 24 24',
    '<circle cx="12" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4 20c0-4 3.6-6 8-6s8 2 8 6z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>',
  ),
  keyboard: icon(
    'keys',
    '0 0 28 28',
    '<circle cx="14" cy="14" r="12" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8.5 10.5h1.6m3.1 0h1.6m3.1 0h1.6m-11 3.5h1.6m3.1 0h1.6m3.1 0h1.6M10 18h8" fill="none" stroke="currentColor" stroke-width="1.7"/>',
  ),
  lines: icon(
    'lines',
    '0 0 12 12',
    '<path d="M1.5 3h9m-9 3h9m-9 3h9" stroke="currentColor" stroke-width="1.1"/>',
  ),
  close: icon(
    'cross',
    '0 0 24 24',
    '<path d="m6 6 12 12M18 6 6 18" stroke="currentColor" stroke-width="1.6"/>',
  ),
} as const
