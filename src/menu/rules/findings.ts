/** A menu file as a tree, and its findings. */
import { documentRules, type Finding } from '../../document/finding'
import { Findings } from '../../document/findings'
import { type Parsed, parseTree } from '../../document/yaml-tree'
import { ownMenuRules } from '../../wechat/menu/findings'
import { menuErrcodes } from '../../wechat/menu/rules'

/** Every rule of a menu file, in the order in which findings at the same place are shown. */
export const menuRules = {
  ...documentRules,
  'encoding-utf8': { severity: 'error', errcode: menuErrcodes.charset },
  ...ownMenuRules,
} as const

export type MenuRule = keyof typeof menuRules

export type MenuFinding = Finding<MenuRule>

export type MenuFindings = Findings<MenuRule>

/** @param text of the file */
export const menuFindings = (file: string, text: string): MenuFindings =>
  new Findings<MenuRule>(file, text, { rules: menuRules, ofShape: OF_SHAPE })

/** @returns undefined where the text is not a YAML document; the findings say why */
export const parseMenu = (text: string, findings: MenuFindings): Parsed | undefined =>
  parseTree(text, findings, (path) => path.at(-1) !== 'url') // links have rules of their own

/** What a mistyped character makes of the shape. */
const OF_SHAPE: readonly MenuRule[] = [
  'not-a-map',
  'not-a-list',
  'unknown-key',
  'key-not-sent',
  'button-missing',
  'name-missing',
  'type-missing',
  'button-empty',
  'field-missing',
]
