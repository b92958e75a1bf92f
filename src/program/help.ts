import type { CommandDeclaration } from './declaration'

export const help: CommandDeclaration = {
  name: 'help',
  about: 'helpCommand',
  args: [{ name: '[topic...]', about: 'helpTopic' }],
  load: async (program) => {
    const { showHelp } = await import('./show-help')
    return (cx, [topic]: [string[]]) => showHelp(cx, topic, program)
  },
}
