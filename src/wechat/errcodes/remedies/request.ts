import { endpoints } from '../../endpoints'
import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** The form of a call: method, path, JSON, character set (docs/platform.md 0.2). */
export const requestRemedies: Remedies = {
  1003: {
    cause: { en: 'A parameter of the body is missing or wrong.', zh: 'POST 参数缺失或有误。' },
    fix: {
      en: 'compare the body with the documentation of the call; --debug shows what was sent',
      zh: '对照接口文档检查请求体；--debug 可查看发送的内容',
    },
    retry: 'never',
  },
  40033: {
    cause: {
      en: 'The body has characters WeChat refuses: \\uXXXX escapes in place of UTF-8, or another character set.',
      zh: '请求体含有不合规的字符：用了 \\uXXXX 转义而非 UTF-8 原文，或编码不是 UTF-8。',
    },
    fix: {
      en: 'send raw UTF-8 (wxadmin always does); in Python json.dumps(…, ensure_ascii=False), in PHP JSON_UNESCAPED_UNICODE',
      zh: '直接发送 UTF-8 原文（wxadmin 即如此）；Python 用 json.dumps(…, ensure_ascii=False)，PHP 用 JSON_UNESCAPED_UNICODE',
    },
    retry: 'never',
  },
  40035: {
    cause: { en: 'A parameter has a value that is not allowed.', zh: '有参数的值不合法。' },
    fix: {
      en: 'compare the names and types with the documentation of the call',
      zh: '对照接口文档检查字段名和类型',
    },
    retry: 'never',
  },
  40038: {
    cause: { en: 'The body is not packed as this call wants it.', zh: '请求体的格式不符合该接口要求。' },
    fix: {
      en: 'send a JSON object; files go as multipart form data',
      zh: '发送 JSON 对象；文件使用 multipart 表单',
    },
    retry: 'never',
  },
  40039: {
    cause: { en: 'A URL in the request is empty or too long.', zh: '请求中的 URL 为空或过长。' },
    fix: { en: 'shorten it to 1024 bytes', zh: '缩短到 1024 字节以内' },
    retry: 'never',
  },
  40048: {
    cause: {
      en: 'A URL in the request has no scheme, or a domain that is not allowed.',
      zh: '请求中的 URL 缺少协议，或域名不被允许。',
    },
    fix: { en: 'write the whole address, https://host/path', zh: '填写完整地址 https://域名/路径' },
    retry: 'never',
  },
  40066: {
    cause: {
      en: 'There is no such endpoint: the path is misspelt, or has been withdrawn.',
      zh: '没有这个接口：路径拼写有误，或接口已下线。',
    },
    fix: {
      en: 'check the path, such as /cgi-bin/menu/get; WXADMIN_API_BASE must hold no path of its own',
      zh: '检查路径，例如 /cgi-bin/menu/get；WXADMIN_API_BASE 不应带路径',
    },
    docs: pages.troubleshooting,
    retry: 'never',
  },
  40068: {
    cause: {
      en: 'The content holds an address that WeChat has blocked.',
      zh: '内容中含有被微信拦截的网址。',
    },
    fix: {
      en: 'take the address out; open it in WeChat to see why, and appeal there',
      zh: '去掉该网址；可在微信中打开查看原因并申诉',
    },
    retry: 'never',
  },
  40097: {
    cause: { en: 'A parameter has a value that is not allowed.', zh: '有参数的值不合法。' },
    fix: {
      en: 'compare the names and types with the documentation of the call',
      zh: '对照接口文档检查字段名和类型',
    },
    retry: 'never',
  },
  40101: {
    cause: { en: 'A parameter that the call needs is missing.', zh: '缺少必需的参数。' },
    fix: {
      en: 'compare with the documentation of the call; --debug shows what was sent',
      zh: '对照接口文档检查；--debug 可查看发送的内容',
    },
    retry: 'never',
  },
  41011: {
    cause: { en: 'The body lacks a field that the call needs.', zh: '请求体缺少必填字段。' },
    fix: {
      en: 'compare with the documentation of the call; names are in lower case with underscores',
      zh: '对照接口文档检查；字段名为小写加下划线',
    },
    retry: 'never',
  },
  43001: {
    cause: { en: 'This endpoint takes GET.', zh: '该接口须使用 GET。' },
    fix: { en: 'wxadmin api GET {path}', zh: 'wxadmin api GET {path}' },
    retry: 'never',
    at: [
      {
        paths: [endpoints.token.path],
        cause: { en: 'This endpoint takes GET.', zh: '该接口须使用 GET。' },
        fix: { en: 'wxadmin token (it sends the right method)', zh: 'wxadmin token（会使用正确的方法）' },
        docs: pages.token,
        retry: 'never',
      },
    ],
  },
  43002: {
    cause: { en: 'This endpoint takes POST with a JSON body.', zh: '该接口须使用 POST，请求体为 JSON。' },
    fix: { en: 'wxadmin api POST {path} -f key=value', zh: 'wxadmin api POST {path} -f key=value' },
    retry: 'never',
    at: [
      {
        paths: [endpoints.stableToken.path, endpoints.clearQuotaV2.path],
        cause: { en: 'This endpoint takes POST.', zh: '该接口须使用 POST。' },
        fix: {
          en: 'wxadmin token (it sends the right method); to set the counts back: wxadmin api POST /cgi-bin/clear_quota/v2',
          zh: 'wxadmin token（会使用正确的方法）；清零次数：wxadmin api POST /cgi-bin/clear_quota/v2',
        },
        docs: pages.stableToken,
        retry: 'never',
      },
    ],
  },
  43003: {
    cause: { en: 'This endpoint takes https only.', zh: '该接口须使用 HTTPS。' },
    fix: {
      en: 'use https://api.weixin.qq.com as the base: wxadmin account set {$account} api-base=, and unset WXADMIN_API_BASE (wxadmin whoami shows where the base comes from)',
      zh: '使用 https://api.weixin.qq.com：wxadmin account set {$account} api-base=，并取消 WXADMIN_API_BASE（wxadmin whoami 可查看来源）',
    },
    retry: 'never',
  },
  44002: {
    cause: { en: 'The body of the POST is empty.', zh: 'POST 请求体为空。' },
    fix: {
      en: 'wxadmin api POST {path} --input body.json, or -f key=value',
      zh: 'wxadmin api POST {path} --input body.json，或 -f key=value',
    },
    retry: 'never',
  },
  44005: {
    cause: { en: 'A list in the request is empty.', zh: '请求中的列表为空。' },
    fix: { en: 'give it at least one entry', zh: '至少填写一项' },
    retry: 'never',
  },
  45021: {
    cause: { en: 'A parameter is longer than WeChat allows.', zh: '有参数超过长度限制。' },
    fix: {
      en: 'compare the lengths with the documentation of the call; they count bytes, a Han character takes 3',
      zh: '对照接口文档检查长度；按字节计算，一个汉字占 3 字节',
    },
    retry: 'never',
  },
  47001: {
    cause: {
      en: 'The body is not valid JSON, or a field has the wrong JSON type (a string for a number, an array for an object).',
      zh: '请求体不是合法的 JSON，或字段的 JSON 类型不对（数字写成字符串、对象写成数组等）。',
    },
    fix: {
      en: 'check the types against the documentation; in wxadmin api, -f sends text and -F numbers and true/false',
      zh: '对照接口文档检查类型；wxadmin api 中 -f 发送文本，-F 发送数字和 true/false',
    },
    retry: 'never',
    at: [
      {
        paths: ['/cgi-bin/draft/update'],
        cause: {
          en: 'draft/update wants "articles" as one object, not as the array that draft/add takes.',
          zh: 'draft/update 的 articles 须为单个对象，而不是 draft/add 那样的数组。',
        },
        fix: {
          en: 'send {"media_id":…,"index":0,"articles":{…}}',
          zh: '提交 {"media_id":…,"index":0,"articles":{…}}',
        },
        retry: 'never',
      },
    ],
  },
  47002: {
    cause: {
      en: 'The JSON writes characters as \\uXXXX; WeChat wants them as raw UTF-8.',
      zh: 'JSON 中的汉字写成了 \\uXXXX，微信要求 UTF-8 原文。',
    },
    fix: {
      en: 'wxadmin api POST {path} --input body.json sends them raw; in Python ensure_ascii=False, in PHP JSON_UNESCAPED_UNICODE',
      zh: '用 wxadmin api POST {path} --input body.json 发送原文；Python 用 ensure_ascii=False，PHP 用 JSON_UNESCAPED_UNICODE',
    },
    retry: 'never',
  },
  47003: {
    cause: {
      en: 'A value breaks the rules of its field; the text names the field, often a keyword of a template.',
      zh: '有字段的值不符合规则，错误信息中写明了是哪个字段，常见于模板关键词。',
    },
    fix: {
      en: 'mend the field that is named: thing is text of up to 20 characters, time a date, and an empty value is refused',
      zh: '修正错误信息中的字段：如 thing 最多 20 个字符，time 须为时间，值不能为空',
    },
    retry: 'never',
  },
}
