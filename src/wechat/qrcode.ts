/** QR codes with a scene, docs/platform.md 8. */
import { type QrcodeAction, qrcodeActions, qrcodeLimits, SCENE_PREFIX } from './oauth/web-limits'

export type Scene = { readonly id: number } | { readonly text: string }

export interface QrcodeWanted {
  readonly scene: Scene
  readonly permanent: boolean
  /** Seconds; of temporary ones. */
  readonly expireSeconds?: number
}

/** What `qrcode/create` is sent. */
export interface QrcodeRequest {
  readonly action_name: QrcodeAction
  readonly expire_seconds?: number
  readonly action_info: { readonly scene: { readonly scene_id: number } | { readonly scene_str: string } }
}

export function qrcodeRequest({ scene, permanent, expireSeconds }: QrcodeWanted): QrcodeRequest {
  const isId = 'id' in scene
  const kind = isId ? 'SCENE' : 'STR_SCENE'
  return {
    ...(!permanent && expireSeconds !== undefined && { expire_seconds: expireSeconds }),
    action_name: permanent ? `QR_LIMIT_${kind}` : `QR_${kind}`,
    action_info: { scene: isId ? { scene_id: scene.id } : { scene_str: scene.text } },
  }
}

/** The highest id; the lowest is 1. */
export const mostId = (permanent: boolean): number =>
  qrcodeActions[permanent ? 'QR_LIMIT_SCENE' : 'QR_SCENE'].mostId

/** The fault of a scene, or undefined. Texts are counted in characters, as people count them. */
export function sceneFault(scene: Scene, permanent: boolean): 'id' | 'text' | undefined {
  if ('id' in scene)
    return Number.isInteger(scene.id) && scene.id >= 1 && scene.id <= mostId(permanent) ? undefined : 'id'
  const { length } = [...scene.text]
  return length >= 1 && length <= qrcodeLimits.sceneCharacters ? undefined : 'text'
}

/**
 * A scene from what was typed: `as` decides; without it digits in the range of an id are an id, anything else is a text.
 * `007` is a text: as an id it would be 7.
 */
export function sceneOf(value: string, permanent: boolean, as?: 'id' | 'string'): Scene {
  const id: Scene = { id: /^\d+$/.test(value) ? Number(value) : Number.NaN }
  if (as === 'id') return id
  const isPlainNumber = /^[1-9]\d*$/.test(value) && sceneFault(id, permanent) === undefined
  return as === undefined && isPlainNumber ? id : { text: value }
}

/** The `EventKey` that a scan pushes: of `SCAN` for a follower, of `subscribe` for a new one (docs/platform.md 3.7). */
export function eventKeys(scene: Scene): { readonly scan: string; readonly subscribe: string } {
  const value = 'id' in scene ? String(scene.id) : scene.text
  return { scan: value, subscribe: `${SCENE_PREFIX}${value}` }
}

const QRCODE_PICTURE = 'https://mp.weixin.qq.com/cgi-bin/showqrcode'

/** Address of the picture of a ticket; no token is needed. @param base of the sandbox, which shows its own */
export function pictureAddress(ticket: string, base?: string): string {
  const page = base === undefined ? QRCODE_PICTURE : `${base}/cgi-bin/showqrcode`
  return `${page}?ticket=${encodeURIComponent(ticket)}`
}
