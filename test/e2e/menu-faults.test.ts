import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { conditionals, world } from '../commands/menu/world'
import { startProgram } from '../support/program'
import type { Outcome } from '../support/run'

/** The menu before, and the one that is pushed: every kind of call is needed to get from one to the other. */
const OLD = conditionals(['2', 'old'], ['100', 'stays'])
const NEW = conditionals(['101', 'new'], ['2', 'other'], ['100', 'stays']).replace(
  '"key":"default"',
  '"key":"fresh"',
)
/** What that push calls, in order. */
const CALLS = [
  'stable_token',
  'menu/get',
  'menu/create',
  'menu/addconditional',
  'menu/addconditional',
  'menu/delconditional',
  'menu/get',
]

/** What becomes of one call; every other passes. `later`: after it took effect. */
const FAULTS = [
  'errcode',
  'busy for good',
  'status 502',
  'web page',
  'dropped',
  'dropped later',
  'time-out',
  'time-out later',
  'killed',
  'killed later',
] as const
type Fault = (typeof FAULTS)[number]

const LATER = /later$/

/** Stands between wxadmin and the sandbox, and lets call number `at` come to grief. */
async function between(target: string, at: number, fault: Fault, kill: () => void) {
  const paths: string[] = []
  const state = { mended: false }
  const server = createServer(async (request, response) => {
    const index = paths.push((request.url ?? '').replace(/^\/cgi-bin\/|\?.*$/g, '')) - 1
    const body = await bodyOf(request)
    // A call that is tried again meets it again where it is for good.
    const again = fault === 'busy for good' && paths.slice(at, index).every((path) => path === paths[index])
    const struck = !state.mended && (index === at || (index > at && again))
    if (!struck || LATER.test(fault)) {
      const answer = await fetch(target + request.url, {
        method: request.method,
        body: body.length > 0 ? body : undefined,
      })
      const text = await answer.text()
      if (!struck)
        return void response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text)
    }
    strike(fault, response, kill)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    mend: () => {
      state.mended = true
    },
  }
}

function strike(fault: Fault, response: ServerResponse, kill: () => void): void {
  const json = (value: object) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
  if (fault === 'errcode') json({ errcode: 45009, errmsg: 'reach max api daily quota limit' })
  else if (fault === 'busy for good') json({ errcode: -1, errmsg: 'system error' })
  else if (fault === 'status 502') response.writeHead(502).end('bad gateway')
  else if (fault === 'web page')
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>log in</html>')
  else if (fault.startsWith('dropped')) response.destroy()
  else if (fault.startsWith('killed')) kill()
  // a time-out is no answer at all
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

type Live = Awaited<ReturnType<Awaited<ReturnType<typeof world>>['live']>>

/** A menu as it is told apart here: its keys, in order of preference. */
function keysOf(live: Live): string {
  const { menu, conditionalmenu = [] } = live as {
    menu?: { button: { key: string }[] }
    conditionalmenu?: { menuid: number; button: { key: string }[] }[]
  }
  const newestFirst = conditionalmenu.toSorted((a, b) => b.menuid - a.menuid)
  return [menu, ...newestFirst].map((one) => one?.button[0]?.key ?? '-').join(' ')
}

const OLD_KEYS = 'default stays old' // they are placed one after the other: the last is the newest
const NEW_KEYS = 'fresh new other stays'

/** @returns what was live after the fault, in words */
async function pushWith(at: number, fault: Fault): Promise<string> {
  const { server, cwd, env, store, file, place, live } = await world()
  await place(JSON.parse(OLD))
  file('menu.json', NEW)
  let child: ReturnType<typeof startProgram> | undefined
  const middle = await between(server.url, at, fault, () => child?.child.kill('SIGKILL'))
  const push = async (base: string): Promise<Outcome> => {
    child = startProgram(['menu', 'push', 'menu.json', '--timeout', '1'], {
      cwd,
      env: { ...env, WXADMIN_CONFIG_DIR: store, WXADMIN_API_BASE: base },
    })
    return child.ended
  }
  const { code, stderr } = await push(middle.url)
  const now = keysOf(await live())
  const state = now === NEW_KEYS ? 'new' : now === OLD_KEYS ? 'old' : `mixture: ${now}`
  const told = /Live now: (.*)|pushed, but it could not be read back/.exec(stderr)?.[0]
  if (code === 0) expect(state).toBe('new')
  else if (!fault.startsWith('killed') && state !== 'old')
    expect(told, `${state}, exit ${code}: ${stderr}`).toMatch(state === 'new' ? /read back/ : /default menu/)
  expect(stderr).not.toMatch(/\n {4}at /)

  middle.mend()
  const healed = await push(middle.url)
  expect(healed, `the next push after ${fault} at ${at}`).toMatchObject({ code: 0 })
  expect(keysOf(await live())).toBe(NEW_KEYS)
  return `exit ${code}, live: ${state}`
}

test('a push without a fault makes these calls', async () => {
  const { server, cwd, env, store, file, place } = await world()
  await place(JSON.parse(OLD))
  file('menu.json', NEW)
  const middle = await between(server.url, -1, 'errcode', () => undefined)
  const { ended } = startProgram(['menu', 'push', 'menu.json'], {
    cwd,
    env: { ...env, WXADMIN_CONFIG_DIR: store, WXADMIN_API_BASE: middle.url },
  })
  expect(await ended).toMatchObject({ code: 0 })
  expect(middle.paths).toEqual(CALLS)
})

const table: string[] = []

test.each(FAULTS)(
  '%s at each call of a push: old, new, or told exactly; and the next push heals it',
  async (fault) => {
    const outcomes = await Promise.all([...CALLS.keys()].map((at) => pushWith(at, fault)))
    outcomes.forEach((outcome, at) => {
      table.push(`${fault.padEnd(15)} ${`${at + 1} ${CALLS[at]}`.padEnd(22)} ${outcome}`)
    })
  },
  120_000,
)

test('every call met every fault', () => {
  process.stdout.write(`${table.join('\n')}\n`)
  expect(table).toHaveLength(FAULTS.length * CALLS.length)
})
