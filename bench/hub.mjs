// The bars of the hub: what a token by key and a forwarded call cost in CPU time beside bare node:http, and a crowd of
// clients that must never be without a working token.
import { compareServers, startServer, startWxadmin } from './compare-servers.mjs'
import { crowd } from './crowd.mjs'
import { APPID } from './load.mjs'
import { environment, start, withDirectory } from './measure.mjs'

/** @param seconds of each crowd */
export async function hub(seconds) {
  return [...(await requests()), ...(await crowds(seconds))]
}

async function requests() {
  return withDirectory(async (directory) => {
    const platform = await startServer('platform.mjs', environment(directory))
    const target = `http://127.0.0.1:${platform.port}`
    const env = environment(directory, {
      WXADMIN_APPID: APPID,
      WXADMIN_SECRET: 'f'.repeat(32),
      WXADMIN_API_BASE: target,
    })
    try {
      const key = await makeKey(env)
      const startHub = () => startWxadmin(directory, env, ['token', 'serve', '--quiet'])
      const token = await compareServers(supply(`POST /v1/accounts/${APPID}/token`, key), {
        ours: await startHub(),
        bare: await startServer('token.mjs', { ...env, KEY: key }),
      })
      const forwarded = await compareServers(supply('POST /cgi-bin/tags/get', key, '{"a":1}'), {
        ours: await startHub(),
        proxy: await startServer('api-proxy.mjs', { ...env, KEY: key, TARGET: target }),
      })
      return [
        token('hub, a token by key, CPU beside bare node:http', 'bare', 1.6),
        forwarded('hub, a forwarded call, CPU beside a bare node:http proxy', 'proxy', 2.5),
      ]
    } finally {
      await platform.stop()
    }
  })
}

async function makeKey(env) {
  const { code, output, errors } = await start(['token', 'key', 'create', 'bench', '--reveal-token'], env)
    .ended
  if (code !== 0) throw new Error(errors)
  return output.trim()
}

const supply = (line, key, body = '') => {
  const head = `${line} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${key}\r\n`
  const request = `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  return (count) => {
    let left = count
    return () => (left-- > 0 ? request : undefined)
  }
}

async function crowds(seconds) {
  const rows = []
  for (const source of ['stable', 'classic']) {
    const clients = 200
    const { without, requests: made, fetches, due, tries } = await crowd({ source, clients, seconds })
    const name = `hub, ${source}, ${clients} clients, ${seconds} s`
    rows.push(
      {
        name: `${name}: answers without a working token while there was one`,
        measured: without,
        limit: '0',
        ok: without === 0,
        note: `${made} requests, WeChat away for a sixth of the time`,
      },
      {
        name: `${name}: fetches beside refreshes due`,
        measured: fetches,
        limit: `≤ ${due}`,
        ok: fetches <= due,
        note: `${tries} tries while WeChat was away`,
      },
    )
  }
  return rows
}
