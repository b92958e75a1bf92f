import { escaped } from '../../escape-html'
import type { SandboxState } from '../state'
import { nicknameOf, SNAPSHOT_OPENID, userOfOpenid } from './people'

/** The width of WeChat's own pictures of QR codes, in pixels. */
const WIDTH = 430
/** Width of the quiet zone around the code, in modules. */
const QUIET = 4
const QUALITY = 90

/** A QR code as a JPEG, as showqrcode answers it. */
export async function qrPicture(text: string): Promise<Buffer> {
  const [{ encode: encodeQr }, { encode: encodeJpeg }] = await Promise.all([import('uqr'), import('jpeg-js')])
  const { data, size } = encodeQr(text, { ecc: 'M', border: QUIET })
  const scale = Math.floor(WIDTH / size)
  const margin = Math.floor((WIDTH - size * scale) / 2)
  const pixels = Buffer.alloc(WIDTH * WIDTH * 4, 255)
  for (const [y, line] of data.entries())
    for (const [x, dark] of line.entries()) {
      if (!dark) continue
      for (let row = 0; row < scale; row++) {
        const at = ((margin + y * scale + row) * WIDTH + margin + x * scale) * 4
        for (let pixel = 0; pixel < scale; pixel++) pixels.fill(0, at + pixel * 4, at + pixel * 4 + 3)
      }
    }
  return encodeJpeg({ width: WIDTH, height: WIDTH, data: pixels }, QUALITY).data
}

const COLOURS = ['#576b95', '#07c160', '#fa9d3b', '#6467f0', '#10aeff', '#e64340'] as const

/** A user's picture, SVG: the first letter of the name on a colour. The snapshot's user has a grey one. */
export function avatar({ accounts }: SandboxState, openid: string): string | undefined {
  for (const account of Object.values(accounts)) {
    const user = userOfOpenid(account, openid)
    if (!user) continue
    const [letter = ''] = nicknameOf(user)
    return drawn(letter, COLOURS[account.users.indexOf(user) % COLOURS.length] ?? COLOURS[0])
  }
  return openid === SNAPSHOT_OPENID ? drawn('?', '#b2b2b2') : undefined
}

function drawn(letter: string, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132" viewBox="0 0 132 132"><rect width="132" height="132" fill="${colour}"/><text x="66" y="88" font-family="sans-serif" font-size="64" fill="#fff" text-anchor="middle">${escaped(letter)}</text></svg>`
}
