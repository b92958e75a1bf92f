import { shownAddress } from '../../../endpoint/verify/address'
import { type Finding, testAccount, type VerifyOptions } from '../../../endpoint/verify/types'
import { type Verdict, verdictOf, verifyEndpoint } from '../../../endpoint/verify/verify'
import { exitCodes, interruption } from '../../../errors'
import { Fault } from '../../../http/fault'
import { printable } from '../../../terminal/printable'
import { describeVerdict } from '../../../terminal/verdict'
import type { MessageMode } from '../../../wechat/callback/values'
import type { CommandContext } from '../../command'
import { callbackFor, type KnownCallback } from '../callback'
import { proxyTo } from '../target'
import { Checklist } from './checklist'

interface VerifyFlags {
  readonly mode?: MessageMode
  readonly token?: string
  readonly as: 'account' | 'test-account'
}

/** Where `wxadmin serve` listens unless it is told otherwise. */
const HERE = 'http://127.0.0.1:3000/'

const codeOf: Record<Verdict, number> = {
  well: 0,
  wrong: exitCodes.wechat,
  unreachable: exitCodes.network,
  unusable: exitCodes.input,
}

/**
 * `verify [URL]`: acts as WeChat does when 提交 is pressed, then sends pushes, and says what is wrong. The checklist is
 * the result, so it goes to stdout, a check as soon as it is done.
 *
 * `--json`: `{ url, mode, ok, exitCode?, checks: [{ check, level: "ok"|"warning"|"error"|"skipped", code, message, hint?,
 * ms?, …params }] }`; what a code's own parameters are is told by its sentence.
 * @returns 0 without errors, 5 where the endpoint answers wrongly, 6 where it cannot be reached, 65 where the address
 * cannot be called at all
 * @throws WxError as `callbackFor`
 */
export async function verify(
  cx: CommandContext,
  [address]: [string | undefined],
  flags: VerifyFlags,
): Promise<number> {
  const { terminal } = cx
  const known = await knownFor(cx, flags)
  const { askedMode, ...config } = known
  const typed = address ?? known.callbackUrl ?? HERE
  const shown = printable(shownAddress(typed))
  const checklist = new Checklist(cx)
  checklist.title(shown, config.mode)
  const findings = await showChecks(cx, checklist, {
    address: typed,
    config,
    askedMode,
    tokenFrom: known.given.token ?? known.keptIn ?? '',
    proxyTo: (url) => proxyTo(cx, url),
    now: cx.now,
    randomBytes: cx.randomBytes,
    signal: cx.signal,
  })
  const verdict = verdictOf(findings)
  const exitCode = codeOf[verdict]
  checklist.end(verdict, findings)
  const ok = exitCode === 0
  const document = () => ({
    url: shown,
    mode: config.mode,
    ok,
    ...(!ok && { exitCode }),
    checks: findings.map((finding) => checkDocument(finding, cx)),
  })
  terminal.result(document, () => '')
  return exitCode
}

/** The server configuration; of a test account always in the mode that it knows. */
async function knownFor(
  cx: CommandContext,
  { as: kind, ...options }: VerifyFlags,
): Promise<KnownCallback & { readonly askedMode?: MessageMode }> {
  if (kind === 'account') return callbackFor(cx, options)
  const askedMode = options.mode ?? (await cx.services.settings()).mode.value
  return { ...(await callbackFor(cx, { ...options, ...testAccount })), askedMode }
}

/** Verifies the endpoint and shows each check as it goes. @throws INTERRUPTED, TERMINATED */
async function showChecks(
  cx: CommandContext,
  checklist: Checklist,
  options: VerifyOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  try {
    for await (const event of verifyEndpoint(options)) {
      if ('begins' in event) checklist.start(event.begins)
      else {
        checklist.show(event.findings)
        findings.push(...event.findings)
      }
    }
    return findings
  } catch (error) {
    if (error instanceof Fault && error.reason === 'aborted') throw interruption(cx.signal)
    throw error
  } finally {
    checklist.wipe()
  }
}

function checkDocument({ check, level, code, params, ms }: Finding, { terminal }: CommandContext) {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? printable(value) : value,
  ])
  const told = describeVerdict({ check, level, code, params }, terminal.language)
  return { ...Object.fromEntries(shown), check, level, code, ...told, ...(ms !== undefined && { ms }) }
}
