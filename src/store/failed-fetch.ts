import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type ErrorParams, errorCodes, exitCodes, type WechatRefusal, WxError } from '../errors'
import { parseJson } from '../json-depth'
import { blanked } from '../wechat/redact'
import { replaceFile } from './replace-file'
import type { Settings } from './types'

/** A failure is news for this long. Milliseconds. */
const NEWS_MS = 10_000

/** What asking ends with, so that the next one would meet it as well: no interruption, and nothing that failed before. */
const isShared = ({ code, kind }: WxError) =>
  kind === 'network' || code === 'WECHAT' || code === 'TOKEN_COMMAND_FAILED'

/**
 * Leaves word of a failed fetch beside the token's file, for those who waited for it: each would fail alike, one
 * after the other. Holds no secret.
 * @param file that of the token
 * @param time milliseconds since 1970
 */
export async function recordFailure(
  file: string,
  settings: Settings,
  error: unknown,
  time: number,
): Promise<void> {
  if (!(error instanceof WxError) || !isShared(error)) return
  const { code, kind, params, details } = error
  const { refusal, data } = details
  const secrets = [settings.secret, settings.hubKey].flatMap((setting) => setting?.value ?? [])
  // Whoever answered may have repeated what it was sent.
  const told = blanked({ params, refusal, data }, new Set(secrets))
  await replaceFile(fileOf(file), { time, asker: askerOf(settings), code, kind, ...told }, { ours: true })
}

/** The error of a fetch with the same settings that failed after `since`. Milliseconds since 1970. */
export function failureSince(
  file: string,
  settings: Settings,
  since: number,
  now: number,
): WxError | undefined {
  try {
    const { time, asker, ...word } = parseJson(readFileSync(fileOf(file), 'utf8')) as Record<string, unknown>
    // One from the future was left by a clock that was ahead.
    const isNews = typeof time === 'number' && time > since && Math.abs(now - time) < NEWS_MS
    return isNews && asker === askerOf(settings) ? errorFrom(word) : undefined
  } catch {
    return undefined // there is none, as nearly always
  }
}

const fileOf = (file: string) => `${file}.failed`

function errorFrom({ code, kind, params, refusal, data }: Record<string, unknown>): WxError | undefined {
  const known = errorCodes.find((one) => one === code)
  const knownKind = (Object.keys(exitCodes) as (keyof typeof exitCodes)[]).find((one) => one === kind)
  if (!known || !knownKind) return undefined
  return new WxError(known, Object(params) as ErrorParams, {
    kind: knownKind,
    ...(typeof refusal === 'object' && { refusal: refusal as WechatRefusal }),
    ...(typeof data === 'object' && { data: data as Record<string, unknown> }),
  })
}

/** Stands for all that decides how a fetch ends: somebody with another secret is not told of this one's failure. */
function askerOf({ secret, hubKey, proxy, timeoutMs, tokenSource }: Settings): string {
  const facts = [(secret ?? hubKey)?.value, proxy?.value, timeoutMs.value, tokenSource.value]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
}
