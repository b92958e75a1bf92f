// What goes into the page of `menu preview --html` as text: its own style and script, and of WeUI's style sheet the
// rules that it uses. For rolldown and for vitest.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const SHEET = fileURLToPath(import.meta.resolve('weui/dist/style/weui.min.css'))
/** Where the page's classes and variables are named. */
const USERS = [
  'src/terminal/preview-html.ts',
  'src/terminal/preview-page/page.css',
  'src/terminal/preview-page/page.js',
]

/** What these are called while they are bundled: vitest would empty what is called .css. */
const TEXT = '.text'

export function pageAssets() {
  return {
    name: 'page-assets',
    enforce: 'pre', // vitest's own plugin would empty style sheets
    resolveId(source, importer) {
      // The path tells notices.mjs whose licence to add.
      if (source === 'virtual:weui') return `${SHEET}${TEXT}`
      if (!source.endsWith('?raw') || !importer) return undefined
      return `${resolve(dirname(importer), source.slice(0, -'?raw'.length))}${TEXT}`
    },
    load(id) {
      if (!id.endsWith(TEXT)) return undefined
      const file = id.slice(0, -TEXT.length)
      const used = () =>
        usedOf(
          SHEET,
          USERS.map((user) => `${root}${user}`),
        )
      const content = file === SHEET ? used() : readFileSync(file, 'utf8')
      return { code: `export default ${JSON.stringify(content)}`, moduleType: 'js' }
    },
  }
}

/** Of a style sheet the licence, the rules for classes that the users name, and the variables that these rules read. */
function usedOf(sheet, users) {
  const css = readFileSync(sheet, 'utf8')
  const source = users.map((file) => readFileSync(file, 'utf8')).join('\n')
  const [licence = ''] = /^\/\*![\s\S]*?\*\//.exec(css) ?? []
  const classes = new Set(source.match(/weui-[\w-]+/g))
  const rules = [...new Set(kept(css.replaceAll(/\/\*[\s\S]*?\*\//g, ''), classes))]
  const read = new Set()
  const follow = (content) => {
    for (const [, name] of content.matchAll(/var\((--[\w-]+)/g)) {
      if (read.has(name)) continue
      read.add(name)
      for (const [, value] of css.matchAll(new RegExp(`${name}:([^;}]+)`, 'g'))) follow(value)
    }
  }
  for (const content of [source, ...rules]) follow(content.replaceAll(/--[\w-]+:[^;}]*/g, ''))
  const lean = rules
    .map((rule) => rule.replaceAll(/(--[\w-]+):[^;{}]*;?/g, (all, name) => (read.has(name) ? all : '')))
    .map((rule) => rule.replaceAll(/[^{}]+\{\}/g, '').replaceAll(/@[^{}]+\{\}/g, ''))
  return `${licence}\n${lean.filter(Boolean).join('\n')}\n`
}

/** Rules for these classes and for whole pages; none that loads or animates anything. */
function kept(css, classes) {
  return blocks(css).flatMap(({ head, body }) => {
    if (head.startsWith('@media')) {
      const inner = kept(body, classes).join('')
      return inner ? [`${head}{${inner}}`] : []
    }
    if (head.startsWith('@') || body.includes('url(')) return []
    const selectors = head.split(/,(?![^(]*\))/).filter((selector) => isMeant(selector, classes))
    return selectors.length > 0 ? [`${selectors.join(',')}{${body}}`] : []
  })
}

function isMeant(selector, classes) {
  const named = selector.match(/\.[\w-]+/g) ?? []
  if (selector.includes('.wx-root') || /^page\b/.test(selector)) return false // for mini programs
  return named.length > 0
    ? named.every((name) => classes.has(name.slice(1)))
    : /^(?:body|html|\*|a|button|input)\b|^\*/.test(selector)
}

/** The outermost `head { body }` of a sheet. */
function blocks(css) {
  const found = []
  let [depth, from, open] = [0, 0, 0]
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '"') at = css.indexOf('"', at + 1)
    else if (css[at] === '{' && depth++ === 0) open = at
    else if (css[at] === '}' && --depth === 0) {
      found.push({ head: css.slice(from, open).trim(), body: css.slice(open + 1, at).trim() })
      from = at + 1
    }
  }
  return found
}
