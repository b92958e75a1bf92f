import { describe, expect, test } from 'vitest'
import { recordingProxy } from '../support/proxy'
import { keys, world } from './menu/world'

// @module-tag slow

const commands = {
  token: ['token'],
  'menu push': ['menu', 'push', 'menu.json'],
  'menu pull': ['menu', 'pull'],
} as const

type Name = keyof typeof commands

interface Case {
  /** What the control endpoints are told before. */
  readonly orders?: Readonly<Record<string, object>>
  /** Strikes the last call that the command makes before it has its answer. */
  readonly fault?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly flags?: readonly string[]
  readonly exitCode: number
  /** What stands on stderr, `PATH` being the struck call. */
  readonly says: string
  /** A token is had all the same. */
  readonly menusOnly?: true
  /** Tries at the call that fails. */
  readonly tries?: number
}

const SECRET_STALE = 'The AppSecret does not belong to this AppID, or it was reset since.'

/** One fault each, as the platform, the network or a proxy brings it about. */
const cases: Readonly<Record<string, Case>> = {
  'a wrong secret': { env: { WXADMIN_SECRET: 'f'.repeat(32) }, exitCode: 4, says: SECRET_STALE },
  'a frozen secret': {
    orders: { account: { frozen: true } },
    exitCode: 4,
    says: 'The AppSecret was frozen by an administrator',
  },
  'an address that is not on the allowlist': {
    orders: { account: { allowlist: ['10.0.0.1'] } },
    exitCode: 4,
    says: 'Try: add 127.0.0.1 in',
  },
  'an unverified account': {
    orders: { account: { verified: false } },
    exitCode: 5,
    says: 'WeChat answered 48001 api unauthorized',
    menusOnly: true,
  },
  'the quota of menu calls used up': {
    orders: { quota: { path: '/cgi-bin/menu/get', used: 10_000 } },
    exitCode: 5,
    says: 'menu/get: WeChat answered 45009 reach max api daily quota limit',
    menusOnly: true,
  },
  'the quota of token calls used up': {
    orders: { quota: { path: '/cgi-bin/stable_token', used: 500_000 } },
    exitCode: 5,
    says: 'stable_token: WeChat answered 45009 reach max api daily quota limit',
  },
  'a busy platform': {
    fault: 'busy',
    exitCode: 5,
    says: 'WeChat answered -1 system error (rid',
    tries: 3,
  },
  'a login page in the way': {
    fault: 'html',
    exitCode: 6,
    says: 'answered PATH with something that is not JSON: <html>',
    tries: 1,
  },
  'an empty answer': { fault: 'empty', exitCode: 6, says: 'is incomplete: 0 bytes', tries: 1 },
  'half an answer': { fault: 'truncate', exitCode: 6, says: 'is incomplete: JSON,', tries: 1 },
  'a connection that is cut': { fault: 'drop', exitCode: 6, says: 'was cut: ECONNRESET', tries: 3 },
  'no answer at all': {
    fault: 'hang',
    flags: ['--timeout', '0.3'],
    exitCode: 6,
    says: 'did not answer PATH within 0.3 s',
    tries: 1,
  },
}

describe.each(Object.entries(cases))('%s', (_, { orders = {}, fault, env, flags = [], ...wanted }) => {
  test.each(Object.keys(commands) as Name[])('%s', async (name) => {
    const { server, run, file, fault: add } = await world()
    file('menu.json', keys('a'))
    const path = name === 'token' ? '/cgi-bin/stable_token' : '/cgi-bin/menu/get'
    for (const [order, body] of Object.entries(orders)) await server.control(order, body)
    if (fault) await add(`${path}=${fault}`)
    const { code, stdout, stderr } = await run([...commands[name], ...flags], { env })
    if (wanted.menusOnly && name === 'token') {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      return
    }
    expect({ code, stdout }).toEqual({ code: wanted.exitCode, stdout: '' })
    expect(stderr).toContain(wanted.says.replace('PATH', path))
    if (wanted.tries) expect(await server.send('/sandbox/calls')).toMatchObject({ [path]: wanted.tries })
  })
})

test.each(Object.keys(commands) as Name[])('a proxy that refuses: %s', async (name) => {
  const proxy = await recordingProxy() // it answers CONNECT with 403
  const { run, file } = await world()
  file('menu.json', keys('a'))
  const env = { WXADMIN_API_BASE: undefined, HTTPS_PROXY: proxy.url }
  const { code, stdout, stderr } = await run([...commands[name]], { env })
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
  expect(stderr).toContain(proxy.url)
  expect(stderr).toContain('HTTP 403')
})
