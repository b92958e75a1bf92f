import { help } from '../terminal/messages/help'
import type { Tree } from './tree'

export function registerMenu({ program, t, action }: Tree): void {
  const menu = program
    .command('menu')
    .description(t(help.menu))
    .addHelpText('after', `\n${t(help.menuExamples)}`)
  menu
    .command('validate')
    .description(t(help.menuValidate))
    .argument('<file...>', t(help.menuFiles))
    .option('--strict', t(help.menuStrict))
    .action(action(() => import('../commands/menu/validate').then((m) => m.validateMenus)))
  menu
    .command('push')
    .alias('create')
    .description(t(help.menuPush))
    .argument('<file>', t(help.menuFile))
    .option('--dry-run', t(help.menuDryRun))
    .option('-y, --yes', t(help.yes))
    .option('--strict', t(help.menuStrict))
    .addHelpText('after', `\n${t(help.menuPushExamples)}`)
    .action(action(() => import('../commands/menu/push').then((m) => m.pushMenu)))
  menu
    .command('pull')
    .description(t(help.menuPull))
    .option('-o, --output <file>', t(help.menuOutput))
    .option('--force', t(help.overwrite))
    .action(action(() => import('../commands/menu/pull').then((m) => m.pullMenu)))
  menu
    .command('get')
    .description(t(help.menuGet))
    .action(action(() => import('../commands/menu/get').then((m) => m.getMenu)))
  menu
    .command('delete')
    .description(t(help.menuDelete))
    .option('-y, --yes', t(help.yes))
    .action(action(() => import('../commands/menu/delete').then((m) => m.deleteMenu)))
  menu
    .command('match')
    .description(t(help.menuMatch))
    .argument('<user>', t(help.menuUser))
    .action(action(() => import('../commands/menu/match').then((m) => m.matchMenu)))
  menu
    .command('schema')
    .description(t(help.menuSchema))
    .action(action(() => import('../commands/menu/schema').then((m) => m.menuSchema)))
}
