import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFlat, readXml } from '../../../src/wechat/xml/read'

/** By the parser alone: the short way takes no document with a comment before it. */
const parsed = (text: string) => {
  try {
    return { ...readXml(`<!-- -->${text}`) }
  } catch (fault) {
    return String(fault)
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    '<a>',
    '</a>',
    '<b>',
    '</b>',
    '<a><![CDATA[',
    ']]></a>',
    '<b><![CDATA[x]]></b>',
    ']]>',
    '<![CDATA[',
    '<a> <![CDATA[',
    ']]>\n</a>',
  ),
  fc.constantFrom(
    '<a>1</a>',
    '<b>2</b>',
    '<c/>',
    '<a x="1">',
    '<__proto__>1</__proto__>',
    '<!--c-->',
    '<?p?>',
    '&amp;',
  ),
  fc.constantFrom(
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u0085',
    '\u00a0',
    '\ufffe',
    '<',
    '>',
    '&',
    '今',
    '🎁',
    ']]',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)

describe('the short way through a flat document', () => {
  test('leads to what the parser says, wherever it leads', () => {
    let read = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = `<xml>${pieces.join('')}</xml>`.replace(/[\ud800-\udfff]/gu, '\ufffd')
        const flat = readFlat(text)
        if (!flat) return
        read += 1
        expect({ ...flat }).toEqual(parsed(text))
      }),
      { numRuns: 20_000 },
    )
    expect(read).toBeGreaterThan(500)
  })

  test.each([
    [
      'a push of WeChat',
      '<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<CreateTime>1</CreateTime></xml>\n',
    ],
    ['blanks around sections', '<xml> <a> <![CDATA[ 1 ]]>\n</a><b>\t<![CDATA[]]></b> </xml>'],
    ['empty elements', '<xml><a></a><b><![CDATA[]]></b></xml>'],
    ['markup in a section', '<xml><a><![CDATA[<b>&amp;</b>]]></a></xml>'],
  ])('is taken for %s', (_, text) => {
    const flat = readFlat(text)
    expect(flat).toBeDefined()
    expect({ ...flat }).toEqual(parsed(text))
  })

  test.each([
    ['an element within another', '<xml><a><b>1</b></a></xml>'],
    ['the same name twice', '<xml><a>1</a><a>2</a></xml>'],
    ['an entity', '<xml><a>&lt;</a></xml>'],
    ['a DTD', '<!DOCTYPE xml><xml><a>1</a></xml>'],
    ['two sections', '<xml><a><![CDATA[1]]><![CDATA[2]]></a></xml>'],
    ['a carriage return', '<xml><a>1\r</a></xml>'],
    ['a document that breaks off', '<xml><a>1</a>'],
    ['what stands behind the document', '<xml><a>1</a></xml><xml/>'],
    ['another end than its beginning', '<xml><a>1</b></xml>'],
    ['attributes', '<xml><a x="1">1</a></xml>'],
  ])('is not taken for %s', (_, text) => expect(readFlat(text)).toBeUndefined())
})
