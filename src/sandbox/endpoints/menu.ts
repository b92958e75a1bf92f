import { SYSTEM_BUSY } from '../../wechat/errcodes/groups'
import { linkHost } from '../../wechat/menu/link-host'
import { menuErrcodes, menuLimits } from '../../wechat/menu/rules'
import { numberIn, textIn } from '../body'
import { menuAnswer, selfMenuAnswer } from '../menus/answers'
import { readButtons } from '../menus/buttons'
import { menuFor, readMatchRule } from '../menus/matching'
import { refuse } from '../refusal'
import type { LiveButton } from '../state'
import { nextMenuId } from '../state'
import { type Behaviours, done } from './endpoint'

/** Our own limit: no page says how many there may be. */
const MOST_CONDITIONAL = 1000

/** docs/platform.md 2.1–2.6. */
export const menuEndpoints = {
  menuCreate: {
    token: true,
    run: ({ state, account, body }) => {
      const button = readButtons(body, account)
      account.menu = { button, menuid: nextMenuId(state) }
      account.consoleMenu = null // a menu made by the API takes the place of the console's
      return done
    },
  },
  menuGet: {
    token: true,
    run: ({ account }) => menuAnswer(account, account.menu ?? refuse(menuErrcodes.noMenu)),
  },
  menuDelete: {
    token: true,
    run: ({ account }) => {
      account.menu = null
      account.consoleMenu = null // [?] no page says what becomes of a console's menu
      account.conditional = []
      return done
    },
  },
  selfMenu: {
    token: true,
    unverified: true,
    run: ({ account }) => selfMenuAnswer(account),
  },
  menuAddConditional: {
    token: true,
    run: ({ state, account, body }) => {
      const button = readButtons(body, account)
      const matchrule = readMatchRule(body.matchrule)
      if (!account.menu) refuse(menuErrcodes.noDefaultMenu)
      const domains = new Set(
        [...account.conditional.flatMap((menu) => menu.button), ...button].flatMap(hosts),
      )
      if (domains.size > menuLimits.conditionalDomains) refuse(menuErrcodes.domainCount)
      if (account.conditional.length >= MOST_CONDITIONAL) refuse(SYSTEM_BUSY)
      const menuid = nextMenuId(state)
      account.conditional.push({ button, matchrule, menuid })
      return { menuid } // a number, though the page shows text (docs/platform.md 2.6)
    },
  },
  menuDeleteConditional: {
    token: true,
    run: ({ account, body }) => {
      const menuid = numberIn(body, 'menuid')
      const at = account.conditional.findIndex((menu) => menu.menuid === menuid)
      if (at < 0) refuse(menuErrcodes.notConditional)
      account.conditional.splice(at, 1)
      return done
    },
  },
  menuTryMatch: {
    token: true,
    run: ({ account, body }) => {
      const id = textIn(body, 'user_id')
      const user = account.users.find(({ openid, wechatId }) => id === openid || id === wechatId)
      if (!user) refuse(menuErrcodes.noSuchUser)
      if (!user.follows) refuse(menuErrcodes.notFollower)
      const { button } = menuFor(account, user) ?? refuse(menuErrcodes.noMenu)
      return { button }
    },
  },
} satisfies Behaviours

/** The domains that a button and its children link to. [?] No page says what a domain is: here the whole host name. */
function hosts({ url, sub_button }: LiveButton): string[] {
  const own = url === undefined ? undefined : linkHost(url)
  return [...(own ? [own] : []), ...sub_button.flatMap(hosts)]
}
