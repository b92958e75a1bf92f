import { WxError } from '../errors'

/** `--port` as a number; 0 picks a free one. @throws WxError VALUE_OUT_OF_RANGE */
export function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (!(port <= 65_535))
    throw new WxError('VALUE_OUT_OF_RANGE', { name: '--port', value, least: 0, most: 65_535 })
  return port
}
