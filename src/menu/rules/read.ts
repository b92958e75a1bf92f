import { decode } from '../../document/decode'
import type { Count } from '../../document/findings'
import { toValue } from '../../document/tree'
import { menuLimits } from '../../wechat/menu/rules'
import { normaliseMenu, withoutUnknown } from '../normalise'
import { type MediaUse, mediaUses } from '../push/media'
import type { Menu } from '../types'
import { checkMenu } from './check'
import type { TagUse } from './check-conditional'
import { type MenuFinding, type MenuRule, menuFindings, parseMenu } from './findings'
import { asMap, fileKeys } from './shape'
import { fillVariables, type Variables } from './variables'

/** A menu file, read and checked. */
export interface MenuFile {
  /** The name it was given under. */
  readonly file: string
  /** Its text, for drawing the findings; empty where it has none. */
  readonly text: string
  /** A link of the checkout led to it: nothing of its text is shown. */
  readonly isLinked?: boolean
  /** Everything that is wrong with it, in the order of the file, up to as many as anybody reads. */
  readonly findings: readonly MenuFinding[]
  /** Findings beyond those. */
  readonly more?: Count
  /** Its warnings were made errors. */
  readonly strict?: boolean
  /** Present when no finding is an error. Matchrules may still name a `tag` (tags.ts), buttons may use shorthands. */
  readonly menu?: Menu
  /** The pin: the only account it may be deployed to. */
  readonly appid?: string
  readonly tagUses: readonly TagUse[]
  /** Files that buttons name; nobody has looked at them yet: see media-files.ts. */
  readonly mediaUses: readonly MediaUse[]
}

/** @param bytes the file's content; YAML or JSON, in any shape that shape.ts knows */
export function readMenu(bytes: Uint8Array, file: string, variables: Variables): MenuFile {
  const decoded = decode(bytes, menuLimits.fileBytes)
  const findings = menuFindings(file, decoded.text)
  const done = (rest: Partial<MenuFile> = {}): MenuFile => {
    findings.explain(fileKeys)
    return { file, text: decoded.text, tagUses: [], mediaUses: [], ...rest, ...findings.gathered() }
  }
  if ('rule' in decoded) {
    findings.addUndecoded(decoded)
    return done()
  }
  const parsed = parseMenu(decoded.text, findings)
  if (!parsed) {
    if (!findings.any) findings.addWhole('file-empty')
    return done()
  }
  const filled = fillVariables(parsed.root, variables, findings)
  const root = parsed.whole ? asMap(filled, [], findings) : undefined
  if (!root) return done()
  const { appid, tagUses } = checkMenu(root, findings)
  const files = mediaUses(root, findings)
  return done({
    tagUses,
    mediaUses: files,
    appid,
    ...(!findings.any && { menu: withoutUnknown(normaliseMenu(toValue(root))) }),
  })
}

/** A file that could not be read at all: the reason is its finding. */
export function unreadable(file: string, reason: string): MenuFile {
  return withoutText(file, 'file-unreadable', { reason })
}

/** A file that a link inside of a checkout leads out of it to: nothing of it is read. @param root the checkout */
export function outside(file: string, root: string): MenuFile {
  return withoutText(file, 'file-outside', { root })
}

/** A name without a text: it has one finding. */
export function withoutText(file: string, rule: MenuRule, params: MenuFinding['params'] = {}): MenuFile {
  const findings = menuFindings(file, '')
  findings.addWhole(rule, params)
  return { file, text: '', tagUses: [], mediaUses: [], ...findings.gathered() }
}
