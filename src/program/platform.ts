import { type CommandDeclaration, collect } from './declaration'

export const api: CommandDeclaration = {
  name: 'api',
  about: 'api',
  args: [
    { name: '<method>', about: 'apiMethod' },
    { name: '<path>', about: 'apiPath' },
  ],
  flags: [
    { flags: '-f, --raw-field <key=value>', about: 'apiRawField', read: collect },
    { flags: '-F, --field <key=value>', about: 'apiField', read: collect, isField: true },
    { flags: '--input <file>', about: 'apiInput', file: 'stdin' },
    { flags: '-i, --include', about: 'apiInclude' },
    { flags: '--no-token', about: 'apiNoToken' },
  ],
  after: ['apiExamples'],
  uses: 'token',
  load: () => import('../commands/api').then((m) => m.callApi),
}

export const explain: CommandDeclaration = {
  name: 'explain',
  habits: ['errcode', 'error'],
  about: 'explain',
  args: [{ name: '[code...]', about: 'explainCode' }],
  after: ['explainExamples', 'explainExits'],
  load: () => import('../commands/explain').then((m) => m.explainCodes),
}
