import type { Command } from '../commands/command'
import type { CommandDeclaration } from './declaration'

export const help: CommandDeclaration = {
  name: 'help',
  about: 'helpCommand',
  args: [{ name: '[topic...]', about: 'helpTopic' }],
  load: async (program) => {
    const { showHelp } = await import('./show-help')
    const help: Command<[string[]]> = (cx, [topic]) => showHelp(cx, topic, program)
    return help
  },
}
