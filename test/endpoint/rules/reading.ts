import { Chalk } from 'chalk'
import { rulesAnswerer } from '../../../src/endpoint/rules/answerer'
import { type RulesFile, readRules } from '../../../src/endpoint/rules/read'
import type { Answer, Delivery } from '../../../src/endpoint/types'
import { drawFindings } from '../../../src/terminal/findings'
import { rulesSentences } from '../../../src/terminal/messages/rules'
import { pushOf } from '../../../src/wechat/messages/push'
import { readXml } from '../../../src/wechat/xml/read'
import { writeXml, type XmlOut } from '../../../src/wechat/xml/write'

/** Findings as `line:column rule`, warnings in brackets. */
function told({ findings }: RulesFile): string[] {
  return findings.map(({ line, column, rule, severity }) =>
    severity === 'error' ? `${line}:${column} ${rule}` : `${line}:${column} (${rule})`,
  )
}

export const toldOf = (text: string | Uint8Array): string[] => told(readRules(text, 'rules.yaml'))

/** The findings as a person sees them. */
export function drawn(text: string, language: 'en' | 'zh' = 'en'): string {
  const file = readRules(text, 'rules.yaml')
  const pen = { paint: new Chalk({ level: 0 }), language, columns: 80, sentences: rulesSentences }
  return drawFindings(file.findings, file.text, pen)
}

type Fields = { readonly [name: string]: XmlOut }

const HEAD = { ToUserName: 'gh_1', FromUserName: 'oAlice', CreateTime: 1763913600 }

export const text = (Content: string): Fields => ({ MsgType: 'text', Content, MsgId: 1n })
export const event = (Event: string, more: Fields = {}): Fields => ({ MsgType: 'event', Event, ...more })

export function delivery(fields: Fields): Delivery {
  const xml = writeXml({ ...HEAD, ...fields })
  return {
    id: 1,
    receivedAt: Date.now(),
    push: pushOf(readXml(xml)),
    xml,
    encrypted: false,
    query: '',
    body: Buffer.from(xml),
  }
}

/** Answers pushes by the rules of a file, which has to be without errors. */
export function answering(source: string, random = () => 0): (fields: Fields) => Answer {
  const file = readRules(source, 'rules.yaml')
  if (!file.rules) throw new Error(told(file).join('\n'))
  const answerer = rulesAnswerer(file.rules, { now: () => 1763913601_000, random })
  return (fields) => {
    const answer = answerer(delivery(fields), new AbortController().signal)
    if (answer instanceof Promise) throw new Error('rules need no time')
    return answer
  }
}
