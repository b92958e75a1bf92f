import { Option } from 'commander'
import { messageModes } from '../wechat/callback/values'
import { FileOption } from './dash'
import type { Tree } from './tree'

export function registerAccount({ program, t, action }: Tree): void {
  program
    .command('init')
    .description(t('init'))
    .option('--name <name>', t('accountName'))
    .option('--appid <appid>', t('appid'))
    .option('--secret-stdin', t('secretStdin'))
    .option('--test', t('initTest'))
    .option('--no-check', t('initNoCheck'))
    .addOption(new FileOption('-o, --output <file>', t('initOutput'), 'refused'))
    .addOption(new FileOption('--replies <file>', t('initReplies'), 'refused'))
    .action(action(() => import('../commands/init').then((m) => m.init)))
  const account = program.command('account').description(t('accountNoun'))
  account
    .command('add')
    .description(t('accountAdd'))
    .argument('<name>', t('accountName'))
    .option('--appid <appid>', t('appid'))
    .option('--secret-stdin', t('secretStdin'))
    .addOption(new FileOption('--secret-file <file>', t('secretFile'), 'stdin'))
    .option('--token-source <source>', t('tokenSource'))
    .option('--api-base <url>', t('apiBase'))
    .addOption(new Option('--mode <mode>', t('mode')).choices(messageModes))
    .option('--token <token>', t('callbackToken'))
    .option('--account-proxy <url>', t('accountProxy'))
    .option('--use', t('accountAddUse'))
    .addHelpText('after', `\n${t('accountExamples')}`)
    .action(action(() => import('../commands/account/add').then((m) => m.addAccount)))
  account
    .command('list')
    .description(t('accountList'))
    .action(action(() => import('../commands/account/list').then((m) => m.listAccounts)))
  account
    .command('show')
    .description(t('accountShow'))
    .argument('[name]', t('accountName'))
    .option('--reveal', t('accountReveal'))
    .action(action(() => import('../commands/account/show').then((m) => m.showAccount)))
  account
    .command('use')
    .description(t('accountUse'))
    .argument('<name>', t('accountName'))
    .action(action(() => import('../commands/account/use').then((m) => m.useAccount)))
  account
    .command('set')
    .description(t('accountSet'))
    .argument('<name>', t('accountName'))
    .argument('[key=value...]', t('accountSetPairs'))
    .option('--secret-stdin', t('secretStdin'))
    .addOption(new FileOption('--secret-file <file>', t('secretFile'), 'stdin'))
    .option('--aes-key-stdin', t('aesKeyStdin'))
    .action(action(() => import('../commands/account/set').then((m) => m.setAccount)))
  account
    .command('rename')
    .description(t('accountRename'))
    .argument('<name>', t('accountName'))
    .argument('<new-name>', t('accountNewName'))
    .action(action(() => import('../commands/account/rename').then((m) => m.renameAccount)))
  account
    .command('remove')
    .description(t('accountRemove'))
    .argument('<name>', t('accountName'))
    .option('-y, --yes', t('yes'))
    .action(action(() => import('../commands/account/remove').then((m) => m.removeAccount)))
  account
    .command('path')
    .description(t('accountPath'))
    .action(action(() => import('../commands/account/path').then((m) => m.accountPath)))
  program
    .command('whoami')
    .description(t('whoami'))
    .option('--check', t('whoamiCheck'))
    .action(action(() => import('../commands/whoami').then((m) => m.whoami)))
}
