import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listOf, readXml, textOf, XmlFault, type XmlReason } from '../../../src/wechat/xml/read'
import { writeXml } from '../../../src/wechat/xml/write'

/** What XML can hold of a text: the rest is U+FFFD. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu
const holdable = (text: string) => text.replace(FORBIDDEN, '\ufffd')

/** Any text, made of the pieces that are hard to write and of every other character. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ']]>',
      ']]',
      '>',
      '<![CDATA[',
      '<',
      '&',
      '&amp;',
      '\r\n',
      '\r',
      '\n',
      '\t',
      '今',
      '🎁',
      '\ud83d',
      '\udc00',
      '\u0000',
      '\u001b',
      '\ufeff',
      '\uffff',
      '\u0085',
      '\u2028',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  maxLength: 40,
})

const through = (text: string) => textOf(readXml(writeXml({ Content: text })), 'Content')

describe('a text that is written', () => {
  test.each([
    ['that ends a section', 'a]]>b]]]]>>'],
    ['of markup', '<xml>&lt;&#13;</xml>'],
    ['with line breaks of every kind', 'a\r\nb\rc\nd'],
    ['of Han and emoji', '今日歌曲🎁👨‍👩‍👧'],
    ['of spaces', '  \t '],
    ['that is empty', ''],
  ])('%s is read as it was', (_, text) => expect(through(text)).toBe(text))

  test.each([
    ['a lone surrogate', 'a\ud83d', 'a\ufffd'],
    ['a control character', 'a\u001b[2J', 'a\ufffd[2J'],
    ['a NUL', '\u0000', '\ufffd'],
  ])('%s becomes U+FFFD', (_, text, read) => expect(through(text)).toBe(read))

  test('is read as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(through(text)).toBe(holdable(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps its place among numbers, lists and nested elements', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (one, two, id) => {
        const read = readXml(writeXml({ Id: id, List: { item: [{ A: one }, { A: two }], gone: undefined } }))
        expect(textOf(read, 'Id')).toBe(String(id))
        expect(read).toEqual({ Id: String(id), List: { item: [{ A: holdable(one) }, { A: holdable(two) }] } })
      }),
      { numRuns: 300 },
    )
  })
})

test('texts are in CDATA and numbers bare, as WeChat writes them', () => {
  expect(writeXml({ ToUserName: 'gh_1', CreateTime: 1, MsgId: 2n })).toBe(
    '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1</CreateTime><MsgId>2</MsgId></xml>',
  )
})

describe('reading', () => {
  const nested = (levels: number) => `<xml>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</xml>`
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}"><!ENTITY b "&a;&a;&a;">]><xml><a>&b;</a></xml>`

  test.each<[string, string, XmlReason]>([
    ['nothing', '', 'empty'],
    ['spaces alone', ' \n', 'empty'],
    ['a byte order mark alone', '\ufeff', 'empty'],
    ['JSON', '{"a":1}', 'not-xml'],
    ['words', 'success', 'not-xml'],
    ['another root', '<html><a>1</a></html>', 'root'],
    ['a root in upper case', '<XML/>', 'root'],
    ['an element that does not close', '<xml><a>1</xml>', 'malformed'],
    ['half a document', '<xml><a>1', 'malformed'],
    ['two documents', '<xml/><xml/>', 'malformed'],
    ['text behind the document', '<xml/>x', 'malformed'],
    ['a section that does not end', '<xml><a><![CDATA[x</a></xml>', 'malformed'],
    ['an entity bomb', bomb, 'doctype'],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><a>&a;</a></xml>',
      'doctype',
    ],
    ['a DTD elsewhere', '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml/>', 'doctype'],
    ['an entity nobody declared', '<xml><a>&a;</a></xml>', 'entity'],
    ['a name of HTML', '<xml><a>&nbsp;</a></xml>', 'entity'],
    ['elements 17 deep', nested(16), 'depth'],
    ['elements ten thousand deep', nested(10_000), 'depth'],
  ])('refuses %s', (_, text, reason) => {
    expect(() => readXml(text)).toThrow(expect.objectContaining({ constructor: XmlFault, reason }))
  })

  test('tells where the fault is', () => {
    expect(() => readXml('<xml>\n  <a>&b;</a></xml>')).toThrow(
      expect.objectContaining({ line: 2, column: 9 }),
    )
  })

  test('takes 16 levels, a declaration, comments, attributes and a byte order mark', () => {
    expect(readXml(nested(15))).toHaveProperty(Array(15).fill('a').join('.'), '')
    expect(readXml('\ufeff<?xml version="1.0"?><!-- a --><xml b="1"><a>&lt;&#x4eca;</a></xml>')).toEqual({
      a: '<今',
    })
  })

  test('takes names that objects have, and keeps them as fields', () => {
    const read = readXml('<xml><__proto__><a>1</a></__proto__><constructor>2</constructor></xml>')
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor'])
    expect(textOf(read, 'constructor')).toBe('2')
    expect(textOf(read, 'toString')).toBe('')
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test('gives one or several elements of a name as a list', () => {
    const read = readXml('<xml><a>1</a><b>2</b><a/><a><c>3</c></a></xml>')
    expect(listOf(read, 'a')).toEqual(['1', '', { c: '3' }])
    expect(listOf(read, 'b')).toEqual(['2'])
    expect(listOf(read, 'z')).toEqual([])
  })

  test('ends in a value or an XmlFault, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<xml>',
        '</xml>',
        '<a>',
        '</a>',
        '<a/>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?',
        '?>',
        '<!DOCTYPE',
        '&',
        ';',
        '&#0;',
        '&#xD800;',
        '&#x110000;',
        '&amp;',
        '<',
        '>',
        '"',
        '=',
        '\u0000',
        '\ud800',
        '今',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    let read = 0
    const attempt = (text: string) => {
      try {
        readXml(text)
        read += 1
      } catch (fault) {
        expect(fault).toBeInstanceOf(XmlFault)
      }
    }
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, wrapped) =>
        attempt(wrapped ? `<xml>${pieces.join('')}</xml>` : pieces.join('')),
      ),
      { numRuns: 5000 },
    )
    expect(read).toBeGreaterThan(100)
  })
})
