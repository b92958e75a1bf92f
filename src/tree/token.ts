import { help } from '../terminal/messages/help'
import type { Tree } from './tree'

export function registerToken({ program, t, action }: Tree): void {
  const token = program
    .command('token')
    .description(t(help.token))
    .addHelpText('after', `\n${t(help.tokenExamples)}`)
    .action(action(() => import('../commands/token/get').then((m) => m.getToken)))
  token
    .command('status')
    .description(t(help.tokenStatus))
    .action(action(() => import('../commands/token/status').then((m) => m.tokenStatus)))
  token
    .command('refresh')
    .description(t(help.tokenRefresh))
    .option('--force', t(help.tokenForce))
    .option('-y, --yes', t(help.yes))
    .action(action(() => import('../commands/token/refresh').then((m) => m.refreshToken)))
  token
    .command('clear')
    .description(t(help.tokenClear))
    .action(action(() => import('../commands/token/clear').then((m) => m.clearToken)))
}
