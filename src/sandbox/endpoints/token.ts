import { tokenLimits } from '../../wechat/api-limits'
import { endpoints } from '../../wechat/endpoints'
import { allowed, invalidIp } from '../allowlist'
import { textIn } from '../body'
import { spend, spendMinute } from '../quota'
import { Refusal, refuse } from '../refusal'
import type { AccountState } from '../state'
import { issueClassic, issueStable } from '../tokens'
import { accountNamed, accountOf, type Behaviours, type Call } from './endpoint'

/** docs/platform.md 1.1–1.4. */
export const tokenEndpoints = {
  token: {
    token: false,
    posted: true,
    run: (call) => {
      const { query, fields, time } = call
      // Of a form the grant_type is not seen, and nothing of a JSON body (docs/platform.md 15). [?] Whether its secret is.
      const [appid, secret] = ['appid', 'secret'].map((key) => query.get(key) ?? fields.get(key))
      const account = caller(call, query.get('grant_type'), appid, secret)
      spend(account, endpoints.token.path, time)
      return issueClassic(account, time)
    },
  },
  stableToken: {
    token: false,
    run: (call) => {
      const { body, time } = call
      const [grant, appid, secret] = ['grant_type', 'appid', 'secret'].map((key) => textIn(body, key))
      const { force_refresh: force = false } = body
      if (typeof force !== 'boolean') refuse(47001)
      const account = caller(call, grant, appid, secret)
      spendMinute(account, tokenLimits.stablePerMinute, time)
      spend(account, endpoints.stableToken.path, time)
      return issueStable(account, force, time)
    },
  },
} satisfies Behaviours

function caller(
  { state, client }: Call,
  grant: string | null | undefined,
  appid: string | null | undefined,
  secret: string | null | undefined,
): AccountState {
  accountNamed(state, appid)
  if (grant !== 'client_credential') refuse(40002)
  const account = accountOf(state, appid, secret)
  if (account.frozen) refuse(40243)
  if (account.punished) refuse(50004)
  if (!allowed(account.allowlist, client)) throw new Refusal(40164, invalidIp(client))
  return account
}
