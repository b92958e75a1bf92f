import { onTestFinished } from 'vitest'
import type { Fault } from '../../src/sandbox/faults'
import { startSandbox } from '../../src/sandbox/server'
import { MemoryState, type StateStore } from '../../src/sandbox/store'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'

export const ALICE = 'oSandbox_alice_0123456789abc'
export const BOB = 'oSandbox_bob_0123456789abcde'
export const CAROL = 'oSandbox_carol_0123456789abc'
export const DAVE = 'oSandbox_dave_0123456789abcd'
export const ERIN = 'oSandbox_erin_0123456789abcd'
export const FRANK = 'oSandbox_frank_0123456789abc'

export type Json = Record<string, unknown>

/** 2026-03-01 12:00 in China. */
const NOON = Date.UTC(2026, 2, 1, 4)

/** A sandbox over real HTTP, spoken to with plain fetch; its clock stands still until it is moved. */
export async function sandbox(options: { state?: StateStore; faults?: Fault[] } = {}) {
  const clock = { now: NOON }
  const state = options.state ?? new MemoryState()
  const server = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    state,
    now: () => clock.now,
    faults: options.faults,
  })
  onTestFinished(() => server.close())

  const send = async (path: string, init?: RequestInit): Promise<Json> => {
    const response = await fetch(server.url + path, init)
    return (await response.json()) as Json
  }
  const post = (path: string, body: unknown) =>
    send(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  const credentials = { appid: SANDBOX_APPID, secret: SANDBOX_SECRET }
  const classic = (query: Record<string, string> = {}) =>
    send(
      `/cgi-bin/token?${new URLSearchParams({ grant_type: 'client_credential', ...credentials, ...query })}`,
    )
  const stable = (body: Json = {}) =>
    post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...credentials, ...body })
  const kept: { token?: string } = {}
  const token = async () => {
    kept.token ??= String((await stable()).access_token)
    return kept.token
  }
  return {
    ...server,
    clock,
    state,
    send,
    post,
    classic,
    stable,
    token,
    /** Calls with the account's token: a POST where there is a body. */
    api: async (path: string, body?: unknown) => {
      const url = `${path}${path.includes('?') ? '&' : '?'}access_token=${await token()}`
      return body === undefined ? send(url) : post(url, body)
    },
    control: (name: string, body: unknown = {}) => post(`/sandbox/${name}`, body),
    later: (seconds: number) => {
      clock.now += seconds * 1000
    },
  }
}

export const click = (name = 'a') => ({ type: 'click', name, key: 'K' })
export const view = (url: string, name = 'a') => ({ type: 'view', name, url })
