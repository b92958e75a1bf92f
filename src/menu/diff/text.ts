import { parseDocument } from 'yaml'
import { safeYaml } from '../../document/yaml-text'
import { normaliseMenu } from '../normalise'
import type { Menu } from '../types'
import { menuYaml } from '../write'
import { comparedDocument } from './patch'

/**
 * A menu as the menu file that `menu pull` writes, without what is not compared. Equal for equal menus. Every text
 * stands on one line, so that no line begins with what somebody put into a name.
 */
export function comparedYaml(menu: Menu): string {
  const yaml = menuYaml(normaliseMenu(comparedDocument(menu)))
  return safeYaml(parseDocument(yaml), { blockQuote: false })
}
