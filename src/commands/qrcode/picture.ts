import { WxError } from '../../errors'
import type { CommandContext } from '../command'
import { writeOutput } from '../output-file'

export type PictureFormat = 'png' | 'svg'

/** By the name of the file. @throws WxError VALUE_INVALID */
export function pictureFormat(file: string): PictureFormat {
  const format = /\.(png|svg)$/i.exec(file)?.[1]?.toLowerCase()
  if (format === 'png' || format === 'svg') return format
  throw new WxError('VALUE_INVALID', {
    name: '--output',
    reason: `"${file}"`,
    expected: 'FILE.png, FILE.svg',
  })
}

/** Pixels of a module in a png; light modules around, as the standard asks for. */
const MODULE = 10
const QUIET = 4

/**
 * Draws the code into a file.
 * @param content what the code says: the address that WeChat gave for it
 * @returns the file as it was named
 * @throws WxError FILE_EXISTS, FILE_UNWRITABLE
 */
export async function savePicture(
  cx: CommandContext,
  content: string,
  {
    output,
    format,
    force,
  }: { readonly output: string; readonly format: PictureFormat; readonly force: boolean },
): Promise<string> {
  const picture = format === 'svg' ? await svgOf(content) : await pngOf(content)
  await writeOutput(cx, output, picture, { replace: force })
  return output
}

async function svgOf(content: string): Promise<string> {
  const { renderSVG } = await import('uqr')
  return `${renderSVG(content, { border: QUIET, pixelSize: MODULE })}\n`
}

async function pngOf(content: string): Promise<Buffer> {
  const [{ encode }, { PNG }] = await Promise.all([import('uqr'), import('pngjs')])
  const { data, size } = encode(content, { border: QUIET })
  const side = size * MODULE
  const png = new PNG({ width: side, height: side, colorType: 0 })
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const isDark = data[Math.floor(y / MODULE)]?.[Math.floor(x / MODULE)] ?? false
      png.data.fill(isDark ? 0 : 255, (y * side + x) * 4, (y * side + x) * 4 + 3)
      png.data[(y * side + x) * 4 + 3] = 255
    }
  return PNG.sync.write(png, { colorType: 0 })
}
