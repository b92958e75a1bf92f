import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { autoRepliesOf, hasReplies } from '../../src/content/auto-replies/read'
import { rulesOf, totalsOf } from '../../src/content/auto-replies/rules'
import { rulesText } from '../../src/content/auto-replies/write'
import { fill } from '../../src/endpoint/rules/fill'
import { answering, delivery, event, text, toldOf } from '../endpoint/rules/reading'

type Json = Record<string, unknown>

/** Words that show the codes. */
const words = {
  head: 'head',
  off: 'off',
  source: (source: object) => Object.values(source).join(' '),
  note: ({ code, params = {} }: { code: string; params?: object }) =>
    [code, ...Object.values(params)].join(' ').trim(),
}

const draftOf = (answer: unknown) => rulesOf(autoRepliesOf(answer), 0)
const fileOf = (answer: unknown) => rulesText(draftOf(answer), words)
const rulesIn = (answer: unknown) => parse(fileOf(answer)).rules

const keyword = (content: string, match_mode = 'equal') => ({ type: 'text', match_mode, content })
const say = (content: string) => ({ type: 'text', content })
const article = (title: string, more: Json = {}) => ({
  title,
  author: 'a',
  digest: `about ${title}`,
  show_cover: 0,
  cover_url: `http://mmbiz.qpic.cn/${title}`,
  content_url: `http://mp.weixin.qq.com/s/${title}`,
  source_url: '',
  ...more,
})
const rule = (keywords: object[], replies: object[], more: Json = {}) => ({
  rule_name: 'r',
  create_time: 1423028166,
  reply_mode: 'reply_all',
  keyword_list_info: keywords,
  reply_list_info: replies,
  ...more,
})
const keywordRules = (...list: object[]) => ({ is_autoreply_open: 1, keyword_autoreply_info: { list } })
const follow = (info: object) => ({ is_add_friend_reply_open: 1, add_friend_autoreply_info: info })
const message = (info: object) => ({ is_autoreply_open: 1, message_default_autoreply_info: info })

const contentOf = (xml: string) => /<Content><!\[CDATA\[([\s\S]*)\]\]><\/Content>/.exec(xml)?.[1]

describe('an account of which the console sets everything', () => {
  const answer = {
    ...follow(say('Thanks for your attention!')),
    ...message(say('Hello, this is autoreply!')),
    ...keywordRules(
      rule([keyword('news测试', 'contain')], [{ type: 'news', news_info: { list: [article('a')] } }]),
      rule([keyword('hello'), keyword('hi')], [say('world')]),
    ),
  }

  test('answers as the console does', () => {
    const reply = answering(fileOf(answer))
    expect(contentOf(reply(event('subscribe')).text)).toBe('Thanks for your attention!')
    expect(contentOf(reply(text('Hi')).text)).toBe('world')
    expect(reply(text('a news测试 b')).text).toContain('<Title><![CDATA[a]]></Title>')
    expect(contentOf(reply(text('else')).text)).toBe('Hello, this is autoreply!')
    expect(contentOf(reply({ MsgType: 'image', MediaId: '1', MsgId: 2n }).text)).toBe(
      'Hello, this is autoreply!',
    )
  })

  test('leaves events without an answer, though there is a reply to every message', () => {
    const reply = answering(fileOf(answer))
    for (const name of ['unsubscribe', 'CLICK', 'LOCATION']) expect(reply(event(name)).text).toBe('success')
  })

  test('has no note, and the file no finding', () => {
    expect(totalsOf(draftOf(answer))).toEqual({ rules: 4, notes: 0 })
    expect(toldOf(fileOf(answer))).toEqual([])
  })
})

describe('answers that are not as documented', () => {
  test.each<[string, unknown]>([
    ['empty', {}],
    ['the switches alone', { is_add_friend_reply_open: 0, is_autoreply_open: 0 }],
    ['empty parts', { ...follow({}), ...message({}), ...keywordRules() }],
    ['null parts', { add_friend_autoreply_info: null, keyword_autoreply_info: { list: null } }],
    ['blank texts', { ...follow(say('')), ...message(say(' ')) }],
    ['no object', 'x'],
  ])('nothing is set: %s', (_, answer) => {
    expect(hasReplies(autoRepliesOf(answer))).toBe(false)
  })

  test.each<[string, unknown, unknown]>([
    ['a missing switch is on', { add_friend_autoreply_info: say('a') }, [{ event: 'subscribe', reply: 'a' }]],
    [
      'switches as text',
      { ...follow(say('a')), is_add_friend_reply_open: '1' },
      [{ event: 'subscribe', reply: 'a' }],
    ],
    [
      'single objects in place of lists',
      { keyword_autoreply_info: { list: { keyword_list_info: keyword('k'), reply_list_info: say('a') } } },
      [{ keyword: 'k', reply: 'a' }],
    ],
    [
      'a list without its wrapper',
      { keyword_autoreply_info: [rule([keyword('k')], [say('a')])] },
      [{ keyword: 'k', reply: 'a' }],
    ],
    [
      'no types',
      keywordRules(rule([{ match_mode: 'equal', content: 'k' }], [{ content: 'a' }])),
      [{ keyword: 'k', reply: 'a' }],
    ],
    [
      'numbers',
      keywordRules(rule([{ ...keyword('1'), content: 1 }], [{ type: 'text', content: 2 }])),
      [{ keyword: '1', reply: '2' }],
    ],
    [
      'articles under the type text',
      follow({ type: 'text', news_info: { list: [article('a')] } }),
      [{ event: 'subscribe', reply: { news: [expect.objectContaining({ title: 'a' })] } }],
    ],
    [
      'articles as a list',
      follow({ type: 'news', news_info: [article('a')] }),
      [{ event: 'subscribe', reply: { news: [expect.objectContaining({ title: 'a' })] } }],
    ],
  ])('%s', (_, answer, rules) => {
    expect(rulesIn(answer)).toEqual(rules)
    expect(toldOf(fileOf(answer))).toEqual([])
  })
})

