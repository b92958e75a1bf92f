import { help } from '../terminal/messages/help'
import { collect, type Tree } from './tree'

export function registerSandbox({ program, t, action }: Tree): void {
  const sandbox = program
    .command('sandbox')
    .description(t(help.sandbox))
    .option('--port <port>', t(help.port), '8089')
    .option('--host <address>', t(help.host), '127.0.0.1')
    .option('--ready-file <file>', t(help.readyFile))
    .option('--fault <fault>', t(help.sandboxFault), collect)
    .option('--persist', t(help.sandboxPersist))
    .addHelpText('after', `\n${t(help.sandboxExamples)}`)
    .action(action(() => import('../commands/sandbox/serve').then((m) => m.serveSandbox)))
  sandbox
    .command('exec')
    .description(t(help.sandboxExec))
    .argument('<command...>', t(help.sandboxExecCommand))
    .option('--fault <fault>', t(help.sandboxFault), collect)
    .addHelpText('after', () => `\n${t(help.sandboxExecCodes)}`)
    .action(action(() => import('../commands/sandbox/exec').then((m) => m.execInSandbox)))
  sandbox
    .command('show')
    .description(t(help.sandboxShow))
    .action(action(() => import('../commands/sandbox/show').then((m) => m.showSandbox)))
  sandbox
    .command('reset')
    .description(t(help.sandboxReset))
    .action(action(() => import('../commands/sandbox/reset').then((m) => m.resetSandbox)))
}
