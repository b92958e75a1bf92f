/** Where each command is declared. What is not run many times a day is loaded when it is asked for. */
import type { CommandDeclaration } from './declaration'
import { menu } from './menu'
import { token } from './token'

type Load = () => CommandDeclaration | Promise<CommandDeclaration>

const account = (name: 'init' | 'account' | 'whoami') => () => import('./account').then((m) => m[name])
const endpoint = (name: 'serve' | 'verify' | 'trigger' | 'resend') => () =>
  import('./endpoint').then((m) => m[name])
const web = (name: 'oauth' | 'jssdk' | 'qrcode') => () => import('./web').then((m) => m[name])
const platform = (name: 'api' | 'explain') => () => import('./platform').then((m) => m[name])

/** In the order of the help. */
const nouns = {
  token: () => token,
  menu: () => menu,
  media: () => import('./media').then((m) => m.media),
  serve: endpoint('serve'),
  verify: endpoint('verify'),
  trigger: endpoint('trigger'),
  resend: endpoint('resend'),
  oauth: web('oauth'),
  jssdk: web('jssdk'),
  qrcode: web('qrcode'),
  init: account('init'),
  account: account('account'),
  whoami: account('whoami'),
  sandbox: () => import('./sandbox').then((m) => m.sandbox),
  api: platform('api'),
  explain: platform('explain'),
  help: () => import('./help').then((m) => m.help),
} as const satisfies Record<string, Load>

/** The declarations that a command line needs: its noun's; all of them where that is not clear, and for `help`. */
export async function declarationsFor(noun: string | undefined): Promise<readonly CommandDeclaration[]> {
  const known: Readonly<Record<string, Load>> = nouns
  const load = noun !== undefined && noun !== 'help' && Object.hasOwn(known, noun) ? known[noun] : undefined
  return load ? [await load()] : allDeclarations()
}

export const allDeclarations = (): Promise<readonly CommandDeclaration[]> =>
  Promise.all(Object.values(nouns).map(async (load: Load) => load()))
