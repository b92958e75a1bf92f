import { help } from '../terminal/messages/help'
import type { Tree } from './tree'

export function registerHelp({ program, t, action }: Tree): void {
  program
    .command('help')
    .description(t(help.helpCommand))
    .argument('[topic...]', t(help.helpTopic))
    .action(
      action(async () => {
        const { showHelp } = await import('../commands/help')
        return (cx, [topic]: [string[]]) => showHelp(cx, topic, program)
      }),
    )
}
