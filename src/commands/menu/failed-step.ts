import { WxError } from '../../errors'
import { canonicalConditional } from '../../menu/diff/compare'
import type { Step } from '../../menu/push/plan'
import { menuMessages } from '../../terminal/messages/menu'
import { ruleText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import type { Push } from './push-document'

/** The call of a plan that failed, for `--json`. */
interface FailedStep {
  readonly call: Step['call']
  /** Number of the conditional menu in the file, from 1; absent for the default menu and for one that is not in the file. */
  readonly conditional?: number
  readonly matchrule?: Readonly<Record<string, string>>
  readonly menuid?: string
  /** Where that menu begins in the menu file, each from 1. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/**
 * The error of a call, with the menu that it was about: its number, its matchrule and its place in the file. In text it
 * begins with them; with `--json` they are the key `failed`.
 */
export async function withPlace(
  cx: CommandContext,
  push: Push,
  step: Step,
  error: WxError,
): Promise<WxError> {
  const failed = await failedStep(push, step)
  return new WxError(error.code, error.params, {
    ...error.details,
    kind: error.kind,
    place: placeText(cx, failed),
    data: { ...error.details.data, failed },
  })
}

async function failedStep({ wanted, places, name }: Push, step: Step): Promise<FailedStep> {
  const { call } = step
  if (call === 'delete') return { call }
  const found = await places?.()
  if (call === 'create') return { call, ...(found?.button && { file: name, ...found.button }) }
  const { matchrule } = step
  if (call === 'delconditional') return { call, matchrule, menuid: step.menuid }
  const text = canonicalConditional(step)
  const index = wanted.conditional.findIndex((menu) => canonicalConditional(menu) === text)
  const place = found?.conditional[index]
  return { call, conditional: index + 1, matchrule, ...(place && { file: name, ...place }) }
}

function placeText({ terminal }: CommandContext, failed: FailedStep): string {
  const { call, conditional, matchrule = {}, file, line, column } = failed
  const rule = ruleText(matchrule)
  const menu =
    call === 'delete'
      ? terminal.t(menuMessages.allMenus)
      : call === 'create'
        ? terminal.t(menuMessages.theDefault)
        : conditional === undefined
          ? terminal.t(menuMessages.formerConditional, { rule })
          : terminal.t(menuMessages.theConditional, { number: conditional, rule })
  return file === undefined
    ? menu
    : terminal.t(menuMessages.inFile, { place: `${file}:${line}:${column}`, menu })
}
