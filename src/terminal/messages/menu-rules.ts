import type { DocumentRule } from '../../document/finding'
import type { OwnMenuRule } from '../../wechat/menu/findings'
import type { Message } from '../language'
import { documentSentences, type RuleSentences } from './document'

const didYouMean: Message = { en: 'did you mean {suggestion}?', zh: '是否应为 {suggestion}？' }
const quote: Message = { en: 'put it in quotes: "{source}"', zh: '请加引号："{source}"' }
const unquote: Message = {
  en: 'this is JSON inside of a text: take off the outer quotes, so that it begins with {unquoted}',
  zh: '这是写成文本的 JSON：请去掉外层引号，使其以 {unquoted} 开头',
}
const decodeIt: Message = {
  en: 'this is base64: decode it first; what is in it begins with {decoded}',
  zh: '这是 base64：请先解码，其内容以 {decoded} 开头',
}
const wrap: Message = { en: 'wrap it in button: — {wrapped}', zh: '请用 button: 包起来：{wrapped}' }
const unlist: Message = {
  en: 'take the menu out of the list ({inside} in it)',
  zh: '请把菜单从列表中取出（列表中有 {inside} 项）',
}
const shrink: Message = { en: 'compress it', zh: '请压缩后重试' }
const shorten: Message = { en: 'shorten it', zh: '请缩短' }

