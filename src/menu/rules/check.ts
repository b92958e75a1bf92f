import { headOf, type MapNode, placeOf } from '../../document/tree'
import { judgeAppid } from '../../wechat/appid'
import { menuLimits } from '../../wechat/menu/rules'
import { checkButton, checkCount } from './check-button'
import { checkConditional, type TagUse } from './check-conditional'
import type { MenuFindings } from './findings'
import { findShape, lacksButtons } from './shape'

export interface Checked {
  /** The pin: the only account this menu may be deployed to. */
  readonly appid?: string
  /** Tags named in matchrules, to be looked up before sending. */
  readonly tagUses: readonly TagUse[]
}

/** Holds a whole document against every rule. Everything that is wrong goes to the findings, at once. */
export function checkMenu(root: MapNode, findings: MenuFindings): Checked {
  const shape = findShape(root, findings)
  const appid = checkPin(shape.appid, findings)
  if (shape.button) {
    checkCount('top-count', shape.button, { least: 1, most: menuLimits.topButtons }, findings)
    shape.button.node.items.forEach((node, index) => {
      checkButton({ node, path: [...(shape.button?.path ?? []), index], level: 'top' }, findings)
    })
  } else if (lacksButtons(root)) {
    if (shape.conditional)
      findings.add('default-missing', { span: shape.conditional.entry.keySpan, path: shape.conditional.path })
    else findings.add('button-missing', { span: headOf(root), path: [] })
  } else if (!findings.any) findings.add('button-missing', { span: headOf(root), path: [] })
  const tagUses = shape.conditional ? checkConditional(shape.conditional, findings) : []
  return { ...(appid !== undefined && { appid }), tagUses }
}

function checkPin(pin: ReturnType<typeof findShape>['appid'], findings: MenuFindings): string | undefined {
  if (!pin) return undefined
  const { value } = pin.entry
  const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
  const verdict = text === undefined ? 'invalid' : judgeAppid(text)
  if (verdict === 'usual' || verdict === 'unusual') return text
  const params = {
    value: text ?? '',
    ...(text !== undefined && verdict === 'original-id' && { original: text }),
  }
  findings.add('pin-format', { span: placeOf(pin.entry), path: pin.path }, params)
  return undefined
}
