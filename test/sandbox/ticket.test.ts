import { describe, expect, test } from 'vitest'
import { sandbox } from './support'

const PATH = '/cgi-bin/ticket/getticket'

describe('GET /cgi-bin/ticket/getticket', () => {
  test.each(['jsapi', 'wx_card'])('gives a ticket for %s', async (type) => {
    const { api } = await sandbox()
    expect(await api(`${PATH}?type=${type}`)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      ticket: expect.stringMatching(/^[\w-]{86}$/),
      expires_in: 7200,
    })
  })

  test('the two types have a ticket each', async () => {
    const { api } = await sandbox()
    const [jsapi, card] = [await api(`${PATH}?type=jsapi`), await api(`${PATH}?type=wx_card`)]
    expect(jsapi.ticket).not.toBe(card.ticket)
    expect((await api(`${PATH}?type=jsapi`)).ticket).toBe(jsapi.ticket)
  })

  test('the same one comes until shortly before its end, then the next one', async () => {
    const { api, control } = await sandbox()
    const { ticket } = await api(`${PATH}?type=jsapi`)
    await control('clock', { advanceSeconds: 6800 })
    expect(await api(`${PATH}?type=jsapi`)).toMatchObject({ ticket, expires_in: 400 })
    await control('clock', { advanceSeconds: 200 })
    const next = await api(`${PATH}?type=jsapi`)
    expect(next).toMatchObject({ expires_in: 7200 })
    expect(next.ticket).not.toBe(ticket)
  })

  test.each([`${PATH}`, `${PATH}?type=`, `${PATH}?type=JSAPI`])(
    '%s has no type that is known: 40097',
    async (path) => {
      const { api } = await sandbox()
      expect(await api(path)).toMatchObject({ errcode: 40097 })
    },
  )

  test('needs a token, and a GET', async () => {
    const { send, api } = await sandbox()
    expect(await send(`${PATH}?type=jsapi`)).toMatchObject({ errcode: 41001 })
    expect(await api(`${PATH}?type=jsapi`, {})).toMatchObject({ errcode: 43001 })
  })

  test('comes to an account that is not verified as well', async () => {
    const { api, control } = await sandbox()
    await control('account', { verified: false })
    expect(await api(`${PATH}?type=jsapi`)).toMatchObject({ errcode: 0 })
  })
})
