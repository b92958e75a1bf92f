/** `wxadmin verify` against endpoints that work in production: whatever it says of them, it must not be an error. */
import wechatOfKoa from 'co-wechat'
import express from 'express'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import wechat from 'wechat'
import {
  APPID,
  AES_KEY as OWN_KEY,
  TOKEN as OWN_TOKEN,
  serving as serve,
} from '../commands/endpoint/serve-world'
import { COMPAT, PLAIN, SAFE, serving, verified } from '../commands/endpoint/verify-endpoints'

const wellKnown = (outcome: Awaited<ReturnType<typeof verified>>) => ({
  code: outcome.code,
  errors: outcome.problems.filter(([, level]) => level === 'error'),
  handshake: outcome.checks.filter(({ check }) => check === 'handshake').map(({ code }) => code),
})
const WELL = { code: 0, errors: [], handshake: ['handshake-ok'] }

describe.each([PLAIN, COMPAT, SAFE])('in $mode mode all is well with', (config) => {
  const keys = { token: config.token, appid: config.appid ?? '', encodingAESKey: config.aesKey ?? '' }

  test('express and the npm package wechat', async () => {
    const app = express()
    const own = config.mode === 'plain' ? config.token : keys
    app.use(
      '/wechat',
      wechat(own, (_, response) => response.reply('你好')),
    )
    expect(wellKnown(await verified(await serving(app), config))).toEqual(WELL)
  })

  test('koa and the npm package co-wechat', async () => {
    const app = new Koa()
    const own = config.mode === 'plain' ? { token: config.token } : keys
    app.use(wechatOfKoa(own).middleware(async () => '你好'))
    expect(wellKnown(await verified(await serving(app.callback()), config))).toEqual(WELL)
  })

  test('our own serve', async () => {
    const own = { ...config, token: OWN_TOKEN, ...(config.aesKey && { aesKey: OWN_KEY, appid: APPID }) }
    const env = { ...(config.aesKey && { WXADMIN_AES_KEY: OWN_KEY, WXADMIN_APPID: APPID }) }
    let outcome: Awaited<ReturnType<typeof verified>> | undefined
    await serve(
      ['--mode', config.mode],
      async ({ url }) => {
        outcome = await verified(url, own)
      },
      { env },
    )
    expect(outcome && wellKnown(outcome)).toEqual(WELL)
  })
})
