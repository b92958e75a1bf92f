import type { Tree } from './tree'

export function registerMenu({ program, t, action }: Tree): void {
  const menu = program
    .command('menu')
    .description(t('menu'))
    .addHelpText('after', `\n${t('menuExamples')}`)
  menu
    .command('validate')
    .description(t('menuValidate'))
    .argument('<file...>', t('menuFiles'))
    .option('--strict', t('menuStrict'))
    .action(action(() => import('../commands/menu/validate').then((m) => m.validateMenus)))
  menu
    .command('push')
    .alias('create')
    .description(t('menuPush'))
    .argument('<file>', t('menuFile'))
    .option('--dry-run', t('menuDryRun'))
    .option('-y, --yes', t('yes'))
    .option('--strict', t('menuStrict'))
    .addHelpText('after', `\n${t('menuPushExamples')}`)
    .action(action(() => import('../commands/menu/push').then((m) => m.pushMenu)))
  menu
    .command('pull')
    .description(t('menuPull'))
    .option('-o, --output <file>', t('menuOutput'))
    .option('--force', t('overwrite'))
    .action(action(() => import('../commands/menu/pull').then((m) => m.pullMenu)))
  menu
    .command('get')
    .description(t('menuGet'))
    .action(action(() => import('../commands/menu/get').then((m) => m.getMenu)))
  menu
    .command('delete')
    .description(t('menuDelete'))
    .option('-y, --yes', t('yes'))
    .action(action(() => import('../commands/menu/delete').then((m) => m.deleteMenu)))
  menu
    .command('match')
    .description(t('menuMatch'))
    .argument('<user>', t('menuUser'))
    .action(action(() => import('../commands/menu/match').then((m) => m.matchMenu)))
  menu
    .command('schema')
    .description(t('menuSchema'))
    .action(action(() => import('../commands/menu/schema').then((m) => m.menuSchema)))
}