describe('what is switched off in the console is a comment', () => {
  const all = {
    ...follow(say('F')),
    ...message(say('M')),
    ...keywordRules(rule([keyword('k')], [say('K')])),
  }
  test.each<[string, Json, string[]]>([
    ['the follower', { is_add_friend_reply_open: 0 }, ['K', 'M']],
    ['messages, keywords with them', { is_autoreply_open: 0 }, ['F']],
    ['everything', { is_add_friend_reply_open: 0, is_autoreply_open: '0' }, []],
  ])('%s', (_, switches, replies) => {
    const file = fileOf({ ...all, ...switches })
    expect(parse(file).rules.map((one: Json) => one.reply)).toEqual(replies)
    for (const reply of ['F', 'M', 'K'].filter((one) => !replies.includes(one)))
      expect(file).toContain(`#   reply: ${reply}\n`)
    expect(toldOf(file)).toEqual([])
  })

  test('and is a rule once the marks are taken away', () => {
    const file = fileOf({ ...all, is_add_friend_reply_open: 0 })
    const uncommented = file.replace(/^ *# (- event: .*| {2}reply: .*)$/gm, '  $1')
    expect(parse(uncommented).rules[0]).toEqual({ event: 'subscribe', reply: 'F' })
  })
})

describe('what a rule cannot say is a comment at its place', () => {
  const two = [say('one'), say('two')]
  test.each<[what: string, answer: unknown, rules: unknown, comments: string[]]>([
    [
      'several replies: the first answers',
      keywordRules(rule([keyword('k')], [...two, { type: 'img', content: 'ID' }])),
      [{ keyword: 'k', reply: 'one' }],
      ['first-only 3', '- two', '- image:', 'media_id: ID'],
    ],
    [
      'one of several at random is said, and noted',
      keywordRules(rule([keyword('k')], two, { reply_mode: 'random_one' })),
      [{ keyword: 'k', reply: { one_of: ['one', 'two'] } }],
      ['random 2'],
    ],
    [
      'a media_id answers, and expires after three days',
      follow({ type: 'img', content: 'ID' }),
      [{ event: 'subscribe', reply: { image: { media_id: 'ID' } } }],
      ['temporary image 259200000'],
    ],
    [
      'the address of a video',
      follow({ type: 'video', content: 'http://vweixinp.tc.qq.com/1' }),
      [],
      ['link video', 'video: http://vweixinp.tc.qq.com/1'],
    ],
    [
      'a mini program card, with what the console says of it',
      keywordRules(rule([keyword('k')], [{ type: 'weapp', content: '{"appid":"wx1"}' }, say('a')])),
      [{ keyword: 'k', reply: 'a' }],
      ['type-unknown weapp', '{"appid":"wx1"}'],
    ],
    [
      'articles that are known by an id alone',
      follow({ type: 'news', content: 'MEDIA' }),
      [],
      ['content-missing news', 'content: MEDIA'],
    ],
    [
      'more articles than are shown after a message',
      keywordRules(
        rule([keyword('k')], [{ type: 'news', news_info: { list: [article('a'), article('b')] } }]),
      ),
      [{ keyword: 'k', reply: { news: [expect.objectContaining({ title: 'a' })] } }],
      ['articles-cut 2 1', 'title: b', 'url: http://mp.weixin.qq.com/s/b'],
    ],
    [
      'an article without a digest',
      follow({ type: 'news', news_info: { list: [article('a', { digest: '' })] } }),
      [{ event: 'subscribe', reply: { news: [expect.objectContaining({ description: 'a' })] } }],
      ['no-digest a'],
    ],
    [
      'an article without a cover',
      follow({ type: 'news', news_info: { list: [article('a', { cover_url: '' }), article('b')] } }),
      [{ event: 'subscribe', reply: { news: [expect.objectContaining({ title: 'b' })] } }],
      ['article-incomplete', 'contentUrl: http://mp.weixin.qq.com/s/a'],
    ],
    [
      'a text that is too long',
      message(say('好'.repeat(700))),
      [],
      ['text-too-long 2100 2048', '好'.repeat(700)],
    ],
    [
      'a rule of whose replies none can be said',
      keywordRules(rule([keyword('k'), keyword('l', 'contain')], [{ type: 'weapp' }])),
      [],
      ['no-reply', 'keyword: k', 'contains: l'],
    ],
    ['a rule without keywords', keywordRules(rule([], [say('a')])), [], ['no-keyword', 'reply: a']],
    [
      'an unknown way of matching',
      keywordRules(rule([keyword('k', 'regex'), keyword('l')], [say('a')])),
      [{ keyword: 'l', reply: 'a' }],
      ['keyword-unknown', '- k'],
    ],
    [
      'a keyword that another rule has',
      keywordRules(
        rule([keyword('k')], [say('a')], { rule_name: 'first' }),
        rule([keyword('K')], [say('b')], { rule_name: 'second' }),
      ),
      [{ keyword: 'k', reply: 'a' }],
      ['keyword second', 'shadowed K first', 'kept-reply', 'b'],
    ],
  ])('%s', (_, answer, rules, comments) => {
    const file = fileOf(answer)
    expect(parse(file).rules).toEqual(rules)
    expect(toldOf(file)).toEqual([])
    const told = file
      .split('\n')
      .filter((line) => line.trimStart().startsWith('#'))
      .join('\n')
    for (const comment of comments) expect(told).toContain(comment)
    expect(totalsOf(draftOf(answer)).notes).toBeGreaterThan(0)
  })

  test('eight articles to a follower', () => {
    const list = Array.from({ length: 9 }, (_, index) => article(`t${index}`))
    const file = fileOf(follow({ type: 'news', news_info: { list } }))
    expect(parse(file).rules[0].reply.news).toHaveLength(8)
    expect(file).toContain('title: t8')
  })
})

test('a keyword of one rule that contains a keyword of another is answered by its own', () => {
  const answer = keywordRules(
    rule([keyword('价', 'contain')], [say('short')]),
    rule([keyword('价格', 'contain'), keyword('价格表')], [say('long')]),
  )
  const reply = answering(fileOf(answer))
  expect(contentOf(reply(text('价')).text)).toBe('short')
  expect(contentOf(reply(text('什么价格')).text)).toBe('long')
  expect(contentOf(reply(text('价格表')).text)).toBe('long')
})

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '${Content}',
    '$$',
    '$1',
    '$<a>',
    'a\nb\n',
    '- x: #',
    '##[error]',
    '::error::x',
    '\u001b[31m',
    '\ud800',
    '  ',
    '~',
    'é',
  ),
)

