import { Agent } from 'node:http'
import { onTestFinished } from 'vitest'
import { refusalOf } from '../../src/api/answer'
import { wechatError } from '../../src/errors'
import { HubAccount, type ValueKind } from '../../src/hub/account'
import { type HubKey, hashOf, KeyRing, newKey } from '../../src/hub/keys'
import type { HubValue, RenewalEvent } from '../../src/hub/renewal'
import { type HubOptions, type RequestEvent, startHub } from '../../src/hub/server'
import { type Sandbox, startSandbox } from '../../src/sandbox/server'
import { MemoryState } from '../../src/sandbox/store'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'

export const APPID = SANDBOX_APPID

const realClock = {
  now: Date.now,
  elapsed: () => performance.now(),
  random: Math.random,
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export async function startPlatform(): Promise<Sandbox> {
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, state: new MemoryState(), now: Date.now })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** A value store of this test alone. */
function memoryStore() {
  let kept: HubValue | undefined
  return {
    read: async () => kept,
    generation: async () => kept?.generation ?? 0,
    replace: async (value: HubValue) => {
      kept = value
      return value
    },
    lock: async () => ({ waitedMs: 0, isOurs: async () => true, release: async () => undefined }),
  }
}

/** A hub with one account, in front of a platform. */
export async function hubBefore(
  base: string,
  more: Partial<HubOptions> & { readonly plan?: 'stable' | 'classic'; readonly appid?: string } = {},
) {
  const events: { kind: ValueKind; event: RenewalEvent }[] = []
  const requests: RequestEvent[] = []
  const failures: unknown[] = []
  const appid = more.appid ?? APPID
  const agent = new Agent({ keepAlive: true })
  const fetched = async (answer: Response, name: string) => {
    const json = (await answer.json()) as Record<string, unknown>
    const refusal = refusalOf(json, '/cgi-bin/stable_token')
    if (refusal) throw wechatError(refusal)
    if (typeof json[name] !== 'string') throw new Error(JSON.stringify(json))
    return { token: String(json[name]), expiresIn: Number(json.expires_in) }
  }
  const account = new HubAccount({
    appid,
    secret: async () => SANDBOX_SECRET,
    plan: more.plan ?? 'stable',
    upstream: { base, agent },
    clock: realClock,
    storeOf: memoryStore,
    fetchToken: async () => {
      const query = `grant_type=client_credential&appid=${appid}&secret=${SANDBOX_SECRET}`
      if (more.plan === 'classic')
        return fetched(await fetch(`${base}/cgi-bin/token?${query}`), 'access_token')
      const body = JSON.stringify({ grant_type: 'client_credential', appid, secret: SANDBOX_SECRET })
      return fetched(await fetch(`${base}/cgi-bin/stable_token`, { method: 'POST', body }), 'access_token')
    },
    fetchTicket: async (type, token) =>
      fetched(await fetch(`${base}/cgi-bin/ticket/getticket?access_token=${token}&type=${type}`), 'ticket'),
    onEvent: (kind, event) => void events.push({ kind, event }),
  })
  await account.start()
  let kept: HubKey[] = []
  const secret = Buffer.alloc(32, 7)
  const hub = await startHub({
    host: '127.0.0.1',
    port: 0,
    accounts: [account],
    keys: async () => new KeyRing(kept, secret),
    trustProxy: false,
    now: Date.now,
    onRequest: (event) => void requests.push(event),
    onFailure: (error) => void failures.push(error),
    ...more,
  })
  onTestFinished(async () => {
    account.stop()
    agent.destroy()
    await hub.close()
  })
  const url = `http://127.0.0.1:${hub.port}`
  return {
    url,
    account,
    events,
    requests,
    failures,
    /** Makes a key with these rights. */
    key: (rights: Partial<HubKey> = {}): string => {
      const key = newKey()
      kept = [...kept, { name: `k${kept.length}`, hash: hashOf(key), createdAt: 0, ...rights }]
      return key
    },
    revokeAll: () => {
      kept = []
    },
    call: async (path: string, key?: string, init: RequestInit = {}) => {
      const answer = await fetch(`${url}${path}`, {
        ...init,
        headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...init.headers },
      })
      const text = await answer.text()
      let json: Record<string, unknown> = {}
      try {
        json = JSON.parse(text)
      } catch {}
      return { status: answer.status, headers: answer.headers, text, json }
    },
  }
}
