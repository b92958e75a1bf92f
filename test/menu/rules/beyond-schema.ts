import { parseAllDocuments } from 'yaml'
import type { MenuRule } from '../../../src/menu/rules/findings'
import { button, conditional, DEFAULT } from './reading'

/**
 * The rules that a JSON Schema cannot express, why, and for each a file that the schema accepts and `menu validate`
 * refuses. Every other error of `menu validate` is one of the schema, and the other way round.
 */
export interface Beyond {
  readonly reason: string
  readonly file: string | Uint8Array
  /** As in the corpus. */
  readonly findings: readonly string[]
  /** What an editor reads in the file, where it is not UTF-8. */
  readonly text?: string
  readonly env?: Readonly<Record<string, string>>
  /** Some of what the rule refuses the schema refuses too. */
  readonly partly?: true
}

const CHARACTERS = 'a schema sees characters, whatever bytes they were'
const COUNTED = 'a schema counts characters, not their bytes; that so many are too many in any case it tells'
const VALUES = 'a schema sees the values, not how the YAML writes them'
const HARMLESS = 'a bound against files that are made to do harm, also where nothing of a menu stands'
const VARIABLES = 'a schema does not know the environment'
const click = (name: string, key = 'k') => button(`name: "${name}"`, 'type: click', `key: "${key}"`)
const view = (url: string) => button('name: a', 'type: view', `url: "${url}"`)
const [OWN, LINK] = ['button: [{ name: b, type: click, key: k }]', 'type: view, url: https:']

export const beyondSchema: Readonly<Partial<Record<MenuRule, Beyond>>> = {
  'file-too-large': {
    reason: 'a schema sees the values, not the comments between them',
    file: DEFAULT + '#'.repeat(1024 * 1024),
    findings: ['1:1 file-too-large'],
  },
  'encoding-utf16': {
    reason: CHARACTERS,
    file: Buffer.from(DEFAULT, 'utf16le'),
    text: DEFAULT,
    findings: ['1:1 encoding-utf16'],
  },
  'encoding-utf8': {
    reason: CHARACTERS,
    file: Buffer.concat([Buffer.from(`${DEFAULT}# `), Buffer.from([0xb2, 0xcb])]),
    text: `${DEFAULT}# 菜`,
    findings: ['2:3 encoding-utf8'],
  },
  'nul-byte': { reason: VALUES, file: `${DEFAULT}# a\0b\n`, findings: ['2:4 nul-byte'] },
  'yaml-documents': {
    reason: 'a schema is held against one document after the other',
    file: `${DEFAULT}---\n${DEFAULT}`,
    findings: ['2:1 yaml-documents'],
  },
  'yaml-depth': {
    reason: HARMLESS,
    file: `${DEFAULT}menuid: ${'['.repeat(60)}${']'.repeat(60)}\n`,
    findings: ['2:57 yaml-depth'],
  },
  'yaml-size': {
    reason: HARMLESS,
    file: `${DEFAULT}menuid: [${'1,'.repeat(30_000)}]\n`,
    findings: ['2:19997 yaml-size'],
  },
  'yaml-date': {
    reason: VALUES,
    file: `%YAML 1.1\n---\n${button('name: 2026-1-2', 'type: click', 'key: k')}`,
    text: button('name: "2026-1-2"', 'type: click', 'key: k'),
    findings: ['4:11 yaml-date'],
  },
  'yaml-tag': {
    reason: VALUES,
    file: button('name: !!js/function a', 'type: click', 'key: k'),
    findings: ['2:25 yaml-tag'],
  },
  'alias-cycle': { reason: VALUES, file: `${DEFAULT}menuid: &a [*a]\n`, findings: ['2:13 alias-cycle'] },
  'alias-size': {
    reason: HARMLESS,
    file: `${DEFAULT}menuid: [&a [${'1,'.repeat(2000)}], ${'*a,'.repeat(20)}]\n`,
    findings: ['2:4044 alias-size'],
  },
  'key-not-text': {
    reason: 'the keys of a value are always text',
    file: `${DEFAULT}menuid: { ? [a] : b }\n`,
    findings: ['2:13 key-not-text'],
  },
  'duplicate-key': {
    reason: 'in a value each key stands once',
    file: button('name: a', 'type: click', 'key: k', 'key: other'),
    findings: ['5:5 duplicate-key'],
  },
  'variable-missing': {
    reason: VARIABLES,
    file: click('${MENU_NOBODY_SET_IT}'),
    findings: ['2:11 variable-missing'],
  },
  'variable-not-given': {
    reason: VARIABLES,
    file: click('${HOST}'),
    findings: ['2:11 variable-not-given'],
  },
  'variable-malformed': {
    reason: 'a schema takes whatever has ${ in it for text with a variable',
    file: click('${1}'),
    findings: ['2:11 variable-malformed'],
  },
  'variable-secret': {
    reason: VARIABLES,
    file: click('${WXADMIN_SECRET}'),
    env: { WXADMIN_SECRET: 'hush' },
    findings: ['2:11 variable-secret'],
  },
  'variable-size': {
    reason: VARIABLES,
    file: click('a', '${LONG}'),
    env: { LONG: 'a'.repeat(1024 * 1024 + 1) },
    findings: ['4:10 variable-size'],
  },
  'name-too-long': {
    reason: COUNTED,
    file: click('今日歌曲推荐'),
    findings: ['2:11 name-too-long'],
    partly: true,
  },
  'key-too-long': {
    reason: COUNTED,
    file: click('a', '今'.repeat(43)),
    findings: ['4:10 key-too-long'],
    partly: true,
  },
  'url-too-long': {
    reason: COUNTED,
    file: view(`http://a.cn/${'今'.repeat(338)}`),
    findings: ['4:10 url-too-long'],
    partly: true,
  },
  'url-host': {
    reason:
      'what a host and a port may be only a program knows that reads addresses; that there is none it tells',
    file: view('https://a.cn:99999/'),
    findings: ['4:10 url-host'],
    partly: true,
  },
  'oauth-too-long': {
    reason: 'what is measured is the finished address, with its page encoded in it',
    file: button('name: a', 'type: view', `oauth: { url: "https://a.cn/${'a'.repeat(1000)}" }`),
    findings: ['4:19 oauth-too-long'],
    partly: true,
  },
  'control-character': {
    reason: 'half a surrogate pair: to a program that matches UTF-16 units every emoji has two of them',
    file: click('\\ud83d'),
    findings: ['2:11 control-character'],
    partly: true,
  },
  'conditional-domains': {
    reason: 'a schema cannot gather values from all over a document',
    file: conditional(
      'matchrule: { tag_id: "2" }',
      'button:',
      '  - name: m',
      '    sub_button:',
      ...['a', 'b', 'c', 'd'].map((host) => `      - { name: x, ${LINK}//${host}.cn/ }`),
    ),
    findings: ['10:41 conditional-domains'],
  },
  'tag-unknown': {
    reason: 'only the account knows its tags: told when a menu is pushed',
    file: conditional('matchrule: { tag: nobody }', OWN),
    findings: [],
  },
}

