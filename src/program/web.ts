/** The pages that users open: web authorization, JS-SDK, QR codes. */
import { readScope } from '../commands/oauth/scope'
import { type AuthorizeScope, authorizeScopes } from '../wechat/oauth/authorize-url'
import { qrcodeLimits } from '../wechat/oauth/web-limits'
import { type CommandDeclaration, count, type FlagDeclaration, host, port, readyFile } from './declaration'

const scope = (byDefault: AuthorizeScope): FlagDeclaration => ({
  flags: '--scope <scope>',
  about: 'oauthScope',
  choices: authorizeScopes,
  read: readScope,
  byDefault,
})
const popup: FlagDeclaration = { flags: '--force-popup', about: 'oauthForcePopup' }
const qr: FlagDeclaration = { flags: '--qr', about: 'drawQr' }
const open: FlagDeclaration = { flags: '--open', about: 'openPage' }
const kept = {
  args: [{ name: '[openid]', about: 'oauthOpenid' }],
  flags: [{ flags: '--token-stdin', about: 'oauthTokenStdin', secret: [] }],
} as const

export const oauth: CommandDeclaration = {
  name: 'oauth',
  about: 'oauth',
  after: ['oauthExamples'],
  verbs: [
    {
      name: 'url',
      about: 'oauthUrl',
      args: [{ name: '<redirect>', about: 'oauthRedirect' }],
      flags: [
        scope('snsapi_base'),
        { flags: '--state <state>', about: 'oauthState' },
        popup,
        { flags: '--force-snapshot', about: 'oauthForceSnapshot' },
        qr,
        open,
      ],
      uses: 'account',
      load: () => import('../commands/oauth/url').then((m) => m.oauthUrl),
    },
    {
      name: 'login',
      about: 'oauthLogin',
      flags: [
        scope('snsapi_userinfo'),
        port('0'),
        host,
        { flags: '--public-url <url>', about: 'oauthPublicUrl' },
        popup,
        qr,
        open,
        readyFile,
      ],
      uses: 'account',
      load: () => import('../commands/oauth/login').then((m) => m.oauthLogin),
    },
    {
      name: 'exchange',
      about: 'oauthExchange',
      args: [{ name: '<code>', about: 'oauthCode' }],
      flags: [{ flags: '--state <state>', about: 'oauthGotState' }],
      uses: 'account',
      load: () => import('../commands/oauth/exchange').then((m) => m.oauthExchange),
    },
    {
      name: 'refresh',
      about: 'oauthRefresh',
      ...kept,
      uses: 'account',
      load: () => import('../commands/oauth/kept').then((m) => m.refresh),
    },
    {
      name: 'userinfo',
      about: 'oauthUserinfo',
      args: kept.args,
      flags: [
        ...kept.flags,
        { flags: '--locale <locale>', about: 'oauthLocale', choices: ['zh_CN', 'zh_TW', 'en'] },
      ],
      uses: 'token', // not the API's, but a kept one
      load: () => import('../commands/oauth/kept').then((m) => m.userinfo),
    },
    {
      name: 'check',
      about: 'oauthCheck',
      ...kept,
      uses: 'account',
      load: () => import('../commands/oauth/kept').then((m) => m.check),
    },
  ],
}

export const jssdk: CommandDeclaration = {
  name: 'jssdk',
  about: 'jssdk',
  after: ['jssdkExamples'],
  verbs: [
    {
      name: 'sign',
      about: 'jssdkSign',
      args: [{ name: '<url>', about: 'jssdkUrl' }],
      uses: 'token',
      load: () => import('../commands/jssdk/sign').then((m) => m.signPage),
    },
    {
      name: 'ticket',
      about: 'jssdkTicket',
      flags: [
        {
          flags: '--type <type>',
          about: 'jssdkTicketType',
          choices: ['jsapi', 'wx_card'],
          byDefault: 'jsapi',
        },
        { flags: '--clear', about: 'jssdkTicketClear' },
      ],
      uses: 'token',
      load: () => import('../commands/jssdk/ticket').then((m) => m.printTicket),
    },
    {
      name: 'demo',
      about: 'jssdkDemo',
      flags: [port('0'), host, { flags: '--public-url <url>', about: 'jssdkPublicUrl' }, qr, open, readyFile],
      uses: 'token',
      load: () => import('../commands/jssdk/demo').then((m) => m.demo),
    },
  ],
}

export const qrcode: CommandDeclaration = {
  name: 'qrcode',
  about: 'qrcode',
  after: ['qrcodeExamples'],
  verbs: [
    {
      name: 'create',
      about: 'qrcodeCreate',
      args: [{ name: '<scene>', about: 'qrcodeScene' }],
      flags: [
        { flags: '--permanent', about: 'qrcodePermanent' },
        {
          flags: '--expire <seconds>',
          about: 'qrcodeExpire',
          range: count(qrcodeLimits.mostExpireSeconds),
        },
        { flags: '--as <kind>', about: 'qrcodeAs', choices: ['id', 'string'] },
        { flags: '-o, --output <file>', about: 'qrcodeOutput', file: 'refused' },
        { flags: '--force', about: 'overwrite' },
      ],
      uses: 'token',
      load: () => import('../commands/qrcode/create').then((m) => m.createQrcode),
    },
    {
      name: 'url',
      about: 'qrcodeUrl',
      args: [{ name: '<ticket>', about: 'qrcodeTicket' }],
      uses: 'token',
      load: () => import('../commands/qrcode/url').then((m) => m.qrcodeUrl),
    },
  ],
}
