import { Option } from 'commander'
import { readScope } from '../commands/oauth/scope'
import { type AuthorizeScope, authorizeScopes } from '../wechat/oauth/authorize-url'
import { qrcodeLimits } from '../wechat/oauth/web-limits'
import { FileOption } from './dash'
import { count, type Tree } from './tree'

/** The pages that users open: web authorization, JS-SDK, QR codes. */
export function registerWeb({ program, t, action }: Tree): void {
  const scope = (byDefault: AuthorizeScope) =>
    new Option('--scope <scope>', t('oauthScope'))
      .choices([...authorizeScopes])
      .argParser(readScope)
      .default(byDefault)
  const oauth = program
    .command('oauth')
    .description(t('oauth'))
    .addHelpText('after', `\n${t('oauthExamples')}`)
  oauth
    .command('url')
    .description(t('oauthUrl'))
    .argument('<redirect>', t('oauthRedirect'))
    .addOption(scope('snsapi_base'))
    .option('--state <state>', t('oauthState'))
    .option('--force-popup', t('oauthForcePopup'))
    .option('--force-snapshot', t('oauthForceSnapshot'))
    .option('--qr', t('drawQr'))
    .option('--open', t('openPage'))
    .action(action(() => import('../commands/oauth/url').then((m) => m.oauthUrl)))
  oauth
    .command('login')
    .description(t('oauthLogin'))
    .addOption(scope('snsapi_userinfo'))
    .option('--port <port>', t('port'), '0')
    .option('--host <address>', t('host'), '127.0.0.1')
    .option('--public-url <url>', t('oauthPublicUrl'))
    .option('--force-popup', t('oauthForcePopup'))
    .option('--qr', t('drawQr'))
    .option('--open', t('openPage'))
    .addOption(new FileOption('--ready-file <file>', t('readyFile'), 'refused'))
    .action(action(() => import('../commands/oauth/login').then((m) => m.oauthLogin)))
  oauth
    .command('exchange')
    .description(t('oauthExchange'))
    .argument('<code>', t('oauthCode'))
    .option('--state <state>', t('oauthGotState'))
    .action(action(() => import('../commands/oauth/exchange').then((m) => m.oauthExchange)))
  const locale = () => new Option('--locale <locale>', t('oauthLocale')).choices(['zh_CN', 'zh_TW', 'en'])
  for (const [verb, about] of [
    ['refresh', 'oauthRefresh'],
    ['userinfo', 'oauthUserinfo'],
    ['check', 'oauthCheck'],
  ] as const) {
    const command = oauth
      .command(verb)
      .description(t(about))
      .argument('[openid]', t('oauthOpenid'))
      .option('--token-stdin', t('oauthTokenStdin'))
      .action(action(() => import('../commands/oauth/kept').then((m) => m[verb])))
    if (verb === 'userinfo') command.addOption(locale())
  }

  const jssdk = program
    .command('jssdk')
    .description(t('jssdk'))
    .addHelpText('after', `\n${t('jssdkExamples')}`)
  jssdk
    .command('sign')
    .description(t('jssdkSign'))
    .argument('<url>', t('jssdkUrl'))
    .action(action(() => import('../commands/jssdk/sign').then((m) => m.signPage)))
  jssdk
    .command('ticket')
    .description(t('jssdkTicket'))
    .addOption(
      new Option('--type <type>', t('jssdkTicketType')).choices(['jsapi', 'wx_card']).default('jsapi'),
    )
    .option('--clear', t('jssdkTicketClear'))
    .action(action(() => import('../commands/jssdk/ticket').then((m) => m.printTicket)))
  jssdk
    .command('demo')
    .description(t('jssdkDemo'))
    .option('--port <port>', t('port'), '0')
    .option('--host <address>', t('host'), '127.0.0.1')
    .option('--public-url <url>', t('jssdkPublicUrl'))
    .option('--qr', t('drawQr'))
    .option('--open', t('openPage'))
    .addOption(new FileOption('--ready-file <file>', t('readyFile'), 'refused'))
    .action(action(() => import('../commands/jssdk/demo').then((m) => m.demo)))

  const qrcode = program
    .command('qrcode')
    .description(t('qrcode'))
    .addHelpText('after', `\n${t('qrcodeExamples')}`)
  qrcode
    .command('create')
    .description(t('qrcodeCreate'))
    .argument('<scene>', t('qrcodeScene'))
    .option('--permanent', t('qrcodePermanent'))
    .option('--expire <seconds>', t('qrcodeExpire'), count('--expire', qrcodeLimits.mostExpireSeconds))
    .addOption(new Option('--as <kind>', t('qrcodeAs')).choices(['id', 'string']))
    .addOption(new FileOption('-o, --output <file>', t('qrcodeOutput'), 'refused'))
    .option('--force', t('overwrite'))
    .action(action(() => import('../commands/qrcode/create').then((m) => m.createQrcode)))
  qrcode
    .command('url')
    .description(t('qrcodeUrl'))
    .argument('<ticket>', t('qrcodeTicket'))
    .action(action(() => import('../commands/qrcode/url').then((m) => m.qrcodeUrl)))
}
