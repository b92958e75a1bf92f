import { type CommandDeclaration, yes } from './declaration'

export const token: CommandDeclaration = {
  name: 'token',
  about: 'token',
  after: ['tokenExamples'],
  uses: 'account',
  isFrequent: true,
  load: () => import('../commands/token/get').then((m) => m.getToken),
  verbs: [
    {
      name: 'status',
      about: 'tokenStatus',
      uses: 'account',
      load: () => import('../commands/token/status').then((m) => m.tokenStatus),
    },
    {
      name: 'refresh',
      about: 'tokenRefresh',
      flags: [{ flags: '--force', about: 'tokenForce' }, yes],
      uses: 'account',
      load: () => import('../commands/token/refresh').then((m) => m.refreshToken),
    },
    {
      name: 'clear',
      about: 'tokenClear',
      uses: 'account',
      load: () => import('../commands/token/clear').then((m) => m.clearToken),
    },
  ],
}
