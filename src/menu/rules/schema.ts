/**
 * The JSON Schema (draft-07) of menu files, made from the rules' data: what an editor can check and complete. It refuses
 * what `menu validate` has an error for, and nothing else, but for what a schema cannot say (bytes, domains over all
 * menus, duplicates): test/menu/rules/beyond-schema.ts lists that, and why. Lengths are in bytes there and in characters here,
 * which are never more. Keys that are not known it refuses all: how near one is to a known one it cannot tell, and an
 * editor has to mark those that are.
 */
import { USUAL_APPID } from '../../wechat/appid'
import {
  type ButtonField,
  buttonFields,
  buttonType,
  buttonTypeNames,
  matchRuleFieldNames,
  matchRuleFields,
  menuLimits,
} from '../../wechat/menu/rules'
import { shorthandFor, shorthandNames } from '../shorthands'
import { schemaAddress } from './schema-address'
import { shorthandForms, shorthandWords } from './schema-shorthands'
import { HTTP, type Schema, TEXT, textOr, VARIABLE } from './schema-text'

/** What counts as absent in a matchrule, and as a type. */
const NOTHING = { enum: ['', null] }
const NULL = { type: 'null' }

/** Keys that a file may have for itself. */
const OWN = '^x-'
/** No keys but those that are named; null is absent there as well. */
const CLOSED = { patternProperties: { [OWN]: true }, additionalProperties: NULL }

/** A key with a value: null counts as absent. */
const holding = (key: string) => ({ required: [key], not: { properties: { [key]: NULL } } })
const orNull = (form: Schema) => ({ anyOf: [form, NULL] })

/** As judgeAppid has it: anything that may be an AppID, and neither a 原始ID nor an AppSecret. */
const PIN = '^(?![gG][hH]_)(?![0-9a-fA-F]{32}$)[A-Za-z0-9_-]{6,64}$'

/** The menu file in each of the shapes that shape.ts finds a menu in: ours, and WeChat's answers as they are. */
export function menuSchemaDocument(): Schema {
  const top = buttons('Top-level buttons, 1 to 3. 一级菜单，1 至 3 个', 'top')
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schemaAddress,
    title: 'WeChat Official Account menu / 微信公众号自定义菜单',
    type: 'object',
    oneOf: ['button', 'menu', 'selfmenu_info'].map((holder) => holding(holder)),
    ...CLOSED,
    properties: {
      $schema: { description: 'The address of this schema, for editors. 本 Schema 的地址，供编辑器使用' },
      appid: {
        anyOf: [...textOr({ pattern: PIN }).anyOf, NULL],
        description: 'Pin: never deploy to another account. 固定账号：不会部署到其他 appid',
      },
      button: orNull(top),
      conditionalmenu: {
        type: ['array', 'null'],
        description:
          'In order of preference: the first that matches wins; as WeChat answers them, the newest. 按优先级排列：最先匹配的生效；微信返回的则以最新的为先',
        items: conditional(),
      },
      menu: wrapper('menu/get', top),
      selfmenu_info: wrapper('get_current_selfmenu_info', top),
      is_menu_open: { description: 'Ignored. 忽略' },
      menuid: { description: 'Ignored. 忽略' },
    },
    definitions: {
      top: button('top'),
      sub: button('sub'),
      ...Object.fromEntries(buttonFields.map((field) => [field, textOr(fieldForms[field])])),
      ...shorthandForms,
    },
  }
}

/** What WeChat's answers put around the buttons. */
function wrapper(call: string, button: Schema): Schema {
  return {
    type: ['object', 'null'],
    ...holding('button'),
    ...CLOSED,
    description: `As ${call} answers, in place of button. ${call} 的返回格式，代替 button`,
    properties: { button: orNull(button), menuid: { description: 'Ignored. 忽略' } },
  }
}

function conditional(): Schema {
  return {
    type: 'object',
    required: ['matchrule', 'button'],
    ...CLOSED,
    properties: {
      menuid: { description: 'Where all have one: the newest first. 全部带有时按新旧排列' },
      matchrule: {
        type: 'object',
        ...CLOSED,
        description: 'Who sees this menu. 匹配规则',
        properties: {
          tag: { type: ['string', 'number', 'null'], description: 'Name of a tag. 标签名称' },
          ...Object.fromEntries(matchRuleFieldNames.map((field) => [field, ruleField(field)])),
        },
        allOf: [
          { not: { patternProperties: { [OWN]: true }, additionalProperties: NOTHING } }, // one of them, whichever
          ...['tag_id', 'group_id'].map((id) => ({
            not: { required: ['tag', id], properties: { tag: { not: NOTHING }, [id]: { not: NOTHING } } },
          })),
        ],
      },
      button: buttons('1 to 3 buttons. 1 至 3 个按钮', 'top'),
    },
  }
}