describe('whatever the console holds', () => {
  const keywords = fc.array(
    fc.record({
      type: fc.constant('text'),
      match_mode: fc.constantFrom('equal', 'contain'),
      content: fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '好'), maxLength: 4 }),
    }),
    { maxLength: 4 },
  )
  const rules = fc.array(keywords, { maxLength: 6 })

  test('the file has no finding, and every keyword that is not told of is answered by its own rule', () => {
    fc.assert(
      fc.property(rules, (lists) => {
        const answer = keywordRules(
          ...lists.map((list, index) => rule(list, [say(`r${index}`)], { rule_name: `n${index}` })),
        )
        const file = fileOf(answer)
        expect(toldOf(file)).toEqual([])
        const reply = answering(file)
        const shadowed = [...file.matchAll(/shadowed ([^\n]*) n\d+$/gm)].map(([, word]) =>
          word?.trim().toLowerCase(),
        )
        const fold = (word: string) => word.trim().toLowerCase()
        const equal = lists
          .flat()
          .filter((one) => one.match_mode === 'equal')
          .map(({ content }) => fold(content))
        for (const [index, list] of lists.entries())
          for (const { content, match_mode } of list) {
            const word = fold(content)
            if (word === '' || shadowed.includes(word)) continue
            if (match_mode === 'contain' && equal.includes(word)) continue // the whole text comes first
            expect(contentOf(reply(text(content)).text), file).toBe(`r${index}`)
          }
      }),
      { numRuns: 300 },
    )
  })

  test('texts, names and unknown parts come through as they are, and nothing in a comment gets out of it', () => {
    fc.assert(
      fc.property(anything, anything, anything, (content, name, raw) => {
        const answer = {
          ...follow(say(content)),
          ...keywordRules(
            rule([keyword('k')], [say(content), { type: name, content: raw }], { rule_name: name }),
            rule([keyword('l')], [{ type: 'weapp', content: raw, [name || 'n']: raw }], { rule_name: raw }),
          ),
          message_default_autoreply_info: say(raw),
          is_autoreply_open: 1,
        }
        const file = fileOf(answer)
        expect(toldOf(file)).toEqual([])
        const isSaid = content.trim() !== ''
        const [first] = parse(file).rules
        if (isSaid) expect(fill(first.reply, delivery(event('subscribe')).push, {})).toBe(content)
      }),
      { numRuns: 300 },
    )
  })
})