/** Rules of files that are no YAML: an editor says so before it thinks of a schema. */
export const noDocument: Readonly<Partial<Record<MenuRule, Omit<Beyond, 'reason'>>>> = {
  'yaml-syntax': { file: 'button: [\n', findings: ['1:10 yaml-syntax'] },
  'yaml-character': { file: 'button：\n  - name: a\n', findings: ['1:7 yaml-character'] },
  'yaml-space': { file: button('name:a', 'type: click'), findings: ['2:9 yaml-space'] },
  'yaml-indent': { file: button('name: a', ' type: click'), findings: ['3:6 yaml-indent'] },
  'alias-unknown': { file: 'button: *menu\n', findings: ['1:9 alias-unknown'] },
  'merge-value': {
    file: button('<<: a', 'name: a', 'type: click', 'key: k'),
    findings: ['2:9 merge-value'],
  },
}

/** Rules of files that cannot be opened, or of what a file names: there is nothing to hold against a schema. */
export const onDisk: readonly MenuRule[] = [
  'file-unreadable',
  'file-outside',
  'directory-empty',
  'pattern-unmatched',
  'pattern-several',
  'media-outside',
  'media-unreadable',
  'media-empty',
  'media-content',
  'media-type',
  'media-size',
]

/** What an editor holds against the schema: the value of each document. @throws Error where the text is no YAML */
export function valuesOf(text: string): unknown[] {
  const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'error' })
  if (documents.length === 0) return [null]
  return [...documents].map((document) => {
    const [error] = document.errors
    if (error) throw error
    return document.toJS({ maxAliasCount: -1 })
  })
}
