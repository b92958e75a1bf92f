import type { Command as Commander } from 'commander'
import type { CommandContext } from '../commands/command'
import { WxError } from '../errors'
import { enumerated, sentences } from '../terminal/language'
import { usage } from '../terminal/messages/usage'
import { type TopicName, topic, topicNames } from '../terminal/topics'
import { wordOrHidden } from '../wechat/redact'
import { suggest } from '../wechat/suggest'
import { commandDocument } from './command-document'
import { helpText } from './help-text'
import { meantCommand } from './meant-command'

/**
 * Help on stdout: for the program, for a command, or for a topic. With `--json`: for a command what it takes
 * (`CommandDocument`), for `environment` and `exit-codes` an array, for the other topics `{topic, text}`.
 * @throws USAGE where there is no such command or topic
 */
export async function showHelp(cx: CommandContext, words: string[], program: Commander): Promise<undefined> {
  const width = cx.screen.columns ?? 80
  const name = topicNames.find((it) => it === words.join('-').toLowerCase())
  if (name) return showTopic(cx, name, width)
  const command = find(words, program) ?? unknown(cx, words, program)
  cx.terminal.result(commandDocument(command), () => helpText(command, cx.terminal, width))
}

async function showTopic(cx: CommandContext, name: TopicName, width: number): Promise<undefined> {
  const { value, text } = await topic(name, cx.terminal, width)
  cx.terminal.result(value, () => text)
}

function find(words: readonly string[], program: Commander): Commander | undefined {
  let at: Commander | undefined = program
  for (const word of words)
    at = at?.commands.find((command) => command.name() === word || command.aliases().includes(word))
  return at
}

function unknown({ terminal }: CommandContext, words: readonly string[], program: Commander): never {
  const known = words.findLastIndex((_, end) => find(words.slice(0, end), program))
  const above = find(words.slice(0, known), program) ?? program
  const word = words[known] ?? ''
  const topicMeant = known === 0 ? suggest(word, topicNames) : undefined
  const commandMeant = meantCommand(word, above)?.replace(/^wxadmin /, '')
  const suggestion = commandMeant ?? topicMeant
  const { language } = terminal
  const problem = [
    terminal.t(usage.unknownTopic, { topic: words.map(wordOrHidden).join(' ') }),
    suggestion ? terminal.t(usage.didYouMean, { suggestion }) : ways(above),
  ]
  function ways(at: Commander): string {
    const names = at.commands.map((command) => command.name())
    return at === program || names.length === 0
      ? terminal.t(usage.topics, { topics: enumerated(topicNames, language) })
      : terminal.t(usage.follows, { commands: enumerated(names, language) })
  }
  throw new WxError('USAGE', {
    problem: sentences(problem, language),
    help: `wxadmin help ${suggestion ?? words.slice(0, known).join(' ')}`.trim(),
  })
}
