// Many clients of one hub, in front of a platform whose tokens live for seconds and which is away for a sixth of the time.
// Half of them ask for the token itself, half send their calls through the hub.
import { randomBytes } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'
import { startWxadmin } from './compare-servers.mjs'
import { APPID } from './load.mjs'
import { environment, sleep, start, withDirectory } from './measure.mjs'

const SECRET = 'f'.repeat(32)
/** Between two requests of a client. Milliseconds. */
const PAUSE = 250

/**
 * @param {{source: 'stable' | 'classic', clients: number, seconds: number}} how
 * @returns `without`: answers without a working token while there was one; `fetches` that the platform answered, `due` as
 * many as it takes; `tries`: fetches while it was away
 */
export async function crowd({ source, clients, seconds }) {
  const platform = await startPlatform(source, seconds / 4)
  try {
    return await withDirectory(async (directory) => {
      const env = environment(directory)
      const add = [
        'account',
        'add',
        'crowd',
        '--appid',
        APPID,
        '--api-base',
        platform.url,
        '--token-source',
        source,
      ]
      await run([...add, '--secret-stdin'], env, SECRET)
      const key = await run(['token', 'key', 'create', 'crowd', '--reveal-token'], env)
      const hub = await startWxadmin(directory, env, ['token', 'serve', '--quiet'])
      try {
        const until = Date.now() + seconds * 1000
        const ended = Array.from({ length: clients }, (_, at) => client(hub.port, key, at, until, platform))
        const all = Promise.all(ended)
        all.catch(() => undefined) // it is waited for below
        await sleep((seconds * 1000 * 5) / 12)
        platform.leave()
        await sleep((seconds * 1000) / 6)
        platform.comeBack()
        const results = await all
        const sum = (name) => results.reduce((all, result) => all + result[name], 0)
        return { without: sum('without'), requests: sum('requests'), due: due(seconds), ...platform.counts() }
      } finally {
        await hub.stop()
      }
    })
  } finally {
    await platform.stop()
  }
}

/** Half of a token's life is the soonest that it is renewed; the first, and one after the outage, come on top. */
const due = (seconds) => seconds / (seconds / 4 / 2) + 2

async function run(argv, env, input = '') {
  const { code, output, errors } = await start(argv, env, input).ended
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${errors}`)
  return output.trim()
}

async function client(port, key, number, until, platform) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const result = { requests: 0, without: 0 }
  await sleep((number % 100) * (PAUSE / 100))
  while (Date.now() < until) {
    const had = platform.hasToken()
    const { status, json } = await (number % 2 === 0
      ? ask(agent, port, key, `/v1/accounts/${APPID}/token`)
      : ask(agent, port, key, '/cgi-bin/tags/get'))
    result.requests += 1
    const isGood = number % 2 === 0 ? platform.isGood(json.access_token) : json.errcode === 0
    // Calls cannot get through while the platform is away; a token can be handed out.
    const isExcused = number % 2 === 1 && platform.wasAway(status)
    if (!isGood && !isExcused && had && platform.hasToken()) result.without += 1
    await sleep(PAUSE)
  }
  agent.destroy()
  return result
}

function ask(agent, port, key, path) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-length': 0 }
    const outgoing = request({ agent, port, host: '127.0.0.1', path, method: 'POST', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode, json: JSON.parse(text) }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

/**
 * WeChat with short lives. Stable: the same token until half of its life is over, then another, and the former one until
 * its end. Classic: another one each time, and the former one for a quarter of a life.
 * @param life seconds
 */
async function startPlatform(source, life) {
  const lifeMs = life * 1000
  /** Ends of lives by token, newest last. */
  const tokens = new Map()
  let [isAway, cameBack, fetches, tries] = [false, 0, 0, 0]
  const newest = () => [...tokens].at(-1)
  const isGood = (token) => (tokens.get(token) ?? 0) > Date.now()
  const issue = () => {
    const now = Date.now()
    const [token, end] = newest() ?? []
    if (source === 'stable' && end - now > lifeMs / 2) return [token, end]
    if (source === 'classic' && token) tokens.set(token, Math.min(end, now + lifeMs / 4))
    const next = randomBytes(40).toString('hex')
    tokens.set(next, now + lifeMs)
    return [next, now + lifeMs]
  }
  const server = createServer((incoming, response) => {
    const isFetch = /^\/cgi-bin\/(?:stable_)?token\b/.test(incoming.url)
    if (isFetch && isAway) tries += 1
    if (isAway) return incoming.destroy()
    incoming.resume()
    incoming.on('end', () => {
      let body
      if (isFetch) {
        fetches += 1
        const [access_token, end] = issue()
        body = { access_token, expires_in: Math.floor((end - Date.now()) / 1000) }
      } else {
        const given = new URL(incoming.url, 'http://h').searchParams.get('access_token')
        body = isGood(given) ? { errcode: 0 } : { errcode: 42001, errmsg: 'access_token expired' }
      }
      const text = JSON.stringify(body)
      response.setHeader('content-type', 'application/json').end(text)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    isGood,
    /** Whether one lives that the hub can know to live: it is told of whole seconds. */
    hasToken: () => [...tokens.values()].some((end) => end > Date.now() + 1000),
    /** Whether a call failed because of it. */
    wasAway: (status) => status >= 502 && (isAway || Date.now() - cameBack < 2000),
    leave: () => {
      isAway = true
      server.closeAllConnections()
    },
    comeBack: () => {
      isAway = false
      cameBack = Date.now()
    },
    counts: () => ({ fetches, tries }),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}
