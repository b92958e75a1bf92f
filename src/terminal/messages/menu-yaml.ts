import type { Message } from '../language'

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
