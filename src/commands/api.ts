import { STATUS_CODES } from 'node:http'
import type { Answer } from '../api/types'
import { indentJson } from '../terminal/json'
import { type ApiOptions, requestOf } from './api/request'
import type { CommandContext } from './command'

/**
 * `wxadmin api METHOD PATH`: any endpoint. WeChat's answer goes to stdout as it is (indented on a terminal), with
 * `--json` as well, for it is JSON already; media are written byte for byte.
 */
export async function callApi(
  cx: CommandContext,
  words: readonly [method: string, path: string],
  options: ApiOptions,
): Promise<undefined> {
  const settings = await cx.parts.settings()
  const call = await requestOf(cx, words, options, settings.apiBase.value)
  const answer = await (await cx.parts.client()).raw(call)
  if (options.include) cx.stdout.write(head(answer))
  const text = jsonText(answer.body)
  if (text === undefined) cx.stdout.write(answer.body)
  else cx.terminal.print(cx.stdout.isTTY ? indentJson(text) : text)
}

function head({ status, headers }: Answer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\n${lines.join('')}\n`
}

/** The answer as text where it is JSON. */
function jsonText(body: Buffer): string | undefined {
  const text = body.toString('utf8')
  return /^\uFEFF?\s*\{/.test(text.slice(0, 100)) ? text : undefined
}
