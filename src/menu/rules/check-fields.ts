/** The fields a type needs, docs/platform.md 2.2, and what they may hold. */

import type { Where } from '../../document/findings'
import { child, entry, headOf, isNull, type MapNode, placeOf, present } from '../../document/tree'
import { USUAL_APPID } from '../../wechat/appid'
import type { Level } from '../../wechat/menu/findings'
import { linkHost } from '../../wechat/menu/link-host'
import {
  type ButtonField,
  type ButtonType,
  buttonFields,
  menuErrcodes,
  menuLimits,
} from '../../wechat/menu/rules'
import { utf8Bytes } from '../../wechat/menu/text'
import { checkOauth } from '../oauth-leaf'
import { checkMediaName } from '../push/media'
import { isShorthand, type Shorthand, shorthandFor, shorthands } from '../shorthands'
import { checkUrl, type FieldPlace, textAt } from './check-text'
import type { MenuFindings } from './findings'
import { buttonKeys, mistyped } from './shape'

/** Checks the fields of a button with a known type. */
export function checkFields(
  map: MapNode,
  type: string,
  { required }: ButtonType,
  place: FieldPlace,
  findings: MenuFindings,
): void {
  const { path, level, links } = place
  const typeEntry = entry(map, 'type')
  for (const field of required) {
    const errcode = errcodeOf(field, level)
    const found = entry(map, field)
    const shorthand = shorthandFor(type, field)
    if (shorthand && checkShorthand(map, shorthand, place, findings)) continue
    if (!found || !child(map, field)) {
      const span = found ? placeOf(found) : typeEntry ? placeOf(typeEntry) : headOf(map)
      const isTypo = mistyped(map, field, buttonKeys) || (shorthand && mistyped(map, shorthand, buttonKeys))
      if (found || !isTypo)
        findings.add('field-missing', { span, path: [...path, field], errcode }, { type, field })
      continue
    }
    const value = textAt(map, field, path, findings)
    const where = { span: placeOf(found), path: [...path, field], level }
    if (value === undefined) continue
    checkValue(field, value, { ...where, errcode }, findings)
    const host = field === 'url' && value.length <= menuLimits.urlBytes ? linkHost(value) : undefined
    if (host !== undefined) links?.(host, where)
  }
  for (const { key, keySpan, value } of map.entries)
    if (!isNull(value) && isUnused(key, type, required))
      findings.add('field-unused', { span: keySpan, path: [...path, key] }, { field: key, type })
}

/** A field of ours in place of one of WeChat's. @returns whether it is there, and the other is not asked for */
function checkShorthand(map: MapNode, name: Shorthand, place: FieldPlace, findings: MenuFindings): boolean {
  const found = present(map, name)
  if (!found) return false
  const { field } = shorthands[name]
  const { path, level } = place
  const where = { span: found.keySpan, path: [...path, name], level }
  if (present(map, field)) findings.add('field-exclusive', where, { field: name, other: field })
  if (name === 'oauth') checkOauth(found, place, findings)
  else checkMediaName(map, found, path, findings)
  return true
}

function isUnused(key: string, type: string, required: readonly string[]): boolean {
  if (isShorthand(key)) return shorthands[key].type !== type
  return (buttonFields as readonly string[]).includes(key) && !required.includes(key)
}

function checkValue(field: ButtonField, value: string, where: Where, findings: MenuFindings): void {
  const { errcode: _, ...place } = where
  if (value.trim() === '') {
    findings.add('field-empty', value === '' ? where : place, { field })
    return
  }
  const bytes = utf8Bytes(value)
  if (field === 'key' && bytes > menuLimits.keyBytes)
    findings.add('key-too-long', place, { bytes, limit: menuLimits.keyBytes })
  if (field === 'url') {
    if (bytes > menuLimits.urlBytes)
      findings.add('url-too-long', place, { bytes, limit: menuLimits.urlBytes })
    checkUrl(value, place, findings)
  }
  if (field === 'appid' && !USUAL_APPID.test(value)) findings.add('appid-format', place, { value })
}

/** What the platform answers when the field is missing or empty. */
function errcodeOf(field: ButtonField, level: Level): number {
  const codes = menuErrcodes[level]
  return {
    key: codes.key,
    url: codes.url,
    media_id: codes.mediaId,
    article_id: menuErrcodes.articleId,
    appid: menuErrcodes.weappAppid,
    pagepath: menuErrcodes.pagepath,
  }[field]
}
