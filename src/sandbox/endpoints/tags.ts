import { systemTags, userLimits } from '../../wechat/api-limits'
import { type JsonObject, listIn, numberIn, objectIn, textIn } from '../body'
import { refuse } from '../refusal'
import type { AccountState, Tag, User } from '../state'
import { type AccountCall, type Behaviours, done } from './endpoint'
import { page } from './page'

/** docs/platform.md 9. */
export const tagEndpoints = {
  tagsCreate: {
    token: true,
    run: ({ account, body }) => {
      const name = tagName(account, objectIn(body.tag))
      if (account.tags.length >= userLimits.tags) refuse(45056)
      account.lastTagId += 1
      account.tags.push({ id: account.lastTagId, name })
      return { tag: { id: account.lastTagId, name } }
    },
  },
  tagsGet: {
    token: true,
    run: ({ account }) => ({
      tags: account.tags.map(({ id, name }) => ({ id, name, count: followersWith(account, id).length })),
    }),
  },
  tagsUpdate: {
    token: true,
    run: ({ account, body }) => {
      const given = objectIn(body.tag)
      const tag = ownTag(account, given)
      tag.name = tagName(account, given, tag)
      return done
    },
  },
  tagsDelete: {
    token: true,
    run: ({ account, body }) => {
      const { id } = ownTag(account, objectIn(body.tag))
      if (followersWith(account, id).length > userLimits.deletableTagFans) refuse(45057)
      account.tags = account.tags.filter((tag) => tag.id !== id)
      for (const user of account.users) untag(user, id)
      return done
    },
  },
  tagMembersAdd: {
    token: true,
    run: (call) => {
      const { id, users, failed } = members(call)
      if (users.some((user) => !user.tags.includes(id) && user.tags.length >= userLimits.tagsOfUser))
        refuse(45059)
      for (const user of users) {
        untag(user, id) // set again, it is the one set last
        user.tags.push(id)
      }
      if (failed.length > 0) refuse(45171, { fail_openid_list: failed })
      return done
    },
  },
  tagMembersRemove: {
    token: true,
    run: (call) => {
      const { id, users, failed } = members(call)
      for (const user of users) untag(user, id)
      if (failed.length > 0) refuse(45171, { fail_openid_list: failed })
      return done
    },
  },
  tagsOfUser: {
    token: true,
    run: ({ account, body }) => ({ tagid_list: userOf(account, textIn(body, 'openid'), 49003).tags }),
  },
  usersOfTag: {
    token: true,
    run: ({ account, body }) => {
      const { id } = anyTag(account, numberIn(body, 'tagid'))
      const openids = followersWith(account, id).map(({ openid }) => openid)
      const { count, ...rest } = page(openids, textIn(body, 'next_openid'), userLimits.page)
      return count === 0 ? { count } : { count, ...rest } // nothing else beside the 0 (docs/platform.md 15)
    },
  },
} satisfies Behaviours

/** What an openid looks like. */
const OPENID = /^o[\w-]{27}$/

/**
 * The user of an openid.
 * @param stranger the code for a well-formed openid that is not this account's (docs/platform.md 9)
 * @throws Refusal 40003 malformed
 */
export function userOf(
  account: AccountState,
  openid: string | undefined | null,
  stranger: 40003 | 49003,
): User {
  if (!openid || !OPENID.test(openid)) refuse(40003)
  return account.users.find((user) => user.openid === openid) ?? refuse(stranger)
}

/** The users that a batch names, and the openids that are not this account's. */
function members({ account, body }: AccountCall): { id: number; users: User[]; failed: string[] } {
  const openids = listIn(body, 'openid_list') ?? []
  if (openids.length < 1 || openids.length > userLimits.taggingBatch) refuse(40032)
  const { id } = anyTag(account, numberIn(body, 'tagid'))
  const users: User[] = []
  const failed: string[] = []
  for (const openid of openids) {
    if (typeof openid !== 'string' || !OPENID.test(openid)) refuse(40003)
    const user = account.users.find((candidate) => candidate.openid === openid && candidate.follows)
    if (user) users.push(user)
    else failed.push(openid)
  }
  if (users.length === 0) refuse(49003)
  return { id, users, failed }
}

function anyTag(account: AccountState, id: number | undefined): Tag {
  return account.tags.find((tag) => tag.id === id) ?? refuse(45159)
}

/** A tag that the account made itself. */
function ownTag(account: AccountState, given: JsonObject): Tag {
  const id = numberIn(given, 'id')
  if (id !== undefined && systemTags.includes(id)) refuse(45058)
  return anyTag(account, id)
}

function tagName(account: AccountState, given: JsonObject, self?: Tag): string {
  const name = textIn(given, 'name') ?? ''
  if (name === '' || account.tags.some((tag) => tag.name === name && tag !== self)) refuse(45157)
  if ([...name].length > userLimits.tagName) refuse(45158)
  return name
}

function untag(user: User, id: number): void {
  user.tags = user.tags.filter((tag) => tag !== id)
}

function followersWith(account: AccountState, id: number): User[] {
  return account.users.filter((user) => user.follows && user.tags.includes(id))
}
