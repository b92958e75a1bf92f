import { STATUS_CODES } from 'node:http'
import type { Answer } from '../api/types'
import { escapeControls, indentJson } from '../terminal/json'
import { type ApiOptions, requestOf } from './api/request'
import type { CommandContext } from './command'

/**
 * `wxadmin api METHOD PATH`: any endpoint. WeChat's answer goes to stdout as it is, with `--json` as well, for it is
 * JSON already; media are written byte for byte. On a terminal it is indented, and control characters that stand in
 * it are written as `\u001b`.
 */
export async function callApi(
  cx: CommandContext,
  words: readonly [method: string, path: string],
  options: ApiOptions,
): Promise<undefined> {
  const settings = await cx.parts.settings()
  const call = await requestOf(cx, words, options, settings.apiBase.value)
  const answer = await (await cx.parts.client()).raw(call)
  const write = cx.stdout.isTTY ? show : pass
  write(cx, answer, options.include ?? false)
  return undefined
}

/** For a program: byte for byte. */
function pass({ stdout, terminal }: CommandContext, answer: Answer, include: boolean): void {
  if (include) stdout.write(head(answer))
  const text = jsonText(answer.body)
  if (text === undefined) stdout.write(answer.body)
  else terminal.print(text)
}

/** For a person at a terminal. */
function show({ stdout, terminal }: CommandContext, answer: Answer, include: boolean): void {
  if (include) stdout.write(head(answer, escapeControls))
  const text = jsonText(answer.body)
  if (text === undefined) terminal.print(escapeControls(answer.body.toString('utf8'), '\r\n\t'))
  else terminal.print(indentJson(text.replace(/^\uFEFF/, ''), escapeControls))
}

function head({ status, headers }: Answer, shown = (text: string) => text): string {
  const lines = Object.entries(headers).map(([name, value]) => `${shown(`${name}: ${value}`)}\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\n${lines.join('')}\n`
}

/** The answer as text where it is JSON. */
function jsonText(body: Buffer): string | undefined {
  const text = body.toString('utf8')
  return /^\uFEFF?\s*\{/.test(text.slice(0, 100)) ? text : undefined
}
