import type { MaterialType } from '../../wechat/material'
import { type Menu, mapMenu } from '../types'

/** A file that a menu names and that WeChat does not have yet. */
export interface PendingUpload {
  /** Stands in place of the media_id: `media:sha256:` and 64 hex digits. */
  readonly placeholder: string
  /** Absolute path. */
  readonly path: string
  /** As the menu file names it. */
  readonly shown: string
  readonly sha256: string
  readonly bytes: number
  readonly type: MaterialType
}

/** The placeholder of a content that has no media_id yet. @param sha256 64 hex digits */
export function placeholderOf(sha256: string): string {
  return `media:sha256:${sha256}`
}

/** A menu with media_ids in place of its placeholders. @param ids by placeholder */
export function withMedia(menu: Menu, ids: ReadonlyMap<string, string>): Menu {
  return mapMenu(menu, (button) =>
    button.media_id === undefined
      ? button
      : { ...button, media_id: ids.get(button.media_id) ?? button.media_id },
  )
}
