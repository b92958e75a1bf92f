import type { Client } from '../../api/types'
import { endpoints } from '../../wechat/endpoints'
import { suggest } from '../../wechat/suggest'
import type { TagUse } from '../rules/check-conditional'
import type { MenuFinding } from '../rules/findings'
import type { Menu } from '../types'

interface TagsAnswer {
  readonly tags?: readonly { readonly id: number; readonly name: string }[]
}

/** Nobody reads more of them. */
const MOST_UNKNOWN = 100

export interface Resolved {
  /** Its matchrules say `tag_id` where they said `tag`. */
  readonly menu: Menu
  /** One for each tag that the account does not have, up to as many as anybody reads. */
  readonly unknown: readonly MenuFinding[]
}

/** Looks up the tags that matchrules name: one call, and none where no tag is named. @throws WxError as Client.call */
export async function resolveTags(client: Client, menu: Menu, uses: readonly TagUse[]): Promise<Resolved> {
  if (uses.length === 0) return { menu, unknown: [] }
  const { tags = [] } = await client.call<TagsAnswer>({
    method: 'GET',
    path: endpoints.tagsGet.path,
    repeatable: true,
  })
  const ids = new Map(tags.map(({ id, name }) => [name, String(id)]))
  const names = [...ids.keys()]
  const missing = uses.filter(({ name }) => !ids.has(name)).slice(0, MOST_UNKNOWN)
  const unknown = missing.map((use) => unknownTag(use, names))
  const conditional = menu.conditional.map((each) => {
    const { tag, ...matchrule } = each.matchrule
    const id = tag === undefined ? undefined : ids.get(tag)
    return id === undefined ? each : { ...each, matchrule: { tag_id: id, ...matchrule } }
  })
  return { menu: { ...menu, conditional }, unknown }
}

function unknownTag({ name, unknown }: TagUse, known: readonly string[]): MenuFinding {
  const suggestion = suggest(name, known)
  const params = {
    ...unknown.params,
    known: known.slice(0, 20).join(', '),
    ...(suggestion && { suggestion }),
  }
  return { ...unknown, params }
}