function ruleField(field: (typeof matchRuleFieldNames)[number]): Schema {
  const data: { state: string; by?: string; values?: readonly string[] } = matchRuleFields[field]
  if (data.state === 'withdrawn')
    return { ...NOTHING, deprecated: true, description: 'Withdrawn in 2021 (65320). 已于 2021 年停用' }
  const digits = {
    type: ['string', 'integer', 'null'],
    minimum: 0,
    exclusiveMaximum: 1e21, // from there on a number is written with an exponent
    pattern: '^[0-9]*$|\\$\\{',
  }
  if (data.state === 'replaced')
    return { ...digits, deprecated: true, description: `Old name of ${data.by}. ${data.by} 的旧名称` }
  if (!data.values) return { ...digits, description: 'Id of a tag. 标签 id' }
  const allowed = [...data.values, ...data.values.map(Number)]
  return {
    anyOf: [{ enum: allowed }, NOTHING, VARIABLE],
    description: '1 iOS, 2 Android, 3 others. 1 iOS，2 Android，3 其他',
  }
}

function buttons(description: string, level: 'top' | 'sub'): Schema {
  const most = level === 'top' ? menuLimits.topButtons : menuLimits.subButtons
  return {
    type: 'array',
    minItems: 1,
    maxItems: most,
    description,
    items: { $ref: `#/definitions/${level}` },
  }
}

function button(level: 'top' | 'sub'): Schema {
  const bytes = level === 'top' ? menuLimits.topNameBytes : menuLimits.subNameBytes
  const shown = level === 'top' ? menuLimits.topNameShown : menuLimits.subNameShown
  const children = buttons('1 to 5 sub-buttons. 二级菜单，1 至 5 个', 'sub')
  return {
    type: 'object',
    required: ['name'],
    ...CLOSED,
    properties: {
      name: {
        ...textOr({ pattern: TEXT, maxLength: bytes }),
        description: `At most ${bytes} bytes; ${shown} Chinese characters are shown. 最多 ${bytes} 字节，显示 ${shown} 个汉字`,
      },
      type: {
        anyOf: [{ enum: buttonTypeNames }, VARIABLE, NOTHING],
        description: 'What pressing it does. 按钮类型',
      },
      // What they hold matters where the type uses them: see below.
      ...Object.fromEntries(buttonFields.map((field) => [field, { description: fieldWords[field] }])),
      ...Object.fromEntries(shorthandNames.map((name) => [name, { description: shorthandWords[name] }])),
      sub_button: level === 'top' ? { anyOf: [EMPTY, ...listed(children)] } : EMPTY,
    },
    anyOf: [
      { required: ['type'], properties: { type: { not: NOTHING }, sub_button: EMPTY } },
      ...(level === 'top' ? [parent()] : []),
    ],
    allOf: buttonTypeNames.map((type) => ({
      if: { required: ['type'], properties: { type: { const: type } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { allOf: (buttonType(type)?.required ?? []).map((field) => needed(type, field)) },
    })),
  }
}

/** A list as it is, or as get_current_selfmenu_info wraps it (docs/platform.md 2.5). */
function listed(list: Schema): Schema[] {
  return [list, { type: 'object', required: ['list'], properties: { list }, ...CLOSED }]
}

/** WeChat's own answers carry an empty list on every leaf. */
const EMPTY = { anyOf: [...listed({ type: ['array', 'null'], maxItems: 0 }), NULL] }

/** A button with children has no type; what else it has is passed over. */
function parent(): Schema {
  return {
    required: ['sub_button'],
    properties: { sub_button: { anyOf: listed({ type: 'array', minItems: 1 }) }, type: NOTHING },
  }
}

/** A field that a type uses is there and holds what it must; or its shorthand is, and the field is not. */
function needed(type: string, field: ButtonField): Schema {
  const own = { required: [field], properties: { [field]: { $ref: `#/definitions/${field}` } } }
  const shorthand = shorthandFor(type, field)
  if (!shorthand) return own
  return {
    if: holding(shorthand),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { [shorthand]: { $ref: `#/definitions/${shorthand}` }, [field]: { type: 'null' } } },
    else: own,
  }
}

const fieldForms: Readonly<Record<ButtonField, Schema>> = {
  key: { pattern: TEXT, maxLength: menuLimits.keyBytes },
  url: { pattern: HTTP, maxLength: menuLimits.urlBytes },
  media_id: { pattern: TEXT },
  article_id: { pattern: TEXT },
  appid: { pattern: USUAL_APPID.source },
  pagepath: { pattern: TEXT },
}

const fieldWords: Readonly<Record<ButtonField, string>> = {
  key: '≤ 128 bytes. 最多 128 字节',
  url: 'http(s), ≤ 1024 bytes. 最多 1024 字节；小程序按钮用于旧版客户端',
  media_id: 'Permanent material. 永久素材 media_id',
  article_id: 'Published article. 已发布文章的 article_id',
  appid: 'AppID of the mini program. 小程序 AppID',
  pagepath: 'Page of the mini program. 小程序页面路径',
}
