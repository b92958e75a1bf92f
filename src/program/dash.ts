/** What `-` means in the place of a file name: declared with each option and argument that takes one, checked once. */
import type { Command as Commander } from 'commander'
import { WxError } from '../errors'
import { isStdin, STDIN } from '../stdin-name'
import type { Dash, DashOf } from './declaration'
import { FieldOption, FileArgument, FileOption, SecretOption } from './tree'

const STREAM_PATH = /^(?:\/dev\/(?:std(?:in|out|err)|fd\/\d+)|\/proc\/self\/fd\/\d+)$/

/** One place in which a file is named. */
interface Use {
  /** How the place is called: `--reply`, `FILE`. */
  readonly label: string
  readonly value: string
  readonly meaning: Dash
}

/**
 * Refuses a `-` that means nothing, and a second reader of stdin.
 * @param args the command's arguments as they were given
 * @throws WxError DASH_REFUSED, STDIN_TWICE
 */
export function checkDashes(command: Commander, args: readonly unknown[]): void {
  const uses = [...argumentUses(command, args), ...optionUses(command, args)]
  for (const { label, value, meaning } of uses)
    if (meaning === 'refused' && (value === STDIN || STREAM_PATH.test(value)))
      throw new WxError('DASH_REFUSED', { option: label })
  const [first, second] = uses.filter(({ value, meaning }) => meaning === 'stdin' && isStdin(value))
  if (first && second) throw new WxError('STDIN_TWICE', { first: first.label, second: second.label })
}

function argumentUses(command: Commander, args: readonly unknown[]): Use[] {
  return command.registeredArguments.flatMap((argument, index) => {
    if (!(argument instanceof FileArgument)) return []
    const label = argument.name().toUpperCase()
    return texts(args[index]).map((value) => use(label, value, argument.dash, args))
  })
}

function optionUses(command: Commander, args: readonly unknown[]): Use[] {
  return command.options.flatMap((option) => {
    const given: unknown = command.getOptionValue(option.attributeName())
    const label = option.long ?? option.flags
    if (option instanceof FileOption) {
      return texts(given).map((value) => use(label, value, option.dash, args))
    }
    if (option instanceof FieldOption)
      return texts(given).flatMap((text) => {
        const [, key, value] = /^([^=]+)=@(.*)$/s.exec(text) ?? []
        return key === undefined || value === undefined
          ? []
          : [use(`${option.short ?? label} ${key}`, value, 'stdin', args)]
      })
    return option instanceof SecretOption && given === true ? [use(label, STDIN, 'stdin', args)] : []
  })
}

function use(label: string, value: string, dash: DashOf, args: readonly unknown[]): Use {
  return { label, value, meaning: typeof dash === 'function' ? dash(args) : dash }
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}
