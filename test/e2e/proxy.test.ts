import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runProgram, sandboxProcess } from '../support/program'
import { recordingProxy } from '../support/proxy'
import { temporaryDirectory } from '../support/run'
import { certificateFile, tlsServer } from '../support/tls'

const SECRET = 'abcdefabcdef0123456789abcdefabcd'

const proxied = (url: string) => ({
  HTTP_PROXY: url,
  HTTPS_PROXY: url,
  http_proxy: url,
  https_proxy: url,
  ALL_PROXY: url,
})

describe('with a proxy in the environment', () => {
  test('a sandbox on loopback is reached directly', async () => {
    const proxy = await recordingProxy()
    const sandbox = await sandboxProcess()
    const pushed = await runProgram(['menu', 'push', 'menus/main.yaml'], {
      env: { ...sandbox.env, ...proxied(proxy.url) },
    })
    expect(pushed.code).toBe(0)
    const builtIn = await runProgram(['-a', 'sandbox', 'menu', 'push', 'menus/main.yaml'], {
      env: proxied(proxy.url),
    })
    expect(builtIn.code).toBe(0)
    expect(proxy.seen()).toBe('')
  })

  test('an https base goes through CONNECT, and the proxy never sees a secret in clear', async () => {
    const asked: string[] = []
    const server = tlsServer((request, response) => {
      asked.push(`${request.method} ${request.url?.split('?')[0]}`)
      request
        .resume()
        .on('end', () =>
          response.end(
            JSON.stringify(
              request.url?.startsWith('/cgi-bin/stable_token')
                ? { access_token: 'T'.repeat(120), expires_in: 7200 }
                : { ip_list: ['127.0.0.1'] },
            ),
          ),
        )
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const proxy = await recordingProxy((server.address() as AddressInfo).port)
    const env = {
      HOME: temporaryDirectory(),
      ...proxied(proxy.url),
      NODE_EXTRA_CA_CERTS: certificateFile,
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_SECRET: SECRET,
    }
    const { code, stdout } = await runProgram(['api', 'GET', '/cgi-bin/getcallbackip', '--debug'], { env })
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: '{"ip_list":["127.0.0.1"]}' })
    expect(asked).toEqual(['POST /cgi-bin/stable_token', 'GET /cgi-bin/getcallbackip'])
    expect(proxy.seen()).toMatch(/^CONNECT api\.weixin\.qq\.com:443 HTTP\/1\.1\r\n/)
    expect(proxy.seen()).not.toContain(SECRET)
    expect(proxy.seen()).not.toContain('T'.repeat(40))
    expect(proxy.seen()).not.toContain('cgi-bin')
  })

  test('a proxy that refuses is named, with exit 6', async () => {
    const proxy = await recordingProxy()
    const env = { ...proxied(proxy.url), WXADMIN_APPID: 'wx0123456789abcdef', WXADMIN_SECRET: SECRET }
    const { code, stderr } = await runProgram(['token'], { env })
    expect(code).toBe(6)
    expect(stderr).toContain(proxy.url.replace('http://', ''))
    expect(proxy.seen()).not.toContain(SECRET)
  })

  test.each([
    ['', {}],
    [', also with NODE_TLS_REJECT_UNAUTHORIZED=0', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
  ])('a certificate that nobody trusts stops the call before the secret is sent%s', async (_, more) => {
    let asked = 0
    const server = tlsServer((_request, response) => {
      asked++
      response.end('{}')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const proxy = await recordingProxy((server.address() as AddressInfo).port)
    const env = {
      HTTPS_PROXY: proxy.url,
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_SECRET: SECRET,
      ...more,
    }
    expect((await runProgram(['token'], { env })).code).toBe(6)
    expect(asked).toBe(0)
  })
})
