import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { AUTHORIZE_PATH } from '../../wechat/oauth/authorize-url'
import type { Openness } from '../guard'
import type { Site } from './routes'

type Env = { Bindings: HttpBindings }

/** Of the JS-SDK's script on res.wx.qq.com, whatever its version. */
const JWEIXIN = /^\/open\/js\/jweixin-[\d.]+\.js$/

const JSSDK = '/sandbox/jssdk'

const SHOW_QRCODE = '/cgi-bin/showqrcode'

/** The pages that people open in a browser; loaded at the first one. */
export function openPages(app: Hono<Env>, site: Site): void {
  const show = (name: keyof typeof import('./routes')) => async (c: Context<Env>) =>
    (await import('./routes'))[name](c, site)
  app.get(AUTHORIZE_PATH, show('authorize'))
  app.post('/sandbox/authorize', show('consent'))
  app.get(SHOW_QRCODE, show('showQrcode'))
  app.get('/sandbox/q/:id', show('qrcode'))
  app.post('/sandbox/q/:id', show('scanned'))
  app.get('/sandbox/avatar/:openid', show('picture'))
  app.get('/open/js/:file', async (c, next) => (JWEIXIN.test(c.req.path) ? show('jweixin')(c) : next()))
  app.get(JSSDK, show('judged'))
}

/** What other sites may do with each address. */
export function openness({ method, path }: Context['req']): Openness | undefined {
  if (method !== 'GET') return undefined
  if (path === AUTHORIZE_PATH || path.startsWith('/sandbox/q/')) return 'page'
  if (JWEIXIN.test(path) || path === JSSDK) return 'script'
  return path === SHOW_QRCODE || path.startsWith('/sandbox/avatar/') ? 'picture' : undefined
}
