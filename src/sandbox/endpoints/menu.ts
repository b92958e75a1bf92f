import { menuLimits } from '../../wechat/menu-rules'
import { numberIn, textIn } from '../body'
import { menuAnswer, selfMenuAnswer } from '../menus/answers'
import { hostOf, type LiveButton, readButtons } from '../menus/buttons'
import { menuFor, readMatchRule } from '../menus/matching'
import { refuse } from '../refusal'
import { nextMenuId } from '../state'
import { done, type Endpoint } from './endpoint'

/** FACTS 2.1–2.6. */
export const menuEndpoints: Readonly<Record<string, Endpoint>> = {
  '/cgi-bin/menu/create': {
    method: 'POST',
    token: true,
    run: ({ state, account, body }) => {
      const button = readButtons(body, account)
      account.menu = { button, menuid: nextMenuId(state) }
      account.consoleMenu = null // a menu made by the API takes the place of the console's
      return done
    },
  },
  '/cgi-bin/menu/get': {
    method: 'GET',
    token: true,
    run: ({ account }) => menuAnswer(account, account.menu ?? refuse(46003)),
  },
  '/cgi-bin/menu/delete': {
    method: 'GET',
    token: true,
    run: ({ account }) => {
      account.menu = null
      account.consoleMenu = null
      account.conditional = []
      return done
    },
  },
  '/cgi-bin/get_current_selfmenu_info': {
    method: 'GET',
    token: true,
    unverified: true,
    run: ({ account }) => selfMenuAnswer(account),
  },
  '/cgi-bin/menu/addconditional': {
    method: 'POST',
    token: true,
    run: ({ state, account, body }) => {
      const button = readButtons(body, account)
      const matchrule = readMatchRule(body.matchrule)
      if (!account.menu) refuse(65303)
      const domains = new Set(
        [...account.conditional.flatMap((menu) => menu.button), ...button].flatMap(hosts),
      )
      if (domains.size > menuLimits.conditionalDomains) refuse(65316)
      const menuid = nextMenuId(state)
      account.conditional.push({ button, matchrule, menuid })
      return { menuid: String(menuid) }
    },
  },
  '/cgi-bin/menu/delconditional': {
    method: 'POST',
    token: true,
    run: ({ account, body }) => {
      const menuid = numberIn(body, 'menuid')
      const at = account.conditional.findIndex((menu) => menu.menuid === menuid)
      if (at < 0) refuse(65301)
      account.conditional.splice(at, 1)
      return done
    },
  },
  '/cgi-bin/menu/trymatch': {
    method: 'POST',
    token: true,
    run: ({ account, body }) => {
      const id = textIn(body, 'user_id')
      const user = account.users.find(({ openid, wechatId }) => id === openid || id === wechatId)
      if (!user) refuse(65302)
      if (!user.follows) refuse(65315)
      const { button } = menuFor(account, user) ?? refuse(46003)
      return { button }
    },
  },
}

/** The domains that a button and its children link to. */
function hosts({ url, sub_button }: LiveButton): string[] {
  const own = url === undefined ? undefined : hostOf(url)
  return [...(own ? [own] : []), ...sub_button.flatMap(hosts)]
}
