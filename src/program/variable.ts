import { WxError } from '../errors'
import { type GivenVariables, OWN_PREFIX, VARIABLE_NAME } from '../menu/rules/variable-name'

/**
 * `--var NAME[=VALUE]`, one after the other: the later wins. Without a value it is the environment's.
 * @throws WxError VARIABLE_INVALID, which never repeats the value
 */
export function variable(text: string, former: GivenVariables = new Map()): GivenVariables {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  if (!VARIABLE_NAME.test(name)) throw new WxError('VARIABLE_INVALID')
  if (name.toUpperCase().startsWith(OWN_PREFIX)) throw new WxError('VARIABLE_RESERVED', { name })
  return new Map([...former, [name, at < 0 ? undefined : text.slice(at + 1)]])
}
