/** What the JSON Schema says of the fields of a button that are ours alone: see shorthands.ts. */

import { mediaEndings } from '../../wechat/material'
import { menuLimits } from '../../wechat/menu/rules'
import { authorizeScopes, stateLimits } from '../../wechat/oauth/authorize-url'
import type { Shorthand } from '../shorthands'
import { CONTROL, HTTP, type Schema, textOr, VARIABLE } from './schema-text'

const NULL = { type: 'null' }
const SWITCH = { type: ['boolean', 'null'] }

export const shorthandForms: Readonly<Record<Shorthand, Schema>> = {
  oauth: {
    type: 'object',
    required: ['url'],
    patternProperties: { '^x-': true },
    additionalProperties: NULL,
    properties: {
      url: {
        // The finished address, which has it encoded, is longer: `menu validate` measures that.
        ...textOr({ pattern: HTTP, maxLength: menuLimits.urlBytes }),
        description: 'The page, http(s). 要打开的页面',
      },
      scope: {
        anyOf: [{ enum: authorizeScopes }, VARIABLE, NULL],
        description:
          'snsapi_base (default) is silent, snsapi_userinfo asks. 默认静默授权，snsapi_userinfo 需用户同意',
      },
      state: {
        anyOf: [...textOr({ pattern: stateLimits.form.source, maxLength: stateLimits.bytes }).anyOf, NULL],
        description: 'Comes back unchanged. 原样带回的参数',
      },
      forcePopup: { ...SWITCH, description: 'Ask again. 强制弹出授权' },
      forceSnapShot: { ...SWITCH, description: 'Open as a snapshot. 强制进入快照页' },
    },
  },
  media: textOr({ pattern: `^[^${CONTROL}]*\\.(?:${mediaEndings.map(inAnyCase).join('|')})$` }),
}

export const shorthandWords: Readonly<Record<Shorthand, string>> = {
  oauth: 'In place of url: web authorization. 代替 url：网页授权',
  media: 'In place of media_id: a file to upload. 代替 media_id：要上传的文件',
}

/** Letters of either case: a schema's patterns have no flags. */
function inAnyCase(ending: string): string {
  return ending.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}
