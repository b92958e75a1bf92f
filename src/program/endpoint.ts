import { messageModes } from '../wechat/callback/values'
import {
  type CommandDeclaration,
  collect,
  count,
  type FlagDeclaration,
  host,
  port,
  readyFile,
} from './declaration'

const mode: FlagDeclaration = { flags: '--mode <mode>', about: 'mode', choices: messageModes }
const callbackToken: FlagDeclaration = { flags: '--token <token>', about: 'callbackToken' }
const to: FlagDeclaration = { flags: '--to <url>', about: 'triggerTo' }
const retry: FlagDeclaration = { flags: '--retry', about: 'triggerRetry' }

export const serve: CommandDeclaration = {
  name: 'serve',
  habits: ['listen', 'server', 'start'],
  about: 'serve',
  flags: [
    port('3000'),
    host,
    { flags: '--path <path>', about: 'servePath', byDefault: '/' },
    mode,
    callbackToken,
    { flags: '--reply <file>', about: 'serveReply', file: 'stdin' },
    { flags: '--check', about: 'serveCheck' },
    { flags: '--schema', about: 'serveSchema' },
    { flags: '--forward-to <url>', about: 'serveForward' },
    { flags: '--record <directory>', about: 'serveRecord', file: 'refused' },
    { flags: '--verify-file <file>', about: 'serveVerifyFile', file: 'refused', read: collect },
    { flags: '--public-url <url>', about: 'servePublicUrl' },
    { flags: '--tunnel <command>', about: 'serveTunnel' },
    { flags: '--once', about: 'serveOnce' },
    readyFile,
  ],
  after: ['serveExamples'],
  uses: 'account',
  load: () => import('../commands/endpoint/serve/serve').then((m) => m.serve),
}

export const verify: CommandDeclaration = {
  name: 'verify',
  about: 'verify',
  args: [{ name: '[url]', about: 'verifyUrl' }],
  flags: [
    mode,
    callbackToken,
    { flags: '--as <kind>', about: 'verifyAs', choices: ['account', 'test-account'], byDefault: 'account' },
  ],
  after: ['verifyExamples', 'verifyExits'],
  uses: 'account',
  load: () => import('../commands/endpoint/verify/verify').then((m) => m.verify),
}

export const trigger: CommandDeclaration = {
  name: 'trigger',
  about: 'trigger',
  args: [{ name: '[type]', about: 'triggerType' }],
  flags: [
    to,
    { flags: '--set <path=value>', about: 'triggerSet', read: collect },
    { flags: '--edit', about: 'triggerEdit' },
    { flags: '--raw <file>', about: 'triggerRaw', file: 'stdin' },
    { flags: '--list', about: 'triggerList' },
    mode,
    callbackToken,
    retry,
    { flags: '--repeat <number>', about: 'triggerRepeat', range: count() },
    { flags: '--concurrency <number>', about: 'triggerConcurrency', range: count(10_000) },
  ],
  after: ['triggerExamples'],
  uses: 'account',
  load: () => import('../commands/endpoint/trigger/trigger').then((m) => m.trigger),
}

export const resend: CommandDeclaration = {
  name: 'resend',
  about: 'resend',
  args: [{ name: '<file>', about: 'resendFile', file: 'stdin' }],
  flags: [to, mode, callbackToken, retry, { flags: '--fresh', about: 'resendFresh' }],
  uses: 'account',
  load: () => import('../commands/endpoint/trigger/resend').then((m) => m.resend),
}
