import { variables } from '../environment'
import { type ErrorKind, EXIT_DIFFERENCES, exitCodes } from '../errors'
import type { Message } from './language'
import { listing } from './listing'
import { frame } from './messages/frame'
import { topics } from './messages/topics'
import type { Terminal } from './terminal'
import { wrap } from './wrap'

/** A topic of `wxadmin help`: for a person, and with `--json`. */
export interface Topic {
  readonly text: string
  readonly value: unknown
}

/** The topics by name. `width`: columns to fit into. */
export const topicNames = ['environment', 'exit-codes', 'formatting', 'faults'] as const
export type TopicName = (typeof topicNames)[number]

export async function topic(name: TopicName, terminal: Terminal, width: number): Promise<Topic> {
  if (name === 'environment') return environment(terminal, width)
  if (name === 'exit-codes') return exits(terminal, width)
  if (name === 'formatting') return formatting(terminal, width)
  const { faultsTopic } = await import('./messages/sandbox')
  const text = terminal.t(faultsTopic)
  return { text, value: { topic: name, text } } // drawn by hand for 80 columns
}

function environment(terminal: Terminal, width: number): Topic {
  const rows = variables.map((variable) => {
    const about = terminal.t(variable.about)
    const aside = terminal.t(topics.secretVariable)
    return [
      variable.name,
      'secret' in variable ? terminal.t(frame.aside, { text: about, aside }) : about,
    ] as const
  })
  const lines = [
    terminal.out.bold(terminal.t(topics.environment)),
    '',
    ...listing(rows, { indent: 2, width }),
    '',
    ...wrap(terminal.t(topics.precedence), width),
  ]
  const value = variables.map(({ name, about, ...variable }) => ({
    name,
    secret: 'secret' in variable,
    about: terminal.t(about),
  }))
  return { text: lines.join('\n'), value }
}

function exits(terminal: Terminal, width: number): Topic {
  const kinds = Object.entries(exitCodes) as [ErrorKind, number][]
  const value = [
    { code: 0, meaning: terminal.t(topics.done) },
    { code: EXIT_DIFFERENCES, meaning: terminal.t(topics.differences) },
    ...kinds.map(([kind, code]) => ({ code, kind, meaning: terminal.t(topics[kind]) })),
  ].sort((a, b) => a.code - b.code)
  const rows = value.map(({ code, meaning }) => [String(code).padStart(3), meaning] as const)
  const lines = [
    terminal.out.bold(terminal.t(topics.exitCodes)),
    '',
    ...listing(rows, { indent: 2, width }),
    '',
    ...wrap(terminal.t(topics.execExit), width),
  ]
  return { text: lines.join('\n'), value }
}

/** What an error looks like with `--json`; the test of the topic holds it against a real one. */
const sampleError = {
  error: {
    code: 'WECHAT_40164',
    kind: 'auth',
    errcode: 40164,
    errmsg: 'invalid ip …',
    rid: '…',
    message: '…',
    why: '…',
    hint: '…',
    docs: 'https://…',
    exitCode: 4,
  },
}

function formatting(terminal: Terminal, width: number): Topic {
  const section = (title: string, text: string) => [
    terminal.out.bold(title),
    ...wrap(text, width - 2).map((line) => `  ${line}`),
    '',
  ]
  const t = (message: Message) => message[terminal.language]
  const sample = JSON.stringify(sampleError, null, 2).replace(/^/gm, '    ')
  const lines = [
    ...section(t(topics.streams), t(topics.streamsText)),
    ...section(t(topics.json), t(topics.jsonText)),
    ...section(t(topics.errors), t(topics.errorsText)),
    sample,
    '',
    ...wrap(t(topics.errorsKeys), width - 2).map((line) => `  ${line}`),
    '',
    ...section(t(topics.colour), t(topics.colourText)),
    ...section(t(topics.quiet), t(topics.quietText)),
    ...section(t(topics.language), t(topics.languageText)),
    ...section(t(topics.questions), t(topics.questionsText)),
  ]
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
  return { text, value: { topic: 'formatting', text, error: sampleError.error } }
}
