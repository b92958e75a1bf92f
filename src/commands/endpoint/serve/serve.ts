import { startEndpoint } from '../../../endpoint/server/server'
import type { PushEvent } from '../../../endpoint/types'
import { reasonOf, WxError } from '../../../errors'
import type { CommandContext } from '../../command'
import { checkOutputPlace, pathOf } from '../../input-file'
import { readPort } from '../../port'
import { callbackFor } from '../callback'
import { answererFor } from './answerer'
import { Ending } from './ending'
import { whereToLook } from './fields'
import {
  checkOptions,
  readForwardTo,
  readPath,
  readPublicUrl,
  readVerifyFiles,
  type ServeOptions,
} from './options'
import { Reporter } from './report'
import { runEndpoint } from './run'

/**
 * `wxadmin serve`: an endpoint that passes WeChat's verification and answers its pushes, until a signal comes; the end
 * of stdin does not stop it. Token and key are made and kept where there are none.
 *
 * With `--json` one object a line on stdout, each with `type` and `time`; no secret and no signature in any:
 * - `{type:"ready",url,port,pid,mode,account?,keptIn?,publicUrl?}`; `keptIn`: the file in which the Token stands
 * - `{type:"tunnel",publicUrl}` once the client of --tunnel has told its address
 * - `{type:"handshake",ms}`, `{type:"file",path,ms}`
 * - `{type:"push",id,kind,from,msgType,event?,summary,encrypted,attempt,reply:{type,by,text?,rule?:{number,name}},status,
 *   ms,targetMs?,notes:[{code,params?,message}]}`; `kind`: `text`, `event/CLICK`; `reply.type`: MsgType, `success`,
 *   `empty` or `other`; `reply.by`: `echo`, `rule`, `forward`, `late` or `none`; `attempt`: from 2 on a retry
 * - `{type:"late",id,reply:{type,text?},targetMs?,notes}`: what a target answered to push `id` after WeChat got `success`
 * - `{type:"refused",status,reason,params,method,path,ms,count,message,hint}`; of those that are alike within two
 *   seconds the first is told at once, the others together as one with their `count`
 * - `{type:"warning",message}`, `{type:"stopped"}`
 *
 * `--check` and `--schema` print a result and serve nothing (rules.ts).
 * @returns 0 after --once or `q`, else as the signal says; Ctrl+C in the raw terminal is one (130)
 * @throws WxError OPTIONS_CONFLICT, OPTION_NEEDS, VALUE_INVALID, VALUE_OUT_OF_RANGE, FILE_UNREADABLE, RULES_INVALID, PORT_TAKEN,
 * HOST_UNUSABLE, FILE_UNWRITABLE, TUNNEL_FAILED, and what `callbackFor` throws
 */
export async function serve(
  cx: CommandContext,
  _args: [],
  options: ServeOptions,
): Promise<number | undefined> {
  checkOptions(options)
  if (options.schema) {
    const { rulesSchema } = await import('../../../endpoint/rules/schema')
    cx.terminal.print(JSON.stringify(rulesSchema(), null, 2))
    return undefined
  }
  if (options.check && options.reply !== undefined) {
    const { checkRules } = await import('./rules')
    return checkRules(cx, options.reply)
  }
  const path = readPath(options.path)
  const port = readPort(options.port)
  const address = options.publicUrl === undefined ? undefined : readPublicUrl(options.publicUrl, path)
  const forward = options.forwardTo === undefined ? undefined : readForwardTo(options.forwardTo)
  const files = await readVerifyFiles(cx, options.verifyFile)
  const known = await callbackFor(cx, options, true)
  const reporter = new Reporter(cx, { path, where: whereToLook(cx, known) })
  const answerer = await answererFor(cx, options, {
    forward,
    config: known,
    onLate: (delivery, answer) => reporter.late(delivery, answer),
  })
  const record = options.record === undefined ? undefined : await recorderFor(cx, options.record)
  const ending = new Ending(cx)
  const endpoint = await startEndpoint({
    host: options.host,
    port,
    path,
    config: known,
    answerer,
    files,
    now: cx.now,
    randomBytes: cx.randomBytes,
    onEvent: (event) => {
      reporter.report(event)
      if (options.once && event.kind === 'push') ending.end(0)
    },
    ...(record && { record }),
  })
  return runEndpoint(cx, path, { endpoint, options, known, reporter, ending, ...(address && { address }) })
}

/** @throws WxError FILE_OUTSIDE, FILE_UNWRITABLE */
async function recorderFor(cx: CommandContext, directory: string) {
  try {
    checkOutputPlace(cx, directory)
  } catch (error) {
    if (error instanceof WxError) throw error
    throw new WxError('FILE_UNWRITABLE', { file: directory, reason: reasonOf(error) }, { cause: error })
  }
  const { recorder } = await import('../../../endpoint/push/record')
  const kept = recorder(pathOf(cx, directory), (text) => cx.terminal.blank(text))
  return (event: PushEvent) => kept.write(event)
}
