import { WxError } from '../../errors'
import { outOfRange } from '../../number'
import { qrcodeMessages as say } from '../../terminal/messages/qrcode'
import { paintQr } from '../../terminal/qr'
import { table } from '../../terminal/table'
import { endpoints } from '../../wechat/endpoints'
import { qrcodeLimits } from '../../wechat/oauth/web-limits'
import {
  eventKeys,
  mostId,
  pictureAddress,
  qrcodeRequest,
  type Scene,
  sceneFault,
  sceneOf,
} from '../../wechat/qrcode'
import type { CommandContext } from '../command'
import { checkOutput } from '../output-file'
import { webBase } from '../web-base'
import { pictureFormat, savePicture } from './picture'

interface Options {
  readonly permanent?: boolean
  /** Seconds. */
  readonly expire?: number
  readonly as?: 'id' | 'string'
  readonly output?: string
  readonly force?: boolean
}

/**
 * `wxadmin qrcode create SCENE`: makes a code and draws it.
 *
 * `--json`: `{ ticket, url, pictureUrl, permanent, expiresAt (ISO 8601 or null), expiresIn (s or null), scene, events:
 * {scan: {Event, EventKey}, subscribe: {Event, EventKey}}, file (or null) }`, also where the file cannot be written.
 * @throws WxError VALUE_OUT_OF_RANGE, VALUE_INVALID, OPTIONS_CONFLICT, FILE_EXISTS, FILE_UNWRITABLE, and what calls throw
 */
export async function createQrcode(
  cx: CommandContext,
  [value]: [string],
  options: Options,
): Promise<undefined> {
  const { terminal } = cx
  const { permanent = false, expire, output, force = false } = options
  if (permanent && expire !== undefined)
    throw new WxError('OPTIONS_CONFLICT', { first: '--permanent', second: '--expire' })
  const scene = sceneOf(value, permanent, options.as)
  checkScene(value, scene, permanent)
  const format = output === undefined ? undefined : pictureFormat(output)
  // A permanent code that was made in vain is one less.
  if (output !== undefined) await checkOutput(cx, output, { replace: force })

  const made = await create(cx, qrcodeRequest({ scene, permanent, expireSeconds: expire }))
  const base = await webBase(cx)
  const pictureUrl = pictureAddress(made.ticket, base === 'embedded' ? undefined : base)
  const keys = eventKeys(scene)
  const expiresIn = permanent ? null : (made.expire_seconds ?? expire ?? qrcodeLimits.defaultExpireSeconds)
  const expiresAt = expiresIn === null ? null : new Date(cx.now() + expiresIn * 1000).toISOString()
  let failure: unknown
  const saving = output !== undefined && format ? savePicture(cx, made.url, { output, format, force }) : null
  const file =
    (await saving?.catch((error: unknown) => {
      failure = error // the code is made: it is shown before anything else
    })) ?? null
  if (!permanent && expire === undefined)
    terminal.note(say.shortLife, { seconds: qrcodeLimits.defaultExpireSeconds })
  if (base === 'embedded') terminal.note(say.onlyWhileRunning)
  terminal.result(
    {
      ticket: made.ticket,
      url: made.url,
      pictureUrl,
      permanent,
      expiresAt,
      expiresIn,
      scene: 'id' in scene ? scene.id : scene.text,
      events: {
        scan: { Event: 'SCAN', EventKey: keys.scan },
        subscribe: { Event: 'subscribe', EventKey: keys.subscribe },
      },
      file,
    },
    () =>
      [
        ...paintQr(made.url, terminal.out),
        table([
          [terminal.t(say.ticket), made.ticket],
          [terminal.t(say.address), made.url],
          [terminal.t(say.picture), pictureUrl],
          [
            terminal.t(say.valid),
            expiresAt === null || expiresIn === null
              ? terminal.t(say.forEver)
              : terminal.t(say.until, { time: expiresAt, seconds: expiresIn }),
          ],
          [terminal.t(say.event), terminal.t(say.events, keys)],
        ]),
      ].join('\n'),
  )
  if (failure !== undefined) throw failure
  if (file !== null) terminal.note(say.saved, { file })
  return undefined
}

function checkScene(value: string, scene: Scene, permanent: boolean): void {
  const fault = sceneFault(scene, permanent)
  if (fault === 'id') throw outOfRange('SCENE', value, { least: 1, most: mostId(permanent) })
  if (fault === 'text') {
    throw new WxError('SCENE_LENGTH', {
      length: [...value].length,
      least: 1,
      most: qrcodeLimits.sceneCharacters,
    })
  }
}

interface Made {
  readonly ticket: string
  readonly url: string
  /** Absent for permanent ones. */
  readonly expire_seconds?: number
}

/** Another try would make another code: of permanent ones there are only so many. */
async function create(cx: CommandContext, request: ReturnType<typeof qrcodeRequest>): Promise<Made> {
  const { path, method } = endpoints.qrcodeCreate
  const client = await cx.services.client()
  const answer = await client.call<Partial<Made>>({ method, path, json: request, repeatable: false })
  const { ticket, url, expire_seconds } = answer
  if (typeof ticket === 'string' && typeof url === 'string')
    return { ticket, url, ...(typeof expire_seconds === 'number' && { expire_seconds }) }
  const host = (await cx.services.settings()).apiBase.value.replace(/^https?:\/\//, '')
  throw new WxError('ANSWER_INCOMPLETE', { host, path, reason: 'ticket, url' })
}
