import type { DocumentRule } from '../../document/finding'
import type { Message } from '../language'

/** What is wrong, and what to do. */
export interface RuleSentences {
  readonly what: Message
  /** The first of which every placeholder has a value is told. */
  readonly fixes?: readonly Message[]
}

/** What the YAML reader finds wrong, by its code. Codes that are not here are told in its own (English) words. */
export const yamlFaults: Readonly<Record<string, Message>> = {
  BAD_ALIAS: { en: 'this alias or anchor is malformed', zh: '别名或锚点格式错误' },
  BAD_DIRECTIVE: { en: 'this % directive is malformed', zh: '% 指令格式错误' },
  BAD_DQ_ESCAPE: {
    en: 'invalid escape after \\ in a "text"; in single quotes \\ is an ordinary character',
    zh: '双引号文本中的 \\ 转义无效；单引号中 \\ 是普通字符',
  },
  BAD_INDENT: {
    en: 'wrong indentation, or a bracket that is not closed',
    zh: '缩进错误，或括号没有闭合',
  },
  BAD_SCALAR_START: {
    en: 'a value cannot begin with @, ` or %: put it in quotes',
    zh: '值不能以 @、` 或 % 开头：请加引号',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'two keys on one line, or a ": " inside a value: put the value in quotes',
    zh: '同一行有两个键，或值中含有 ": "：请给值加引号',
  },
  BLOCK_IN_FLOW: {
    en: 'lines with - or key: cannot stand inside [ ] or { }',
    zh: '[ ] 或 { } 内不能使用块式写法',
  },
  KEY_OVER_1024_CHARS: { en: 'a key has more than 1024 characters', zh: '键名超过 1024 个字符' },
  MISSING_CHAR: {
    en: 'something is missing here: a colon with a space after it, a comma, or a closing quote',
    zh: '此处缺少内容：冒号加空格、逗号或右引号',
  },
  MULTILINE_IMPLICIT_KEY: {
    en: 'a key must stand on one line, with a colon after it',
    zh: '键名必须在一行内并以冒号结尾',
  },
  TAB_AS_INDENT: { en: 'a tab as indentation: use spaces', zh: '不能用制表符缩进：请使用空格' },
  VARIABLE_IN_FLOW: {
    en: 'a ${VARIABLE} inside { } or [ ] must stand in quotes',
    zh: '{ } 或 [ ] 内的 ${VARIABLE} 必须加引号',
  },
  UNEXPECTED_TOKEN: { en: 'this does not belong here', zh: '此处出现多余的内容' },
}

/**
 * What is wrong with the bytes and the YAML of a file, the same for every file that people write. Missing are the few
 * that depend on the kind of file.
 */
