import { readNumber } from '../number'

/** `--port` as a number; 0 picks a free one. @throws WxError VALUE_OUT_OF_RANGE */
export function readPort(value: string): number {
  return readNumber('--port', value, { least: 0, most: 65_535 })
}
