import { STATUS_CODES } from 'node:http'
import type { Answer } from '../http/client'
import { indentJson, safeJson } from '../terminal/json'
import { escapeControls } from '../unsafe-characters'
import { type ApiOptions, requestOf, withCredentials } from './api/request'
import type { CommandContext } from './command'

/**
 * `wxadmin api METHOD PATH`: any endpoint. WeChat's answer goes to stdout as it is, with `--json` as well, for it is
 * JSON already, and media are media: byte for byte. On a terminal JSON is indented, and what could steer the terminal is
 * written as `\u001b`.
 */
export async function callApi(
  cx: CommandContext,
  words: readonly [method: string, path: string],
  options: ApiOptions,
): Promise<undefined> {
  const settings = await cx.services.settings()
  const call = withCredentials(await requestOf(cx, words, options, settings.apiBase.value), settings)
  const answer = await (await cx.services.client()).raw({ ...call, download: true })
  if (options.include) cx.terminal.print(head(answer))
  const text = jsonText(answer.body)
  if (!cx.screen.isTTY)
    cx.terminal.printRaw('apiBody', text === undefined ? answer.body : lineOf(answer.body))
  else if (text !== undefined) cx.terminal.print(indentJson(text))
  else cx.terminal.print(safeJson(answer.body.toString('utf8')))
  return undefined
}

function head({ status, headers }: Answer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${escapeControls(`${name}: ${value}`)}\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\n${lines.join('')}\n`
}

/** JSON ends with a line break, so that it can be followed by another document. */
function lineOf(body: Buffer): Buffer {
  return body.at(-1) === 0x0a ? body : Buffer.concat([body, Buffer.from('\n')])
}

/** The answer as text where it is JSON. */
function jsonText(body: Buffer): string | undefined {
  const text = body.toString('utf8')
  return /^\uFEFF?\s*\{/.test(text.slice(0, 100)) ? text : undefined
}
