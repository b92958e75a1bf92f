import { expect } from 'vitest'
import { replyOf } from '../../src/wechat/replies/of'
import { readXml } from '../../src/wechat/xml/read'
import { answering, drawn, text, toldOf } from '../endpoint/rules/reading'
import { kind } from './kind'

const rules = (reply: string, condition = 'keyword: a') => `rules:\n  - ${condition}\n    reply: ${reply}\n`

interface Literal {
  readonly file: string
  /** Line and column of what is marked, and the rule. */
  readonly told: readonly string[]
  /** What the remedy says. */
  readonly fix: RegExp
}

const QUOTES = /use double quotes, "…\\n…", or a block \(\|\)/

const literals: Readonly<Record<string, Literal>> = {
  'in single quotes': { file: rules(String.raw`'one\ntwo'`), told: ['3:16 (escape-literal)'], fix: QUOTES },
  'in no quotes': { file: rules(String.raw`one\ntwo`), told: ['3:15 (escape-literal)'], fix: QUOTES },
  'behind Chinese': { file: rules(String.raw`第一行\n第二行`), told: ['3:15 (escape-literal)'], fix: QUOTES },
  'with a carriage return': {
    file: rules(String.raw`'one\r\ntwo'`),
    told: ['3:16 (escape-literal)'],
    fix: /use double quotes, "…\\r\\n…", or a block/,
  },
  'in text:': {
    file: rules(String.raw`{ text: 'one\ntwo' }`),
    told: ['3:24 (escape-literal)'],
    fix: QUOTES,
  },
  'in one of several': {
    file: rules(String.raw`{ one_of: [a, 'b\n'] }`),
    told: ['3:28 (escape-literal)'],
    fix: QUOTES,
  },
  'in the default': {
    file: String.raw`{ rules: [], default: 'one\ntwo' }`,
    told: ['1:27 (escape-literal)'],
    fix: QUOTES,
  },
  'in an article': {
    file: rules(
      String.raw`{ news: [{ title: 'a\n', description: d, picurl: 'https://a.cn/\n', url: https://a.cn }] }`,
    ),
    told: ['3:32 (escape-literal)'],
    fix: QUOTES,
  },
  'in a keyword': {
    file: rules('b', String.raw`keyword: 'a\n'`),
    told: ['2:16 (escape-literal)'],
    fix: QUOTES,
  },
  'in one of several words': {
    file: rules('b', String.raw`contains: [b, 'a\n']`),
    told: ['2:21 (escape-literal)'],
    fix: QUOTES,
  },
  'in double quotes, with two backslashes': {
    file: rules(String.raw`"one\ntwo\\nthree"`),
    told: ['3:21 (escape-literal)'],
    fix: /with one backslash it does: "…\\n…"/,
  },
  'in JSON, with two backslashes': {
    file: String.raw`{"rules":[{"keyword":"a","reply":"one\\ntwo"}]}`,
    told: ['1:38 (escape-literal)'],
    fix: /with one backslash it does/,
  },
  'in a block': {
    file: rules('|\n      one\\ntwo'),
    told: ['4:10 (escape-literal)'],
    fix: /in a block \(\|\) break the line itself/,
  },
  'a tab': {
    file: rules(String.raw`one\ttwo`),
    told: ['3:15 (escape-literal)'],
    fix: /write the character itself, or put the text in double quotes/,
  },
  'a character by its number': {
    file: rules(String.raw`\u4f60\u597d`),
    told: ['3:12 (escape-literal)'],
    fix: /write the character itself/,
  },
  'a line break of HTML by its number': {
    file: rules('one&#10;two'),
    told: ['3:15 (entity-literal)'],
    fix: /double quotes and \\n, or a block \(\|\)/,
  },
  'a sign of HTML': {
    file: rules("'a &lt; b'"),
    told: ['3:15 (entity-literal)'],
    fix: /write the character itself: </,
  },
  'an ampersand of HTML in a link': {
    file: rules("'https://a.cn/?a=1&amp;b=2'"),
    told: ['3:30 (entity-literal)'],
    fix: /write the character itself: &/,
  },
  'a line break of HTML': {
    file: rules('one<br>two'),
    told: ['3:15 (tag-literal)'],
    fix: /double quotes and \\n, or a block \(\|\)/,
  },
  'a paragraph of HTML beside a link': {
    file: rules(`'<a href="https://a.cn">a</a><p class="x">'`),
    told: ['3:41 (tag-literal)'],
    fix: /leave it out/,
  },
  'two kinds at once': {
    file: rules(String.raw`one\ntwo\nthree<br/>four<br/>`),
    told: ['3:15 (escape-literal)', '3:27 (tag-literal)'],
    fix: QUOTES,
  },
}

kind(
  'what would stay as it is written is a warning at its place, with the remedy',
  literals,
  ({ file, told, fix }) => {
    expect(toldOf(file)).toEqual(told)
    expect(drawn(file)).toMatch(fix)
    expect(drawn(file, 'zh')).toMatch(/= .*\p{Script=Han}/u)
  },
)

