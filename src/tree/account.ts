import { Option } from 'commander'
import { help } from '../terminal/messages/help'
import type { Tree } from './tree'

export function registerAccount({ program, t, action }: Tree): void {
  program
    .command('init')
    .description(t(help.init))
    .option('--name <name>', t(help.accountName))
    .option('--appid <appid>', t(help.appid))
    .option('--secret-stdin', t(help.secretStdin))
    .option('--no-check', t(help.initNoCheck))
    .option('-o, --output <file>', t(help.initOutput))
    .action(action(() => import('../commands/init').then((m) => m.init)))
  const account = program.command('account').description(t(help.accountNoun))
  account
    .command('add')
    .description(t(help.accountAdd))
    .argument('<name>', t(help.accountName))
    .option('--appid <appid>', t(help.appid))
    .option('--secret-stdin', t(help.secretStdin))
    .option('--secret-file <file>', t(help.secretFile))
    .option('--token-source <source>', t(help.tokenSource))
    .option('--api-base <url>', t(help.apiBase))
    .addOption(new Option('--mode <mode>', t(help.mode)).choices(['plain', 'compat', 'safe']))
    .option('--token <token>', t(help.callbackToken))
    .option('--account-proxy <url>', t(help.accountProxy))
    .option('--use', t(help.accountAddUse))
    .addHelpText('after', `\n${t(help.accountExamples)}`)
    .action(action(() => import('../commands/account/add').then((m) => m.addAccount)))
  account
    .command('list')
    .description(t(help.accountList))
    .action(action(() => import('../commands/account/list').then((m) => m.listAccounts)))
  account
    .command('show')
    .description(t(help.accountShow))
    .argument('[name]', t(help.accountName))
    .action(action(() => import('../commands/account/show').then((m) => m.showAccount)))
  account
    .command('use')
    .description(t(help.accountUse))
    .argument('<name>', t(help.accountName))
    .action(action(() => import('../commands/account/use').then((m) => m.useAccount)))
  account
    .command('set')
    .description(t(help.accountSet))
    .argument('<name>', t(help.accountName))
    .argument('[key=value...]', t(help.accountSetPairs))
    .option('--secret-stdin', t(help.secretStdin))
    .option('--secret-file <file>', t(help.secretFile))
    .option('--aes-key-stdin', t(help.aesKeyStdin))
    .action(action(() => import('../commands/account/set').then((m) => m.setAccount)))
  account
    .command('rename')
    .description(t(help.accountRename))
    .argument('<name>', t(help.accountName))
    .argument('<new-name>', t(help.accountNewName))
    .action(action(() => import('../commands/account/rename').then((m) => m.renameAccount)))
  account
    .command('remove')
    .description(t(help.accountRemove))
    .argument('<name>', t(help.accountName))
    .option('-y, --yes', t(help.yes))
    .action(action(() => import('../commands/account/remove').then((m) => m.removeAccount)))
  account
    .command('path')
    .description(t(help.accountPath))
    .action(action(() => import('../commands/account/path').then((m) => m.accountPath)))
  program
    .command('whoami')
    .description(t(help.whoami))
    .option('--check', t(help.whoamiCheck))
    .action(action(() => import('../commands/whoami').then((m) => m.whoami)))
}
