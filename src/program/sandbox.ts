import { endpoints } from '../wechat/endpoints'
import { type CommandDeclaration, collect, type FlagDeclaration, host, port, readyFile } from './declaration'

const fault: FlagDeclaration = { flags: '--fault <fault>', about: 'sandboxFault', read: collect }

export const sandbox: CommandDeclaration = {
  name: 'sandbox',
  habits: ['sandbox start', 'sandbox serve', 'sandbox up'],
  about: 'sandbox',
  flags: [port('8089'), host, readyFile, fault, { flags: '--persist', about: 'sandboxPersist' }],
  after: ['sandboxExamples', (t) => `${t('sandboxPlays')}\n${played()}`],
  load: () => import('../commands/sandbox/serve').then((m) => m.serveSandbox),
  verbs: [
    {
      name: 'exec',
      habits: ['sandbox run'],
      about: 'sandboxExec',
      args: [{ name: '<command...>', about: 'sandboxExecCommand' }],
      flags: [fault],
      passesThrough: true,
      after: ['sandboxExecCodes'],
      load: () => import('../commands/sandbox/exec').then((m) => m.execInSandbox),
    },
    {
      name: 'show',
      about: 'sandboxShow',
      load: () => import('../commands/sandbox/show').then((m) => m.showSandbox),
    },
    {
      name: 'reset',
      habits: ['sandbox clear'],
      about: 'sandboxReset',
      load: () => import('../commands/sandbox/reset').then((m) => m.resetSandbox),
    },
  ],
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
