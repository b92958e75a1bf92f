import type { Message } from '../language'

/** What is wrong, and what to do: for every rule of wechat/menu/findings.ts. */
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

/** How a file was typed: the same for every file that people write. */
export const typingSentences = {
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
} as const satisfies Readonly<Record<string, RuleSentences>>
