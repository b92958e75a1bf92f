import { expect, test } from 'vitest'
import { readRules } from '../../src/endpoint/rules/read'
import { button, conditional, read, told } from '../menu/rules/reading'
import { kind } from './kind'

const rules = (text: string) =>
  readRules(text, 'rules.yaml').findings.map(({ line, column, rule }) => `${line}:${column} ${rule}`)

kind(
  'what was typed wrongly in a menu is named at its place, and nothing that follows from it',
  {
    'a full-width colon after a key': [button('name：首页', 'type: click', 'key: k'), '2:9 yaml-character'],
    'a full-width colon after the top key': [
      'button：\n  - name: a\n    type: click\n',
      '1:7 yaml-character',
    ],
    'a full-width colon after sub_button': [
      button('name: a', 'sub_button：', '  - { name: b, type: click, key: k }'),
      '3:15 yaml-character',
    ],
    'a full-width comma': ['button:\n  - {name: 首页， type: click, key: k}\n', '2:14 yaml-character'],
    'a full-width comma in JSON': ['{"button":[{"name":"a"，"type":"click"}]}', '1:23 yaml-character'],
    'curly quotes around a value': [button('name: “首页”', 'type: click', 'key: k'), '2:11 (yaml-quotes)'],
    'curly quotes around a key': ['{“button”: [{name: a, type: click, key: k}]}', '1:2 yaml-character'],
    'no space after a colon': [button('name:首页', 'type: click', 'key: k'), '2:9 yaml-space'],
    'no space after a dash': ['button:\n  -name: a\n   type: click\n', '2:3 yaml-space'],
    'one space more': [button('name: a', 'type: view', ' url: https://a.cn'), '4:6 yaml-indent'],
    'one space less': ['button:\n  - name: a\n    type: view\n   url: https://a.cn\n', '4:4 yaml-indent'],
    'a full-width blank as indentation': ['button:\n　- name: a\n    type: click\n', '2:1 yaml-character'],
    'a no-break space as indentation': [
      'button:\n  - name: a\n\u00a0   type: click\n    key: k\n',
      '3:1 yaml-character',
    ],
    'a zero-width character': [button('name: a', '\u200btype: click', 'key: k'), '3:5 yaml-character'],
    'a zero-width character in a value': [
      button('name: a\u200b', 'type: click', 'key: k'),
      '2:11 (yaml-invisible)',
    ],
    'a tab': ['button:\n\t- name: a\n', '2:1 yaml-syntax'],
  } as Record<string, readonly [string, string]>,
  ([text, finding]) => expect(told(read(text))).toEqual([finding]),
)

kind(
  'what was typed wrongly in a rules file is named at its place',
  {
    'a full-width colon': ['rules:\n  - keyword：你好\n    reply: 好\n', '2:12 yaml-character'],
    'no space after a colon': ['rules:\n  - keyword: 你好\n    reply:好\n', '3:10 yaml-space'],
    'a full-width comma': ['rules:\n  - {keyword: 你好，reply: 好}\n', '2:17 yaml-character'],
    'one space off': ['rules:\n  - keyword: 你好\n   reply: 好\n', '3:4 yaml-indent'],
    'curly quotes': ['rules:\n  - keyword: “你好”\n    reply: 好\n', '2:14 yaml-quotes'],
  } as Record<string, readonly [string, string]>,
  ([text, finding]) => expect(rules(text)).toEqual([finding]),
)

kind(
  'Chinese text in values may hold any punctuation',
  {
    'in a plain value': 'rules:\n  - keyword: 你好\n    reply: 你好，name：张三，key：“一”\n',
    'in a block of text': 'rules:\n  - keyword: 你好\n    reply: |\n      name：张三\n       url：无\n',
    'in a list': 'rules:\n  - keyword: [QQ：1, key：2]\n    reply: 好\n',
  },
  (text) => expect(rules(text)).toEqual([]),
)

test('an error elsewhere in the file is told as before', () => {
  const text = button('name: 好，key：x', 'type: clik', 'key: k')
  expect(told(read(text))).toEqual(['2:11 (name-cut)', '3:11 type-unknown'])
})

const platform = (name: string) =>
  conditional(`matchrule: { client_platform_type: ${name} }`, 'button: [{ name: b, type: click, key: k }]')

kind(
  'a platform by its name is answered with its number',
  { iOS: '1', Android: '2', android: '2', others: '3', 安卓: '2' },
  (number, name) =>
    expect(read(platform(name)).findings).toMatchObject([{ rule: 'matchrule-value', params: { number } }]),
)

kind(
  'what YAML 1.1 takes for something else is to be quoted',
  {
    'a date': ['2026-11-30', 'yaml-date'],
    yes: ['yes', 'not-text'],
    off: ['off', 'not-text'],
    octal: ['012', 'not-text'],
    sexagesimal: ['1:30', 'not-text'],
  } as Record<string, readonly [string, string]>,
  ([value, rule]) => {
    const body = button(`name: ${value}`, 'type: click', 'key: k')
    const [finding, second] = read(`%YAML 1.1\n---\n${body}`).findings.filter(
      ({ severity }) => severity === 'error',
    )
    expect(finding).toMatchObject({ rule, line: 4, column: 11, params: { source: value } })
    expect(second).toBeUndefined()
  },
)
