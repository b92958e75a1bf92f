import { describe, expect, test } from 'vitest'
import { bytesFault } from '../../src/wechat/text-bytes'

const utf8 = (text: string) => Buffer.from(text)
const hex = (digits: string) => Buffer.from(digits, 'hex')

describe('bytes that are no UTF-8', () => {
  test.each<[what: string, bytes: Buffer, fault: object | undefined]>([
    ['text', utf8('你好 é 😀'), undefined],
    ['nothing', utf8(''), undefined],
    [
      'a character cut at the end',
      utf8('你好').subarray(0, 5),
      { code: 'cut-character', params: { offset: 3 } },
    ],
    ['cut to its first byte', utf8('a你').subarray(0, 2), { code: 'not-utf8', params: { offset: 1 } }],
    ['cut at the beginning', utf8('你好').subarray(1), { code: 'cut-character', params: { offset: 0 } }],
    [
      'cut in the middle of a document',
      Buffer.concat([utf8('<a>好'), hex('e4bd'), utf8('</a>')]),
      { code: 'cut-character', params: { offset: 6 } },
    ],
    [
      'two texts, both cut',
      Buffer.concat([hex('e4bd'), utf8('</a>好'), hex('f09f98')]),
      { code: 'cut-character', params: { offset: 0 } },
    ],
    ['GBK', hex('c4e3bac3'), { code: 'gbk', params: { offset: 0 } }],
    [
      'one character of GBK in a document',
      Buffer.concat([utf8('<a>'), hex('bac3'), utf8('</a>')]),
      { code: 'gbk', params: { offset: 3 } },
    ],
    ['Latin-1', Buffer.from('née', 'latin1'), { code: 'not-utf8', params: { offset: 1 } }],
    ['an image', hex('ffd8ffe000104a464946'), { code: 'not-utf8', params: { offset: 0 } }],
  ])('%s', (_, bytes, fault) => expect(bytesFault(bytes)).toEqual(fault))
})
