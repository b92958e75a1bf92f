import { Chalk } from 'chalk'
import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { drawQr, paintQr } from '../../src/terminal/qr'

const LINK =
  'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0123456789abcdef&state=登录#wechat_redirect'

/** The modules that a drawing shows, true for drawn. */
function modulesOf(lines: readonly string[]): boolean[][] {
  return lines.flatMap((line) => [
    [...line].map((half) => half === '▀' || half === '█'),
    [...line].map((half) => half === '▄' || half === '█'),
  ])
}

describe('a QR code in the terminal', () => {
  test('has a dark module for each of the code, in half blocks', () => {
    const { data, size } = encode(LINK, { ecc: 'L', border: 2 })
    const drawn = modulesOf(drawQr(LINK, { invert: true }))
    expect(drawn.slice(0, size)).toEqual(data)
    expect(drawn.slice(size).flat().some(Boolean)).toBe(false)
  })

  test('draws the light modules for a dark terminal', () => {
    const { data, size } = encode(LINK, { ecc: 'L', border: 2 })
    const drawn = modulesOf(drawQr(LINK))
    expect(drawn.slice(0, size)).toEqual(data.map((row) => row.map((dark) => !dark)))
    expect(drawn.slice(size).flat().every(Boolean)).toBe(true)
  })

  test('has lines of one length, with quiet around', () => {
    const lines = drawQr(LINK)
    expect(new Set(lines.map((line) => line.length)).size).toBe(1)
    expect(lines[0]).toMatch(/^█+$/)
    expect(lines.every((line) => line.startsWith('██') && line.endsWith('██'))).toBe(true)
  })

  test('says what is too long for one', () => {
    expect(() => drawQr('x'.repeat(3000))).toThrow()
  })

  test('is black on white where there is colour, whatever the terminal’s own colours', () => {
    const [line = ''] = paintQr(LINK, new Chalk({ level: 1 }))
    expect(line.startsWith('\u001b[30m\u001b[107m  ')).toBe(true)
    expect(paintQr(LINK, new Chalk({ level: 0 }))).toEqual(drawQr(LINK))
  })
})
