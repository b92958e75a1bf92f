import { type CommandDeclaration, yes } from './declaration'

export const token: CommandDeclaration = {
  name: 'token',
  habits: ['token get', 'token show', 'token print'],
  about: 'token',
  after: ['tokenExamples'],
  uses: 'account',
  isFrequent: true,
  chunk: 'store',
  load: () => import('../commands/token/get').then((m) => m.getToken),
  verbs: [
    {
      name: 'status',
      habits: ['token info'],
      about: 'tokenStatus',
      uses: 'account',
      load: () => import('../commands/token/status').then((m) => m.tokenStatus),
    },
    {
      name: 'refresh',
      habits: ['token renew', 'token rotate'],
      about: 'tokenRefresh',
      flags: [{ flags: '--force', about: 'tokenForce' }, yes],
      uses: 'account',
      load: () => import('../commands/token/refresh').then((m) => m.refreshToken),
    },
    {
      name: 'clear',
      habits: ['token delete', 'token revoke'],
      about: 'tokenClear',
      uses: 'account',
      load: () => import('../commands/token/clear').then((m) => m.clearToken),
    },
  ],
}
