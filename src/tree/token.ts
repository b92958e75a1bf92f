import type { Tree } from './tree'

export function registerToken({ program, t, action }: Tree): void {
  const token = program
    .command('token')
    .description(t('token'))
    .addHelpText('after', `\n${t('tokenExamples')}`)
    .action(action(() => import('../commands/token/get').then((m) => m.getToken)))
  token
    .command('status')
    .description(t('tokenStatus'))
    .action(action(() => import('../commands/token/status').then((m) => m.tokenStatus)))
  token
    .command('refresh')
    .description(t('tokenRefresh'))
    .option('--force', t('tokenForce'))
    .option('-y, --yes', t('yes'))
    .action(action(() => import('../commands/token/refresh').then((m) => m.refreshToken)))
  token
    .command('clear')
    .description(t('tokenClear'))
    .action(action(() => import('../commands/token/clear').then((m) => m.clearToken)))
}
