import { Option } from 'commander'
import { messageModes } from '../wechat/callback/values'
import { FileArgument, FileOption } from './dash'
import { collect, count, type Tree } from './tree'

export function registerEndpoint({ program, t, action }: Tree): void {
  const mode = () => new Option('--mode <mode>', t('mode')).choices([...messageModes])
  program
    .command('serve')
    .description(t('serve'))
    .option('--port <port>', t('port'), '3000')
    .option('--host <address>', t('host'), '127.0.0.1')
    .option('--path <path>', t('servePath'), '/')
    .addOption(mode())
    .option('--token <token>', t('callbackToken'))
    .addOption(new FileOption('--reply <file>', t('serveReply'), 'stdin'))
    .option('--check', t('serveCheck'))
    .option('--schema', t('serveSchema'))
    .option('--forward-to <url>', t('serveForward'))
    .addOption(new FileOption('--record <directory>', t('serveRecord'), 'refused'))
    .addOption(new FileOption('--verify-file <file>', t('serveVerifyFile'), 'refused').argParser(collect))
    .option('--public-url <url>', t('servePublicUrl'))
    .option('--tunnel <command>', t('serveTunnel'))
    .option('--once', t('serveOnce'))
    .addOption(new FileOption('--ready-file <file>', t('readyFile'), 'refused'))
    .addHelpText('after', `\n${t('serveExamples')}`)
    .action(action(() => import('../commands/endpoint/serve/serve').then((m) => m.serve)))
  program
    .command('verify')
    .description(t('verify'))
    .argument('[url]', t('verifyUrl'))
    .addOption(mode())
    .option('--token <token>', t('callbackToken'))
    .addOption(
      new Option('--as <kind>', t('verifyAs')).choices(['account', 'test-account']).default('account'),
    )
    .addHelpText('after', `\n${t('verifyExamples')}\n\n${t('verifyExits')}`)
    .action(action(() => import('../commands/endpoint/verify/verify').then((m) => m.verify)))
  program
    .command('trigger')
    .description(t('trigger'))
    .argument('[type]', t('triggerType'))
    .option('--to <url>', t('triggerTo'))
    .option('--set <path=value>', t('triggerSet'), collect)
    .option('--edit', t('triggerEdit'))
    .addOption(new FileOption('--raw <file>', t('triggerRaw'), 'stdin'))
    .option('--list', t('triggerList'))
    .addOption(mode())
    .option('--token <token>', t('callbackToken'))
    .option('--retry', t('triggerRetry'))
    .option('--repeat <number>', t('triggerRepeat'), count('--repeat'))
    .option('--concurrency <number>', t('triggerConcurrency'), count('--concurrency', 10_000))
    .addHelpText('after', `\n${t('triggerExamples')}`)
    .action(action(() => import('../commands/endpoint/trigger/trigger').then((m) => m.trigger)))
  program
    .command('resend')
    .description(t('resend'))
    .addArgument(new FileArgument('<file>', t('resendFile'), 'stdin'))
    .option('--to <url>', t('triggerTo'))
    .addOption(mode())
    .option('--token <token>', t('callbackToken'))
    .option('--retry', t('triggerRetry'))
    .option('--fresh', t('resendFresh'))
    .action(action(() => import('../commands/endpoint/trigger/resend').then((m) => m.resend)))
}
