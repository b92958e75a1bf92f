import { type QrcodeAction, qrcodeActions, qrcodeLimits } from '../../wechat/oauth/web-limits'
import { type JsonObject, numberIn, objectIn, textIn } from '../body'
import { makeQrcode, qrcodeAddress } from '../qrcodes'
import { refuse } from '../refusal'
import type { Behaviours } from './endpoint'

/** docs/platform.md 8. */
export const qrcodeEndpoints = {
  qrcodeCreate: {
    token: true,
    run: ({ account, body, time, origin }) => {
      const name = textIn(body, 'action_name') ?? ''
      if (!isAction(name)) refuse(40052)
      const scene = sceneIn(body, name)
      const life = qrcodeActions[name].permanent ? undefined : expireSeconds(body)
      const made = makeQrcode(account, scene, life, time)
      const url = qrcodeAddress(origin, made)
      return { ticket: made.ticket, ...(life !== undefined && { expire_seconds: life }), url }
    },
  },
} satisfies Behaviours

function isAction(name: string): name is QrcodeAction {
  return Object.hasOwn(qrcodeActions, name)
}

/** @throws Refusal 40053 where the scene is missing or not what the action takes */
function sceneIn(body: JsonObject, name: QrcodeAction): number | string {
  if (body.action_info === undefined) refuse(40053)
  const { scene } = objectIn(body.action_info)
  if (scene === undefined) refuse(40053)
  const action = qrcodeActions[name]
  if (action.scene === 'id') {
    const id = numberIn(objectIn(scene), 'scene_id') ?? 0
    return id >= 1 && id <= action.mostId ? id : refuse(40053)
  }
  const text = textIn(objectIn(scene), 'scene_str') ?? ''
  const length = [...text].length
  return length >= 1 && length <= qrcodeLimits.sceneCharacters ? text : refuse(40053)
}

/** [?] No page gives the code for a life that is too long. */
function expireSeconds(body: JsonObject): number {
  const seconds = numberIn(body, 'expire_seconds') ?? qrcodeLimits.defaultExpireSeconds
  return seconds >= 1 && seconds <= qrcodeLimits.mostExpireSeconds ? seconds : refuse(40097)
}
