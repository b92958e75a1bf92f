import type { Tree } from './tree'

export function registerHelp({ program, t, action }: Tree): void {
  program
    .command('help')
    .description(t('helpCommand'))
    .argument('[topic...]', t('helpTopic'))
    .action(
      action(async () => {
        const { showHelp } = await import('../commands/help')
        return (cx, [topic]: [string[]]) => showHelp(cx, topic, program)
      }),
    )
}
