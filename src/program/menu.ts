import { type CommandDeclaration, count, type FlagDeclaration, yes } from './declaration'
import { variable } from './variable'

const variables: FlagDeclaration = { flags: '--var <name[=value]>', about: 'menuVar', read: variable }
const strict: FlagDeclaration = { flags: '--strict', about: 'menuStrict' }
const dryRun: FlagDeclaration = { flags: '--dry-run', about: 'menuDryRun' }
const pushed: FlagDeclaration = { flags: '--pushed', about: 'menuHistoryPushed' }
const overwrite: FlagDeclaration = { flags: '--force', about: 'overwrite' }
const format = (...choices: string[]): FlagDeclaration => ({
  flags: '--format <format>',
  about: 'menuFormat',
  choices,
})
const file = { name: '<file>', about: 'menuFile', file: 'stdin' } as const
const id = { name: '[id]', about: 'menuHistoryId' } as const

export const menu: CommandDeclaration = {
  name: 'menu',
  about: 'menu',
  after: ['menuExamples'],
  verbs: [
    {
      name: 'validate',
      habits: ['lint', 'check', 'menu lint', 'menu check'],
      about: 'menuValidate',
      args: [{ name: '<file...>', about: 'menuFiles', file: 'stdin' }],
      flags: [variables, strict, format('text', 'json', 'github')],
      readsMenu: true,
      isFrequent: true,
      chunk: 'menu-file',
      load: () => import('../commands/menu/validate').then((m) => m.validateMenus),
    },
    {
      name: 'diff',
      habits: ['plan', 'menu plan', 'menu status'],
      about: 'menuDiff',
      args: [file, { name: '[other]', about: 'menuDiffOther', file: 'stdin' }],
      flags: [
        variables,
        { flags: '--history <id>', about: 'menuDiffHistory' },
        { flags: '--exit-code', about: 'menuExitCode' },
        format('tree', 'unified', 'json', 'github'),
      ],
      after: ['menuDiffExamples'],
      uses: 'token',
      readsMenu: true,
      isFrequent: true,
      load: () => import('../commands/menu/diff').then((m) => m.diffMenus),
    },
    {
      name: 'push',
      alias: 'create',
      habits: [
        'push',
        'apply',
        'deploy',
        'publish',
        'sync',
        'menu apply',
        'menu deploy',
        'menu publish',
        'menu update',
        'menu set',
        'menu sync',
      ],
      about: 'menuPush',
      args: [{ ...file, name: '[file]' }],
      flags: [
        variables,
        dryRun,
        yes,
        { flags: '--force', about: 'menuForce' },
        { flags: '--prune', about: 'menuPrune' },
        { flags: '--no-prune', about: 'menuNoPrune' },
        {
          flags: '--plan <file>',
          about: 'menuPlan',
          // Beside FILE a plan is written, without one it is read.
          file: ([given]) => (given === undefined ? 'stdin' : 'stdout'),
        },
        { flags: '--expect <file|hash>', about: 'menuExpect', file: 'stdin' },
        strict,
        format('text', 'json', 'github'),
      ],
      after: ['menuPushExamples'],
      uses: 'token',
      readsMenu: true,
      isFrequent: true,
      chunk: 'menu-file',
      load: () => import('../commands/menu/push').then((m) => m.pushMenu),
    },
    {
      name: 'history',
      habits: ['menu log', 'menu history list', 'menu history ls'],
      about: 'menuHistory',
      flags: [{ flags: '--limit <number>', about: 'menuHistoryLimit', range: count() }],
      uses: 'account',
      load: () => import('../commands/menu/history').then((m) => m.listHistory),
      verbs: [
        {
          name: 'show',
          habits: ['menu history get'],
          about: 'menuHistoryShow',
          args: [id],
          flags: [pushed],
          uses: 'account',
          load: () => import('../commands/menu/history').then((m) => m.showHistory),
        },
        {
          name: 'prune',
          habits: ['menu history rm', 'menu history clear'],
          about: 'menuHistoryPrune',
          flags: [
            { flags: '--keep <number>', about: 'menuHistoryKeep', range: count(), required: true },
            yes,
          ],
          uses: 'account',
          load: () => import('../commands/menu/history').then((m) => m.pruneHistory),
        },
      ],
    },
    {
      name: 'rollback',
      habits: ['menu undo', 'menu revert', 'menu restore'],
      about: 'menuRollback',
      args: [id],
      flags: [pushed, dryRun, yes, { flags: '--force', about: 'menuForce' }],
      uses: 'token',
      load: () => import('../commands/menu/rollback').then((m) => m.rollbackMenu),
    },
    {
      name: 'preview',
      about: 'menuPreview',
      args: [file],
      flags: [
        variables,
        { flags: '--menu <number>', about: 'menuPreviewMenu', range: count() },
        { flags: '--html <file>', about: 'menuPreviewHtml', file: 'stdout' },
      ],
      readsMenu: true,
      load: () => import('../commands/menu/preview').then((m) => m.previewMenu),
    },
    {
      name: 'new',
      habits: ['menu init'],
      about: 'menuNew',
      args: [{ name: '[file]', about: 'menuNewFile', file: 'stdout' }],
      flags: [overwrite],
      load: () => import('../commands/menu/new').then((m) => m.newMenu),
    },
    {
      name: 'pull',
      habits: ['export', 'menu export', 'menu download', 'menu backup'],
      about: 'menuPull',
      flags: [{ flags: '-o, --output <file>', about: 'menuOutput', file: 'stdout' }, variables, overwrite],
      uses: 'token',
      readsMenu: 'with-output',
      load: () => import('../commands/menu/pull').then((m) => m.pullMenu),
    },
    {
      name: 'get',
      habits: ['menu list', 'menu ls', 'menu show', 'menu read'],
      about: 'menuGet',
      uses: 'token',
      isFrequent: true,
      load: () => import('../commands/menu/get').then((m) => m.getMenu),
    },
    {
      name: 'delete',
      habits: ['menu rm', 'menu remove'],
      about: 'menuDelete',
      flags: [yes],
      uses: 'token',
      load: () => import('../commands/menu/delete').then((m) => m.deleteMenu),
    },
    {
      name: 'match',
      habits: ['menu test'],
      about: 'menuMatch',
      args: [{ name: '<user>', about: 'menuUser' }],
      uses: 'token',
      load: () => import('../commands/menu/match').then((m) => m.matchMenu),
    },
    {
      name: 'schema',
      about: 'menuSchema',
      load: () => import('../commands/menu/schema').then((m) => m.menuSchema),
    },
  ],
}
