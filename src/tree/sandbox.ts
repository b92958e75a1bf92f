import { endpoints } from '../wechat/endpoints'
import { FileOption } from './dash'
import { collect, type Tree } from './tree'

export function registerSandbox({ program, t, action }: Tree): void {
  const sandbox = program
    .command('sandbox')
    .description(t('sandbox'))
    .option('--port <port>', t('port'), '8089')
    .option('--host <address>', t('host'), '127.0.0.1')
    .addOption(new FileOption('--ready-file <file>', t('readyFile'), 'refused'))
    .option('--fault <fault>', t('sandboxFault'), collect)
    .option('--persist', t('sandboxPersist'))
    .addHelpText('after', () => `\n${t('sandboxExamples')}\n\n${t('sandboxPlays')}\n${played()}`)
    .action(action(() => import('../commands/sandbox/serve').then((m) => m.serveSandbox)))
  sandbox
    .command('exec')
    .description(t('sandboxExec'))
    .argument('<command...>', t('sandboxExecCommand'))
    .option('--fault <fault>', t('sandboxFault'), collect)
    .addHelpText('after', () => `\n${t('sandboxExecCodes')}`)
    .action(action(() => import('../commands/sandbox/exec').then((m) => m.execInSandbox)))
  sandbox
    .command('show')
    .description(t('sandboxShow'))
    .action(action(() => import('../commands/sandbox/show').then((m) => m.showSandbox)))
  sandbox
    .command('reset')
    .description(t('sandboxReset'))
    .action(action(() => import('../commands/sandbox/reset').then((m) => m.resetSandbox)))
}

/** The endpoints in two paragraphs, which wrap: a line each would be longer than narrow terminals are wide. */
function played(): string {
  const all = Object.values(endpoints)
  return (['GET', 'POST'] as const)
    .map((method) =>
      [method, ...all.filter((each) => each.method === method).map(({ path }) => path)].join(' '),
    )
    .join('\n')
}