export const ruleSentences: Record<OwnMenuRule | DocumentRule, RuleSentences> = {
  ...documentSentences,
  'directory-empty': {
    what: { en: 'there is no menu file in this directory', zh: '该目录中没有菜单文件' },
    fixes: [
      {
        en: 'menu files end in .yaml, .yml or .json; hidden ones and node_modules are passed over',
        zh: '菜单文件以 .yaml、.yml 或 .json 结尾；隐藏文件和 node_modules 会被跳过',
      },
    ],
  },
  'pattern-unmatched': {
    what: { en: 'no file matches this pattern', zh: '没有文件与该通配符匹配' },
    fixes: [
      {
        en: 'patterns are taken from the working directory: * within a name, ** across directories',
        zh: '通配符相对于当前目录：* 匹配文件名的一部分，** 匹配任意层目录',
      },
    ],
  },
  'pattern-several': {
    what: {
      en: '{count} files match this pattern, and one is needed: {names}',
      zh: '有 {count} 个文件与该通配符匹配，但只能使用一个：{names}',
    },
    fixes: [{ en: 'name the one that is meant', zh: '请写出要用的那一个' }],
  },
  'file-too-large': {
    what: { en: 'the file is larger than {limit} bytes', zh: '文件超过 {limit} 字节' },
    fixes: [
      {
        en: 'it has {bytes} bytes: is this the right file? A menu takes a few kilobytes',
        zh: '该文件有 {bytes} 字节，请确认文件是否正确：菜单通常只有几 KB',
      },
      {
        en: 'is this the right file? A menu takes a few kilobytes',
        zh: '请确认文件是否正确：菜单通常只有几 KB',
      },
    ],
  },
  'file-empty': {
    what: { en: 'the file is empty', zh: '文件为空' },
    fixes: [{ en: 'to remove a menu: wxadmin menu delete', zh: '如需删除菜单：wxadmin menu delete' }],
  },
  'yaml-documents': {
    what: { en: 'a second document begins here', zh: '此处开始了第二个 YAML 文档' },
    fixes: [{ en: 'one menu a file: remove what follows', zh: '一个文件只能有一个菜单，请删除后面的内容' }],
  },
  'yaml-size': {
    what: {
      en: 'more than {limit} keys, values and marks: no menu is that large',
      zh: '超过 {limit} 个键、值和符号：菜单不会这么大',
    },
    fixes: [{ en: 'is this the right file?', zh: '请确认文件是否正确' }],
  },
  'variable-missing': {
    what: { en: 'the environment has no variable {name}', zh: '环境变量 {name} 未设置' },
    fixes: [
      {
        en: 'set it, give it with --var {name}=…, or give a default: ${{name}:-…}',
        zh: '请设置该变量，用 --var {name}=… 指定，或提供默认值：${{name}:-…}',
      },
    ],
  },
  'variable-not-given': {
    what: {
      en: 'the file may not use the variable {name}: a menu is public',
      zh: '菜单文件不能使用变量 {name}：菜单是公开的',
    },
    fixes: [
      {
        en: 'add --var {name} for its value in the environment, or --var {name}=VALUE; names that begin with MENU_ need neither',
        zh: '加上 --var {name} 使用环境变量的值，或 --var {name}=值；以 MENU_ 开头的变量无需指定',
      },
    ],
  },
  'variable-malformed': {
    what: { en: '{hole} names no variable', zh: '{hole} 不是有效的变量引用' },
    fixes: [{ en: 'write $${ for a literal ${', zh: '如需字面量 ${，请写成 $${' }],
  },
  'variable-secret': {
    what: {
      en: '{name} holds a secret or setting of wxadmin itself, and a menu is public',
      zh: '{name} 是 wxadmin 自身的设置或密钥，而菜单是公开的',
    },
    fixes: [{ en: 'use another variable', zh: '请使用其他变量' }],
  },
  'variable-size': {
    what: {
      en: 'variables bring more than {limit} characters into the file',
      zh: '变量填入的内容超过 {limit} 个字符',
    },
    fixes: [shorten],
  },
  'not-a-map': {
    what: {
      en: 'keys and values are needed here, not {found}',
      zh: '此处应为键值对，而不是{found}',
    },
    fixes: [unquote, decodeIt, wrap, unlist],
  },
  'not-a-list': {
    what: { en: '{key} must be a list, not {found}', zh: '{key} 必须是列表，而不是{found}' },
    fixes: [
      unquote,
      decodeIt,
      {
        en: 'a list was written as an object with the keys {numbered}, as PHP writes an array with holes: array_values() before json_encode()',
        zh: '列表被写成了带编号的对象（键为 {numbered}），PHP 数组下标不连续时会这样：请先用 array_values() 再 json_encode()',
      },
      { en: 'put it in a list: {single}', zh: '请放进列表：{single}' },
    ],
  },
  'not-text': {
    what: { en: '{field} must be text, not {found}', zh: '{field} 必须是文本，而不是{found}' },
    fixes: [quote],
  },
  'unknown-key': {
    what: { en: 'unknown key {key}', zh: '未知的键 {key}' },
    fixes: [didYouMean, { en: '{key} belongs {home}', zh: '{key} 应写在{home}' }],
  },
  'key-not-sent': {
    what: { en: 'unknown key {key}: it is not sent', zh: '未知的键 {key}，不会发送' },
    fixes: [
      {
        en: 'remove it; known here: {known}; keys of your own begin with x-',
        zh: '请删除；此处可用：{known}；自定义的键以 x- 开头',
      },
    ],
  },
  'menu-inside': {
    what: { en: 'the menu is inside of {key}', zh: '菜单在 {key} 里面' },
    fixes: [{ en: 'keep what is in {key} alone', zh: '请只保留 {key} 里面的内容' }],
  },
  'shape-mixed': {
    what: { en: '{key} and {other} both hold a menu', zh: '{key} 与 {other} 都包含菜单' },
    fixes: [{ en: 'keep one of them', zh: '请只保留一个' }],
  },
  'button-missing': {
    what: { en: 'there is no list of buttons', zh: '缺少按钮列表' },
    fixes: [
      {
        en: 'begin with the key button: and a list of 1 to 3 buttons',
        zh: '请用键 button: 列出 1 至 3 个按钮',
      },
    ],
  },
  'top-count': {
    what: {
      en: '{count} of {least} to {most} top-level buttons',
      zh: '一级菜单有 {count} 个，应为 {least} 至 {most} 个',
    },
  },
  'sub-count': {
    what: {
      en: '{count} of {least} to {most} sub-buttons',
      zh: '二级菜单有 {count} 个，应为 {least} 至 {most} 个',
    },
  },
  depth: {
    what: { en: 'a third level of buttons: menus have two', zh: '出现第三级菜单：菜单最多两级' },
  },
  'name-missing': { what: { en: 'the button has no name', zh: '按钮缺少 name' } },
  'name-empty': { what: { en: 'the name is empty', zh: 'name 为空' } },
  'name-too-long': {
    what: { en: 'the name has {bytes} of {limit} bytes', zh: 'name 有 {bytes} 字节，上限 {limit} 字节' },
    fixes: [
      {
        en: 'shorten it: a Chinese character takes 3 bytes, an emoji 4 or more',
        zh: '请缩短：一个汉字占 3 字节，一个 emoji 至少占 4 字节',
      },
    ],
  },
  'name-cut': {
    what: {
      en: 'the name is {width} Chinese characters wide, phones show {limit}',
      zh: 'name 的宽度为 {width} 个汉字，手机上最多显示 {limit} 个',
    },
    fixes: [{ en: 'the phone shows: {shown}', zh: '手机上显示为：{shown}' }],
  },
  'name-emoji': {
    what: { en: '{emoji} appears as an empty box on some phones', zh: '{emoji} 在部分手机上会显示为方框' },
  },
  'control-character': {
    what: { en: '{field} contains the control character {code}', zh: '{field} 含有控制字符 {code}' },
    fixes: [{ en: 'remove it', zh: '请删除' }],
  },
  'button-empty': {
    what: {
      en: 'the button does nothing: no type and no sub_button',
      zh: '按钮没有动作：既无 type 也无 sub_button',
    },
    fixes: [{ en: 'add a type, or a sub_button list', zh: '请添加 type 或 sub_button' }],
  },
  'type-missing': {
    what: { en: 'the button has no type', zh: '按钮缺少 type' },
    fixes: [{ en: 'by its fields: type: {suggestion}', zh: '根据其字段应为 type: {suggestion}' }],
  },
  'type-unknown': {
    what: { en: 'unknown type {type}', zh: '未知的 type {type}' },
    fixes: [didYouMean, { en: 'known: {known}', zh: '可用：{known}' }],
  },
  'type-case': {
    what: { en: 'types are written in lower case: {type}', zh: 'type 必须小写：{type}' },
    fixes: [{ en: 'write {suggestion}', zh: '请写成 {suggestion}' }],
  },
  'type-console': {
    what: {
      en: 'type {type} exists only in the web console; the API cannot write it',
      zh: 'type {type} 只能在公众平台后台设置，接口无法写入',
    },
    fixes: [
      {
        en: 'use click and answer it with a message, or media_id / article_id',
        zh: '请改用 click 并回复消息，或使用 media_id / article_id',
      },
    ],
  },
  'type-retired': {
    what: { en: 'type {type} is retired', zh: 'type {type} 已停用' },
    fixes: [
      { en: 'use article_id or article_view_limited', zh: '请改用 article_id 或 article_view_limited' },
    ],
  },
  'type-with-sub': {
    what: { en: 'a button with sub_button has no type', zh: '含 sub_button 的按钮不能有 type' },
    fixes: [{ en: 'remove type, or sub_button', zh: '请删除 type 或 sub_button' }],
  },
  'type-empty': {
    what: {
      en: 'the type is empty, and a button with sub_button has none: it is not sent',
      zh: 'type 为空；含 sub_button 的按钮没有 type，不会发送',
    },
    fixes: [{ en: 'remove type', zh: '请删除 type' }],
  },
  'parent-field': {
    what: {
      en: 'a button with sub_button does not use {field}: it is not sent',
      zh: '含 sub_button 的按钮不使用 {field}，不会发送',
    },
    fixes: [{ en: 'move {field} to a sub-button', zh: '请将 {field} 移到子按钮' }],
  },
  'field-missing': { what: { en: 'type {type} needs {field}', zh: 'type {type} 需要 {field}' } },
  'field-empty': { what: { en: '{field} is empty', zh: '{field} 为空' } },
  'field-unused': {
    what: {
      en: 'type {type} does not use {field}: it is not sent',
      zh: 'type {type} 不使用 {field}，不会发送',
    },
  },
  'key-too-long': {
    what: { en: 'the key has {bytes} of {limit} bytes', zh: 'key 有 {bytes} 字节，上限 {limit} 字节' },
    fixes: [shorten],
  },
  'url-too-long': {
    what: { en: 'the url has {bytes} of {limit} bytes', zh: 'url 有 {bytes} 字节，上限 {limit} 字节' },
    fixes: [shorten],
  },
  'url-scheme': {
    what: { en: 'the url must begin with http:// or https://', zh: 'url 必须以 http:// 或 https:// 开头' },
    fixes: [didYouMean],
  },
  'url-host': { what: { en: 'the url has no host', zh: 'url 缺少域名' } },
  'url-escaped': {
    what: {
      en: 'the url contains {written}: so a program writes {meant} inside of HTML or JSON, and no phone reads it',
      zh: 'url 含有 {written}：这是 HTML 或 JSON 中 {meant} 的转义写法，手机无法识别',
    },
    fixes: [{ en: 'write {meant} itself', zh: '请直接写 {meant}' }],
  },
  'url-placeholder': {
    what: { en: '{placeholder} in the url was not filled in', zh: 'url 中的占位符 {placeholder} 没有替换' },
    fixes: [{ en: 'put the real value in its place', zh: '请换成实际的值' }],
  },
  'url-character': {
    what: {
      en: 'the url contains {character} ({code}), which no url has',
      zh: 'url 含有不应出现的字符 {character}（{code}）',
    },
    fixes: [
      { en: 'write {meant}', zh: '请写成 {meant}' },
      { en: 'remove it', zh: '请删除' },
    ],
  },
  'url-private': {
    what: {
      en: '{host} is a name or an address of a private network: no phone outside of it reaches it',
      zh: '{host} 是内网域名或地址，外网的手机无法访问',
    },
    fixes: [
      {
        en: 'use a public domain; with -a sandbox this is not told',
        zh: '请使用公网域名；使用 -a sandbox 时不提示',
      },
    ],
  },
  'url-space': {
    what: { en: 'the url contains a space', zh: 'url 含有空白字符' },
    fixes: [{ en: 'remove it, or write %20', zh: '请删除，或写成 %20' }],
  },
  'field-exclusive': {
    what: { en: '{field} and {other} exclude each other', zh: '{field} 与 {other} 不能同时使用' },
    fixes: [
      {
        en: '{field} stands in place of {other}: keep one of them',
        zh: '{field} 用于代替 {other}，请只保留一个',
      },
    ],
  },
  'oauth-scope': {
    what: { en: '{value} is no scope', zh: '{value} 不是有效的 scope' },
    fixes: [didYouMean, { en: 'known: {known}', zh: '可用：{known}' }],
  },
  'oauth-state': {
    what: { en: 'state may hold a-z, A-Z and 0-9 only', zh: 'state 只能包含 a-z、A-Z 和 0-9' },
    fixes: [{ en: 'put anything else into the query of the url', zh: '其他内容请放到 url 的查询参数中' }],
  },
  'oauth-state-long': {
    what: { en: 'state has {bytes} of {limit} bytes', zh: 'state 有 {bytes} 字节，上限 {limit} 字节' },
    fixes: [shorten],
  },
  'oauth-flag': {
    what: {
      en: '{field} must be true or false, not {found}',
      zh: '{field} 必须是 true 或 false，而不是{found}',
    },
  },
  'oauth-too-long': {
    what: {
      en: 'the authorize URL made of it has {bytes} of {limit} bytes',
      zh: '拼成的网页授权链接有 {bytes} 字节，上限 {limit} 字节',
    },
    fixes: [
      {
        en: 'shorten the url: a character that must be encoded takes 3 bytes, a Chinese one 9',
        zh: '请缩短 url：需要编码的字符占 3 字节，一个汉字占 9 字节',
      },
    ],
  },
  'media-ending': {
    what: { en: 'WeChat takes no file of this name', zh: '微信不接受这种扩展名的文件' },
    fixes: [{ en: 'the name must end in one of: {known}', zh: '可用扩展名：{known}' }],
  },
  'media-outside': {
    what: { en: 'the file lies outside of {root}', zh: '文件位于 {root} 之外' },
    fixes: [
      {
        en: 'a menu may send files of its own repository only, or, without one, from its own directory: copy it there',
        zh: '菜单只能引用所在代码仓库（没有仓库时为菜单文件所在目录）内的文件，请复制到其中',
      },
    ],
  },
  'media-unreadable': {
    what: { en: 'the file cannot be read: {reason}', zh: '无法读取文件：{reason}' },
    fixes: [{ en: 'paths are relative to the menu file', zh: '路径相对于菜单文件所在目录' }],
  },
  'media-empty': { what: { en: 'the file is empty', zh: '文件为空' } },
  'media-content': {
    what: { en: 'the content of the file is no {format}', zh: '文件内容不是 {format} 格式' },
    fixes: [
      {
        en: 'it is {found}: give it that ending, or save it as {format}',
        zh: '实际为 {found}：请更正扩展名，或另存为 {format}',
      },
      { en: 'save it as {format} once more', zh: '请重新保存为 {format}' },
    ],
  },
  'media-type': {
    what: { en: 'a {type} cannot be made of this format', zh: '{type} 不支持这种格式' },
    fixes: [{ en: '{type}: {known}', zh: '{type} 可用：{known}' }],
  },
  'media-size': {
    what: {
      en: 'the file has {bytes} bytes, a {type} may have {limit}',
      zh: '文件有 {bytes} 字节，{type} 上限 {limit} 字节',
    },
    fixes: [shrink],
  },
  'appid-format': {
    what: {
      en: '{value} is no AppID of a mini program: wx and 16 hex digits',
      zh: '{value} 不是小程序 AppID：应为 wx 加 16 位十六进制字符',
    },
  },
  'pin-format': {
    what: {
      en: 'appid must be an AppID: 6 to 64 letters, digits, - or _, as a rule wx and 16 hex digits',
      zh: 'appid 必须是 AppID：6 至 64 位字母、数字、- 或 _，通常为 wx 加 16 位十六进制字符',
    },
    fixes: [
      {
        en: '{original} is the 原始ID; the AppID stands beside it in the console',
        zh: '{original} 是原始ID，请改用后台同一页面上的 AppID',
      },
    ],
  },
  'default-missing': {
    what: { en: 'conditional menus need a default menu', zh: '个性化菜单需要先有默认菜单' },
    fixes: [{ en: 'add the key button: beside it', zh: '请在同级添加 button:' }],
  },
  'matchrule-missing': {
    what: { en: 'the conditional menu has no matchrule', zh: '个性化菜单缺少 matchrule' },
    fixes: [{ en: 'matchrule: { tag_id: "2" }', zh: 'matchrule: { tag_id: "2" }' }],
  },
  'matchrule-empty': {
    what: {
      en: 'the matchrule matches nobody: every field is empty',
      zh: 'matchrule 为空：至少需要一个非空字段',
    },
    fixes: [
      { en: 'give tag, tag_id or client_platform_type', zh: '请填写 tag、tag_id 或 client_platform_type' },
    ],
  },
  'matchrule-withdrawn': {
    what: { en: 'WeChat withdrew {field} in 2021', zh: '微信已于 2021 年停用 {field}' },
    fixes: [{ en: 'use tag_id or client_platform_type', zh: '请改用 tag_id 或 client_platform_type' }],
  },
  'matchrule-replaced': {
    what: {
      en: '{field} is the old name of {by}: it is sent as {by}',
      zh: '{field} 是 {by} 的旧名称，按 {by} 发送',
    },
    fixes: [{ en: 'write {by}', zh: '请改用 {by}' }],
  },
  'matchrule-value': {
    what: {
      en: '{field} cannot be {value}; allowed: {allowed}',
      zh: '{field} 不能是 {value}；可用：{allowed}',
    },
    fixes: [didYouMean, { en: '{number} is {value}', zh: '{number} 表示 {value}' }],
  },
  'matchrule-duplicate': {
    what: {
      en: 'the same matchrule as on line {first}, which wins: this menu is never shown',
      zh: '与第 {first} 行的 matchrule 相同，以该行为准：此菜单永远不会显示',
    },
    fixes: [
      {
        en: 'delete it, or say that it is meant: # wxadmin-ignore matchrule-duplicate',
        zh: '请删除它；如属有意，在行尾注明：# wxadmin-ignore matchrule-duplicate',
      },
    ],
  },
  'tag-twice': {
    what: { en: 'tag and tag_id exclude each other', zh: 'tag 与 tag_id 不能同时使用' },
    fixes: [{ en: 'keep one of them', zh: '请只保留一个' }],
  },
  'tag-unknown': {
    what: { en: 'the account has no tag {tag}', zh: '该账号没有标签 {tag}' },
    fixes: [didYouMean, { en: 'its tags: {known}', zh: '现有标签：{known}' }],
  },
  'conditional-domains': {
    what: {
      en: 'the conditional menus link to {count} domains, allowed are {limit}: {domains}',
      zh: '全部个性化菜单共链接到 {count} 个域名，上限 {limit} 个：{domains}',
    },
  },
}
