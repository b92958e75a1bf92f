import { oauthUrl } from './oauth-leaf'
import type { Button, Menu } from './types'

/**
 * A menu in which every shorthand has become what WeChat takes.
 * @param appid of the account that the menu is for
 * @param mediaId of a file, by its name in the menu file
 */
export function fillShorthands(menu: Menu, appid: string, mediaId: (name: string) => string): Menu {
  const filled = ({ oauth, media, sub_button: children, ...button }: Button): Button => ({
    ...button,
    ...(oauth !== undefined && { url: oauthUrl(oauth, appid) }),
    ...(typeof media === 'string' && { media_id: mediaId(media) }),
    ...(children && { sub_button: children.map(filled) }),
  })
  return {
    button: menu.button.map(filled),
    conditional: menu.conditional.map((each) => ({ ...each, button: each.button.map(filled) })),
  }
}