kind(
  'what is meant as it is written, or is a line break, is no finding',
  {
    'a line break in double quotes': rules(String.raw`"one\ntwo\t\u4f60"`),
    'a block': rules('|\n      one\n      two'),
    'a folded text': rules('one\n      two'),
    'a link': rules(`'<a href="https://a.cn/?a=1&b=2">a</a>'`),
    'a link of a menu': rules(`'<a href="weixin://bizmsgmenu?msgmenucontent=a&msgmenuid=1">a</a>'`),
    'a path of Windows': rules(String.raw`'C:\new\table.txt 和 \\server\temp\new'`),
    'a face': rules(String.raw`'¯\_(ツ)_/¯ \(^o^)/'`),
    'an ampersand and a sign': rules(`'A & B < C; D&D'`),
    'an id and an address': rules(
      String.raw`{ music: { musicurl: 'https://a.cn/\n&amp;', thumb_media_id: 'm\n' } }`,
    ),
    'a tag among the words of a condition': rules('b', "contains: ['<br>', '&lt;']"),
    'an escape of a regex': rules('b', String.raw`regex: '^a\nb\t\u4f60$'`),
    'a group that is named like a tag': rules('$<b> $<p>', "regex: '^(?<b>.)(?<p>.)$'"),
  },
  (file) => expect(toldOf(file)).toEqual([]),
)

const order = String.raw`regex: '^订单\s*(?<id>\d+)(?:-(?<part>\d+))?$'`
const contentOf = (source: string, fields = text('订单 42')) => {
  const reply = replyOf(readXml(answering(source)(fields).text))
  return reply?.MsgType === 'text' ? reply.Content : JSON.stringify(reply)
}

kind(
  'named groups of a regex are filled into the reply',
  {
    'a group': ['订单 $<id> 正在配送', '订单 42 正在配送'],
    'a group by its name and its number': ['$<id>=$1', '42=42'],
    'a group that took no part': ["'[$<part>]'", '[]'],
    'a dollar before a name': ["'$$<id>'", '$<id>'],
    'two dollars and a group': ["'$$$<id>'", '$42'],
    'a field beside it': ["'${Content}: $<id>'", '订单 42: 42'],
    'a name that is none': ["'$<idd> $<> $<1> $<id'", '$<idd> $<> $<1> $<id'],
    'a name that every object has': ["'$<constructor>'", '$<constructor>'],
  },
  ([reply = '', wanted]) => expect(contentOf(rules(reply, order))).toBe(wanted),
)

kind(
  'named groups are filled wherever a reply has a text',
  {
    'a name in Chinese': [rules("'$<编号>'", String.raw`regex: '(?<编号>\d+)'`), '42'],
    'an address': [
      rules(
        "{ news: [{ title: $<id>, description: d, picurl: 'https://a.cn/$<id>.png', url: 'https://a.cn/?q=$<all>' }] }",
        String.raw`regex: '(?<all>订单 (?<id>\d+))'`,
      ),
      JSON.stringify({
        MsgType: 'news',
        Articles: [
          {
            Title: '42',
            Description: 'd',
            PicUrl: 'https://a.cn/42.png',
            Url: `https://a.cn/?q=${encodeURIComponent('订单 42')}`,
          },
        ],
      }),
    ],
    'one of several replies': [rules("{ one_of: ['$<id>'] }", order), '42'],
  },
  ([source = '', wanted]) => expect(contentOf(source)).toBe(wanted),
)

kind(
  'a group that no regex names is found when the file is read',
  {
    'a name spelt wrongly': [rules('订单 $<idd>', order), ['3:12 (group-unknown)'], 'did you mean id?'],
    'another name': [rules('订单 $<number>', order), ['3:12 (group-unknown)'], 'known: id, part'],
    'a regex whose groups have no names': [
      rules('$<id>', String.raw`regex: '(\d+)'`),
      ['3:12 (group-unknown)'],
      'name it in the regex: (?<id>…)',
    ],
    'a rule without a regex': [rules('$<id>'), ['3:12 (group-unknown)'], 'name it in the regex'],
    'the default': ['rules: []\ndefault: $<id>', ['2:10 (group-unknown)'], 'name it in the regex'],
    'an address': [
      rules('{ news: [{ title: t, description: d, picurl: https://a.cn, url: $<link> }] }', order),
      ['3:76 (group-unknown)'],
      'known: id, part',
    ],
  } as Record<string, readonly [string, readonly string[], string]>,
  ([file, told, fix]) => {
    expect(toldOf(file)).toEqual(told)
    expect(drawn(file)).toContain(fix)
  },
)

kind(
  'a name after a dollar is no finding where it is known or plain text',
  {
    'known groups': rules('$<id> $<part> $1 $2', order),
    'a dollar that is written twice': rules("'$$<idd>'", order),
    'no name at all': rules("'$< 5 > $<>'", order),
  },
  (file) => expect(toldOf(file)).toEqual([]),
)