export const documentSentences = {
  'file-unreadable': { what: { en: 'the file cannot be read: {reason}', zh: '无法读取文件：{reason}' } },
  'file-outside': {
    what: {
      en: 'it is a link that leads out of {root}, and was not read',
      zh: '这是一个指向 {root} 之外的符号链接，未读取',
    },
    fixes: [
      {
        en: 'a checkout may have been prepared by anybody: put the file itself here, or name the one that is meant',
        zh: '检出的目录可能由任何人准备：请把文件本身放在这里，或直接写出要用的文件',
      },
    ],
  },
  'encoding-utf16': {
    what: { en: 'the file is {encoding}, but it must be UTF-8', zh: '文件编码是 {encoding}，必须使用 UTF-8' },
    fixes: [{ en: 'save it as UTF-8', zh: '请另存为 UTF-8' }],
  },
  'encoding-utf8': {
    what: {
      en: 'byte {byte} at offset {offset} is not UTF-8 (GBK?)',
      zh: '偏移 {offset} 处的字节 {byte} 不是 UTF-8（可能是 GBK）',
    },
    fixes: [
      {
        en: 'save it as UTF-8, or: iconv -f gb18030 -t utf-8',
        zh: '请另存为 UTF-8，或：iconv -f gb18030 -t utf-8',
      },
    ],
  },
  'nul-byte': {
    what: { en: 'there is a NUL byte here: this is not a text file', zh: '此处有 NUL 字节：这不是文本文件' },
  },
  'yaml-syntax': { what: { en: 'not valid YAML: {detail}', zh: 'YAML 语法错误：{detail}' } },

  'yaml-character': {
    what: {
      en: 'this character ({code}) does not belong here',
      zh: '此处的字符（{code}）不应出现',
    },
    fixes: [
      {
        en: '{character} is a full-width or typographic character: type {spaced} and a space instead',
        zh: '{character} 是全角（中文）符号，请改用半角 {spaced} 加空格（英文输入法）',
      },
      {
        en: '{character} is a full-width or typographic character: type {typed} instead',
        zh: '{character} 是全角（中文）符号，请改用半角 {typed}（英文输入法）',
      },
      {
        en: 'it looks like a space ({blank}): type an ordinary space',
        zh: '它看起来像空格（{blank}），请改用普通空格',
      },
      {
        en: 'it is a tab: indent with spaces, {tab} as the line before',
        zh: '这是制表符：请用空格缩进，与上一行一样为 {tab} 个',
      },
      { en: 'it cannot be seen: remove it', zh: '它不可见，请删除' },
    ],
  },
  'yaml-space': {
    what: { en: 'a space is missing after {after}', zh: '{after} 后面缺少空格' },
    fixes: [{ en: 'type {typed}', zh: '请写成 {typed}' }],
  },
  'yaml-indent': {
    what: {
      en: 'this line is indented by {spaces} {spaces?space:spaces}, {name} on line {line} by {expected}',
      zh: '此行缩进 {spaces} 格，而第 {line} 行的 {name} 缩进 {expected} 格',
    },
    fixes: [{ en: 'what belongs together begins in the same column', zh: '同一级的内容必须左对齐' }],
  },
  'yaml-quotes': {
    what: { en: 'the quotes {value} become part of the text', zh: '引号会成为文本的一部分：{value}' },
    fixes: [
      {
        en: 'type straight quotes " or none; if they are meant, put the whole in straight ones',
        zh: '请改用英文引号 " 或不加引号；如确需保留，请在最外层再加英文引号',
      },
    ],
  },
  'yaml-invisible': {
    what: { en: 'the text contains the invisible character {code}', zh: '文本含有不可见字符 {code}' },
    fixes: [{ en: 'remove it', zh: '请删除' }],
  },
  'yaml-date': {
    what: { en: '{source} is a date in YAML 1.1', zh: '{source} 在 YAML 1.1 中是日期' },
    fixes: [{ en: 'put it in quotes: "{source}"', zh: '请加引号："{source}"' }],
  },
  'yaml-depth': { what: { en: 'nested more than {limit} levels deep', zh: '嵌套超过 {limit} 层' } },
  'yaml-tag': {
    what: { en: 'the YAML tag {tag} is not supported', zh: '不支持 YAML 标签 {tag}' },
    fixes: [{ en: 'remove the tag', zh: '请删除该标签' }],
  },
  'alias-unknown': {
    what: {
      en: 'the alias *{name} has no anchor &{name} before it',
      zh: '别名 *{name} 之前没有锚点 &{name}',
    },
  },
  'alias-cycle': {
    what: { en: 'the alias *{name} contains itself', zh: '别名 *{name} 引用了自身' },
  },
  'alias-size': {
    what: { en: 'aliases grow to more than {limit} values', zh: '别名展开后超过 {limit} 个值' },
  },
  'merge-value': {
    what: { en: '<< takes a map, or a list of maps', zh: '<< 只能合并对象或对象列表' },
  },
  'key-not-text': { what: { en: 'a key must be a word', zh: '键名必须是文本' } },
  'duplicate-key': {
    what: {
      en: 'the key {key} stands twice; first on line {first}',
      zh: '键 {key} 重复，首次出现在第 {first} 行',
    },
    fixes: [{ en: 'remove one of them', zh: '请删除其中一个' }],
  },
} as const satisfies Readonly<Record<Exclude<DocumentRule, OfTheKind>, RuleSentences>>

/** Rules whose sentences name the kind of file. */
type OfTheKind = 'file-too-large' | 'file-empty' | 'yaml-documents' | 'yaml-size'
