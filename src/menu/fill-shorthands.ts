import { oauthUrl } from './oauth-leaf'
import { type Menu, mapMenu } from './types'

/**
 * A menu in which every shorthand has become what WeChat takes.
 * @param appid of the account that the menu is for
 * @param mediaId of a file, by its name in the menu file
 */
export function fillShorthands(menu: Menu, appid: string, mediaId: (name: string) => string): Menu {
  return mapMenu(menu, ({ oauth, media, ...button }) => ({
    ...button,
    ...(oauth !== undefined && { url: oauthUrl(oauth, appid) }),
    ...(typeof media === 'string' && { media_id: mediaId(media) }),
  }))
}
