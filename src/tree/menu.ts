import { type Command, Option } from 'commander'
import { FileArgument, FileOption } from './dash'
import { count, type Tree } from './tree'
import { variable } from './variable'

/** @param verb the one that the command line is about; without it all are declared */
export function registerMenu(tree: Tree, verb?: string): void {
  const { program, t } = tree
  const menu = program
    .command('menu')
    .description(t('menu'))
    .addHelpText('after', `\n${t('menuExamples')}`)
  const named = verbs[verb ?? '']
  for (const register of named ? [named] : new Set(Object.values(verbs))) register(menu, tree)
}

/** In the order of the help. */
const verbs: Readonly<Record<string, (menu: Command, tree: Tree) => void>> = {
  validate: registerValidate,
  diff: registerDiff,
  push: registerPush,
  create: registerPush,
  history: registerHistory,
  rollback: registerRollback,
  preview: registerPreview,
  new: registerNew,
  pull: registerPull,
  get: registerGet,
  delete: registerDelete,
  match: registerMatch,
  schema: registerSchema,
}

function registerValidate(menu: Command, { t, action }: Tree): void {
  menu
    .command('validate')
    .description(t('menuValidate'))
    .addArgument(new FileArgument('<file...>', t('menuFiles'), 'stdin'))
    .option('--var <name[=value]>', t('menuVar'), variable)
    .option('--strict', t('menuStrict'))
    .addOption(new Option('--format <format>', t('menuFormat')).choices(['text', 'json', 'github']))
    .action(action(() => import('../commands/menu/validate').then((m) => m.validateMenus)))
}

function registerDiff(menu: Command, { t, action }: Tree): void {
  menu
    .command('diff')
    .description(t('menuDiff'))
    .addArgument(new FileArgument('<file>', t('menuFile'), 'stdin'))
    .addArgument(new FileArgument('[other]', t('menuDiffOther'), 'stdin'))
    .option('--var <name[=value]>', t('menuVar'), variable)
    .option('--history <id>', t('menuDiffHistory'))
    .option('--exit-code', t('menuExitCode'))
    .addOption(
      new Option('--format <format>', t('menuFormat')).choices(['tree', 'unified', 'json', 'github']),
    )
    .addHelpText('after', `\n${t('menuDiffExamples')}`)
    .action(action(() => import('../commands/menu/diff').then((m) => m.diffMenus)))
}

function registerPush(menu: Command, { t, action }: Tree): void {
  menu
    .command('push')
    .alias('create')
    .description(t('menuPush'))
    .addArgument(new FileArgument('[file]', t('menuFile'), 'stdin'))
    .option('--var <name[=value]>', t('menuVar'), variable)
    .option('--dry-run', t('menuDryRun'))
    .option('-y, --yes', t('yes'))
    .option('--force', t('menuForce'))
    .option('--prune', t('menuPrune'))
    .option('--no-prune', t('menuNoPrune'))
    // Beside FILE a plan is written, without one it is read.
    .addOption(
      new FileOption('--plan <file>', t('menuPlan'), ([file]) => (file === undefined ? 'stdin' : 'stdout')),
    )
    .addOption(new FileOption('--expect <file|hash>', t('menuExpect'), 'stdin'))
    .option('--strict', t('menuStrict'))
    .addOption(new Option('--format <format>', t('menuFormat')).choices(['text', 'json', 'github']))
    .addHelpText('after', `\n${t('menuPushExamples')}`)
    .action(action(() => import('../commands/menu/push').then((m) => m.pushMenu)))
}

function registerHistory(menu: Command, { t, action }: Tree): void {
  const history = menu
    .command('history')
    .description(t('menuHistory'))
    .option('--limit <number>', t('menuHistoryLimit'), count('--limit'))
    .action(action(() => import('../commands/menu/history').then((m) => m.listHistory)))
  history
    .command('show')
    .description(t('menuHistoryShow'))
    .argument('[id]', t('menuHistoryId'))
    .option('--pushed', t('menuHistoryPushed'))
    .action(action(() => import('../commands/menu/history').then((m) => m.showHistory)))
  history
    .command('prune')
    .description(t('menuHistoryPrune'))
    .requiredOption('--keep <number>', t('menuHistoryKeep'), count('--keep'))
    .option('-y, --yes', t('yes'))
    .action(action(() => import('../commands/menu/history').then((m) => m.pruneHistory)))
}

function registerRollback(menu: Command, { t, action }: Tree): void {
  menu
    .command('rollback')
    .description(t('menuRollback'))
    .argument('[id]', t('menuHistoryId'))
    .option('--pushed', t('menuHistoryPushed'))
    .option('--dry-run', t('menuDryRun'))
    .option('-y, --yes', t('yes'))
    .option('--force', t('menuForce'))
    .action(action(() => import('../commands/menu/rollback').then((m) => m.rollbackMenu)))
}

function registerPreview(menu: Command, { t, action }: Tree): void {
  menu
    .command('preview')
    .description(t('menuPreview'))
    .addArgument(new FileArgument('<file>', t('menuFile'), 'stdin'))
    .option('--var <name[=value]>', t('menuVar'), variable)
    .option('--menu <number>', t('menuPreviewMenu'), count('--menu'))
    .addOption(new FileOption('--html <file>', t('menuPreviewHtml'), 'stdout'))
    .action(action(() => import('../commands/menu/preview').then((m) => m.previewMenu)))
}

function registerNew(menu: Command, { t, action }: Tree): void {
  menu
    .command('new')
    .description(t('menuNew'))
    .addArgument(new FileArgument('[file]', t('menuNewFile'), 'stdout'))
    .option('--force', t('overwrite'))
    .action(action(() => import('../commands/menu/new').then((m) => m.newMenu)))
}

function registerPull(menu: Command, { t, action }: Tree): void {
  menu
    .command('pull')
    .description(t('menuPull'))
    .addOption(new FileOption('-o, --output <file>', t('menuOutput'), 'stdout'))
    .option('--var <name[=value]>', t('menuVar'), variable)
    .option('--force', t('overwrite'))
    .action(action(() => import('../commands/menu/pull').then((m) => m.pullMenu)))
}

function registerGet(menu: Command, { t, action }: Tree): void {
  menu
    .command('get')
    .description(t('menuGet'))
    .action(action(() => import('../commands/menu/get').then((m) => m.getMenu)))
}

function registerDelete(menu: Command, { t, action }: Tree): void {
  menu
    .command('delete')
    .description(t('menuDelete'))
    .option('-y, --yes', t('yes'))
    .action(action(() => import('../commands/menu/delete').then((m) => m.deleteMenu)))
}

function registerMatch(menu: Command, { t, action }: Tree): void {
  menu
    .command('match')
    .description(t('menuMatch'))
    .argument('<user>', t('menuUser'))
    .action(action(() => import('../commands/menu/match').then((m) => m.matchMenu)))
}

function registerSchema(menu: Command, { t, action }: Tree): void {
  menu
    .command('schema')
    .description(t('menuSchema'))
    .action(action(() => import('../commands/menu/schema').then((m) => m.menuSchema)))
}
