import type { VerifySentences } from './verify-reach'

const asText = {
  en: 'send it as it is, as text/plain: in Express res.type("text").send(echostr), in Spring @ResponseBody String',
  zh: '以 text/plain 原样返回：Express 用 res.type("text").send(echostr)，Spring 用 @ResponseBody String',
}
const alone = {
  en: 'answer the GET before a template, layout or filter adds to it',
  zh: '请在模板、布局或过滤器添加内容之前直接应答该 GET',
}

/** What may be wrong with the answer to a handshake. */
export const verifyEchoes = {
  'echo-empty': {
    what: {
      en: 'the answer is empty: often the signature was found to be wrong',
      zh: '应答为空：通常是接口认为签名错误',
    },
    fix: {
      en: 'compare the Token (here it is from {tokenFrom}); then return echostr itself',
      zh: '请核对 Token（此处来自 {tokenFrom}），并返回 echostr 本身',
    },
  },
  'echo-bom': {
    what: { en: 'a byte order mark (EF BB BF) stands before echostr', zh: 'echostr 前有 BOM（EF BB BF）' },
    fix: {
      en: 'save the source files as UTF-8 without BOM; in PHP also those that are included',
      zh: '将源代码文件另存为“UTF-8 无 BOM”，PHP 中被引入的文件也要检查',
    },
  },
  'echo-space': {
    what: {
      en: 'there is a line break or space {where} echostr',
      zh: 'echostr {where}有换行或空格',
    },
    fix: {
      en: 'print without a line break; in PHP remove what stands behind the last ?>',
      zh: '输出时不要换行；PHP 请删除末尾 ?> 之后的内容',
    },
  },
  'echo-quoted': {
    what: { en: 'there are quotes ({quote}) round echostr', zh: 'echostr 外面多了引号（{quote}）' },
    fix: asText,
  },
  'echo-json': { what: { en: 'echostr is wrapped in JSON', zh: 'echostr 被包在 JSON 中' }, fix: asText },
  'echo-rounded': {
    what: {
      en: 'echostr was turned into a number and rounded: {number}',
      zh: 'echostr 被转成数字而丢失精度：{number}',
    },
    fix: {
      en: 'keep it as text: its 19 digits do not fit into a number (no Number(), parseInt, intval)',
      zh: '请保持为字符串：19 位数字会超出数值精度（不要用 Number()、parseInt、intval）',
    },
  },
  'echo-case': {
    what: {
      en: 'the letters of an echostr were changed between upper and lower case',
      zh: 'echostr 中字母的大小写被改变',
    },
    fix: { en: 'return it as it came', zh: '请原样返回' },
  },
  'echo-php': {
    what: { en: 'a message of PHP stands in the answer', zh: '应答中有 PHP 的报错信息' },
    fix: {
      en: 'correct what it names; set display_errors=Off and log_errors=On',
      zh: '请修复其指出的问题，并设置 display_errors=Off、log_errors=On',
    },
  },
  'echo-html': {
    what: { en: 'echostr stands in an HTML page', zh: 'echostr 被放在 HTML 页面中' },
    fix: alone,
  },
  'echo-page': {
    what: { en: 'a web page answers, without echostr', zh: '返回的是网页，其中没有 echostr' },
    fix: {
      en: 'compare the path: this is the address of a page, not of the endpoint',
      zh: '请核对路径：这是网页的地址，而不是接口的地址',
    },
  },
  'echo-surrounded': {
    what: { en: 'echostr is there, but not alone', zh: '应答中有 echostr，但还有其他内容' },
    fix: {
      en: 'often a debug line that the program prints: write it to the log',
      zh: '通常是程序输出的调试信息：请改为写入日志',
    },
  },
  'echo-http-headers': {
    what: {
      en: 'the body begins with HTTP headers: the program writes them itself, behind those of the server',
      zh: '应答体以 HTTP 头开头：程序自行输出了 HTTP 头，而服务器已经发送过',
    },
    fix: {
      en: 'write echostr alone, and set headers by the functions of the framework',
      zh: '只输出 echostr；HTTP 头请用框架的函数设置',
    },
  },
  'echo-parameter': {
    what: { en: '{name} was returned in place of echostr', zh: '返回的是 {name}，而不是 echostr' },
    fix: { en: 'return the parameter echostr', zh: '请返回参数 echostr' },
  },
  'echo-success': {
    what: { en: 'success was returned in place of echostr', zh: '返回的是 success，而不是 echostr' },
    fix: {
      en: 'success is for pushes (POST); answer GET with echostr',
      zh: 'success 用于应答推送（POST）；GET 应返回 echostr',
    },
  },
  'echo-refused': {
    what: {
      en: 'the right signature was refused in words, with a status of success: the endpoint has another Token, or signs otherwise',
      zh: '签名正确，接口却以文字拒绝：接口中的 Token 不同，或签名算法有误',
    },
    fix: {
      en: 'the Token used here is from {tokenFrom}; compare both. Then: sort Token, timestamp and nonce as text, join them, sha1 in lower-case hex',
      zh: '此处使用的 Token 来自 {tokenFrom}，请核对两边；签名为 Token、timestamp、nonce 按字符串排序、拼接后的 sha1（小写十六进制）',
    },
  },
  'echo-wrong': {
    what: { en: 'something other than echostr was returned', zh: '返回的不是 echostr' },
    fix: { en: 'return the parameter echostr, and nothing else', zh: '请返回参数 echostr，不加任何内容' },
  },
} as const satisfies Record<string, VerifySentences>
