import { describe, expect, test } from 'vitest'
import type { PushEvent } from '../../src/endpoint/types'
import { cipherOf } from '../../src/wechat/callback/callback'
import { type MessageMode, messageModes } from '../../src/wechat/callback/values'
import { pushOf } from '../../src/wechat/messages/push'
import { templateOf } from '../../src/wechat/messages/template'
import { typed } from '../../src/wechat/messages/typed'
import { type PushTypeEntry, pushTypes } from '../../src/wechat/messages/types'
import { readFlat, readXml, textOf } from '../../src/wechat/xml/read'
import { writeXml, type XmlOut } from '../../src/wechat/xml/write'
import { config, endpoint, sealed } from '../endpoint/endpoint-world'
import { kind } from './kind'

const HEAD = { to: 'gh_0123456789ab', from: 'oAlice', createTime: 1763913600, msgId: 7n }

interface Layout {
  /** Around the CDATA section of a text. */
  readonly section: readonly [before: string, behind: string]
  /** Around a number, which stands bare. */
  readonly bare: readonly [before: string, behind: string]
  /** Before each element, on its level. */
  readonly indent: (level: number) => string
}

/** As samples of cards, invoices and other events are printed. */
const layouts: Readonly<Record<string, Layout>> = {
  'a blank on both sides': { section: [' ', ' '], bare: [' ', ' '], indent: () => ' ' },
  'lines and an indentation': {
    section: ['\n    ', '\n  '],
    bare: ['\n    ', '\n  '],
    indent: (level) => `\n${'  '.repeat(level)}`,
  },
  'line ends of Windows and tabs': {
    section: ['\r\n\t\t', '\r\n\t'],
    bare: ['', '\r\n'],
    indent: (level) => `\r\n${'\t'.repeat(level)}`,
  },
  'a blank before, and blanks of a web page': {
    section: ['\u00a0 ', ''],
    bare: ['\u00a0', ''],
    indent: () => '\n',
  },
}

function printed(fields: { readonly [name: string]: XmlOut | undefined }, layout: Layout): string {
  const inner = (value: XmlOut, level: number): string => {
    if (typeof value === 'string') return layout.section.join(writeXml({ x: value }).slice(8, -10))
    if (typeof value !== 'object') return layout.bare.join(String(value))
    return (
      elements(value as { readonly [name: string]: XmlOut | undefined }, level + 1) + layout.indent(level)
    )
  }
  const elements = (map: { readonly [name: string]: XmlOut | undefined }, level: number): string =>
    Object.entries(map)
      .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const))
      .map(([name, value]) => `${layout.indent(level)}<${name}>${inner(value, level)}</${name}>`)
      .join('')
  return `<xml>${elements(fields, 1)}${layout.indent(0)}</xml>`
}

const fieldsOf = (entry: PushTypeEntry) => templateOf(entry, HEAD)

kind(
  'with the blanks and line breaks of the documentation it is read as without, and answered to its user',
  Object.fromEntries(
    pushTypes.flatMap((entry) => messageModes.map((mode) => [`${entry.name}, ${mode}`, { entry, mode }])),
  ),
  async ({ entry, mode }) => {
    const { events, post } = await endpoint({ config: { ...config, mode } })
    const wanted = pushOf(readXml(writeXml(fieldsOf(entry))))
    for (const [name, layout] of Object.entries(layouts)) {
      const { query, body } = sealed(printed(fieldsOf(entry), layout), mode)
      expect(new URLSearchParams(query).get('openid'), name).toBe('oAlice')
      const { status, text } = await post(query, body)
      expect(status, name).toBe(200)
      const { delivery, notes } = events.at(-1) as PushEvent
      expect(notes, name).toEqual([])
      const { push } = delivery
      const { fields: _, ...head } = wanted
      expect(push, name).toMatchObject(head)
      expect(typed(push, entry.type as 'text'), name).toEqual(typed(wanted, entry.type as 'text'))
      const reply = readXml(opened(text, mode))
      expect([textOf(reply, 'ToUserName'), textOf(reply, 'FromUserName')], name).toEqual([HEAD.from, HEAD.to])
    }
  },
)

const opened = (text: string, mode: MessageMode): string =>
  mode === 'plain' ? text : (cipherOf(config)?.decrypt(textOf(readXml(text), 'Encrypt')) ?? '')

const said: Readonly<Record<string, string>> = {
  'blanks at both ends': '  hello  ',
  'line breaks at both ends': '\nhello\n\n',
  'nothing but blanks': ' \n\t ',
  'a carriage return at its end': 'hello\r\n',
  'the end of a section in it': ' a]]>b ',
  'wide blanks of Chinese': '\u3000你好\u3000',
  'markup that looks like the layout': '\n<![CDATA[ a \n',
}

kind(
  'what a user typed is read byte for byte, whatever is around its section',
  Object.fromEntries(
    Object.entries(said).flatMap(([name, content]) =>
      Object.entries(layouts).map(([how, layout]) => [`${name}, ${how}`, { content, layout }]),
    ),
  ),
  ({ content, layout }) => {
    const document = printed({ MsgType: 'text', Content: content }, layout)
    expect(textOf(readXml(document), 'Content')).toBe(content)
  },
)

kind(
  'blanks that are no layout are kept',
  {
    'those of an element without a section': ['<a> 1 </a>', ' 1 '],
    'those beside text that stands beside a section': ['<a> 1 <![CDATA[2]]> 3 </a>', ' 1 2 3 '],
    'those between two sections': ['<a><![CDATA[1]]> <![CDATA[2]]></a>', '1 2'],
    'a carriage return that is written by its number': ['<a> &#13; <![CDATA[1]]>&#13;</a>', ' \r 1\r'],
    'an empty section amid blanks holds nothing': ['<a> <![CDATA[]]> </a>', ''],
    'a comment is none': ['<a> <!-- a --> <![CDATA[1]]> <!-- b --> </a>', '1'],
  },
  ([inside = '', value]) => expect(textOf(readXml(`<xml>${inside}</xml>`), 'a')).toBe(value),
)

describe('the short way through a document', () => {
  test.each([
    ['a blank on both sides', '<xml><a> <![CDATA[ 1 ]]> </a></xml>'],
    ['lines and an indentation', '<xml>\n  <a>\n    <![CDATA[ 1 ]]>\n\t</a>\n</xml>\n'],
    ['nothing', '<xml><a><![CDATA[ 1 ]]></a></xml>'],
  ])('takes sections with %s around them', (_, text) => expect({ ...readFlat(text) }).toEqual({ a: ' 1 ' }))
})
