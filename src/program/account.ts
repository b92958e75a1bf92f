import { messageModes } from '../wechat/callback/values'
import { type CommandDeclaration, type FlagDeclaration, yes } from './declaration'

const name = { name: '<name>', about: 'accountName' } as const
const appid: FlagDeclaration = { flags: '--appid <appid>', about: 'appid' }
const secretStdin: FlagDeclaration = {
  flags: '--secret-stdin',
  about: 'secretStdin',
  secret: ['--secret', '--appsecret', '--app-secret'],
}
const secretOrKeyStdin: FlagDeclaration = {
  ...secretStdin,
  about: 'secretOrKeyStdin',
  secret: ['--secret', '--appsecret', '--app-secret', '--hub-key'],
}
const secretFile: FlagDeclaration = { flags: '--secret-file <file>', about: 'secretFile', file: 'stdin' }

export const init: CommandDeclaration = {
  name: 'init',
  habits: ['login', 'signin', 'auth', 'configure', 'config', 'setup', 'account login'],
  about: 'init',
  flags: [
    { flags: '--name <name>', about: 'accountName' },
    appid,
    secretStdin,
    { flags: '--test', about: 'initTest' },
    { flags: '--no-check', about: 'initNoCheck' },
    { flags: '-o, --output <file>', about: 'initOutput', file: 'refused' },
    { flags: '--replies <file>', about: 'initReplies', file: 'refused' },
  ],
  load: () => import('../commands/init').then((m) => m.init),
}

export const account: CommandDeclaration = {
  name: 'account',
  about: 'accountNoun',
  verbs: [
    {
      name: 'add',
      habits: ['account new', 'account create'],
      about: 'accountAdd',
      args: [name],
      flags: [
        appid,
        secretOrKeyStdin,
        secretFile,
        { flags: '--token-source <source>', about: 'tokenSource' },
        { flags: '--api-base <url>', about: 'apiBase' },
        { flags: '--mode <mode>', about: 'mode', choices: messageModes },
        { flags: '--token <token>', about: 'callbackToken' },
        { flags: '--account-proxy <url>', about: 'accountProxy' },
        { flags: '--use', about: 'accountAddUse' },
      ],
      after: ['accountExamples'],
      load: () => import('../commands/account/add').then((m) => m.addAccount),
    },
    {
      name: 'list',
      habits: ['account ls'],
      about: 'accountList',
      load: () => import('../commands/account/list').then((m) => m.listAccounts),
    },
    {
      name: 'show',
      habits: ['account get'],
      about: 'accountShow',
      args: [{ ...name, name: '[name]' }],
      flags: [{ flags: '--reveal', about: 'accountReveal' }],
      load: () => import('../commands/account/show').then((m) => m.showAccount),
    },
    {
      name: 'use',
      habits: ['switch', 'account switch', 'account default'],
      about: 'accountUse',
      args: [name],
      load: () => import('../commands/account/use').then((m) => m.useAccount),
    },
    {
      name: 'set',
      habits: ['account update', 'account edit'],
      about: 'accountSet',
      args: [name, { name: '[key=value...]', about: 'accountSetPairs' }],
      flags: [
        secretOrKeyStdin,
        secretFile,
        { flags: '--aes-key-stdin', about: 'aesKeyStdin', secret: ['--aes-key'] },
      ],
      load: () => import('../commands/account/set').then((m) => m.setAccount),
    },
    {
      name: 'rename',
      habits: ['account mv'],
      about: 'accountRename',
      args: [name, { name: '<new-name>', about: 'accountNewName' }],
      load: () => import('../commands/account/rename').then((m) => m.renameAccount),
    },
    {
      name: 'remove',
      habits: ['logout', 'account rm', 'account delete'],
      about: 'accountRemove',
      args: [name],
      flags: [yes],
      load: () => import('../commands/account/remove').then((m) => m.removeAccount),
    },
    {
      name: 'path',
      habits: ['account where'],
      about: 'accountPath',
      load: () => import('../commands/account/path').then((m) => m.accountPath),
    },
  ],
}

export const whoami: CommandDeclaration = {
  name: 'whoami',
  about: 'whoami',
  flags: [{ flags: '--check', about: 'whoamiCheck' }],
  uses: 'account',
  isFrequent: true,
  load: () => import('../commands/whoami').then((m) => m.whoami),
}
