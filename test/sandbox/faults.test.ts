import { describe, expect, test } from 'vitest'
import { WxError } from '../../src/errors'
import { formatFault, parseFault } from '../../src/sandbox/faults'
import { click, sandbox } from './support'

describe('parseFault', () => {
  test.each([
    ['*=latency:300', { path: '*', kind: 'latency', value: 300, after: false }],
    ['menu/create=busy,2', { path: 'menu/create', kind: 'busy', after: false, times: 2 }],
    ['/cgi-bin/token=errcode:45009', { path: '/cgi-bin/token', kind: 'errcode', value: 45009, after: false }],
    ['token=errcode:-1', { path: 'token', kind: 'errcode', value: -1, after: false }],
    ['*=status:502,1', { path: '*', kind: 'status', value: 502, after: false, times: 1 }],
    ['*=status:502:after', { path: '*', kind: 'status', value: 502, after: true }],
    ['*=drop', { path: '*', kind: 'drop', after: false }],
    ['*=drop-after', { path: '*', kind: 'drop', after: true }],
    ['*=drop:after,3', { path: '*', kind: 'drop', after: true, times: 3 }],
    ['*=truncate', { path: '*', kind: 'truncate', after: true }],
    ['*=html', { path: '*', kind: 'html', after: false }],
    ['*=empty:after', { path: '*', kind: 'empty', after: true }],
    ['*=hang', { path: '*', kind: 'hang', after: false }],
    ['*=token-invalid', { path: '*', kind: 'token-invalid', after: false }],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toEqual(fault)
    expect(parseFault(formatFault(parseFault(text)))).toEqual(fault)
  })

  test.each([
    '',
    'busy',
    '=busy',
    '*=',
    '*=BUSY',
    '*=constructor',
    '*=latency',
    '*=latency:x',
    '*=latency:-1',
    '*=latency:600001',
    '*=errcode:',
    '*=status:200',
    '*=status:999',
    '*=busy:after',
    '*=truncate:after',
    '*=busy:1',
    '*=busy,0',
    '*=busy,x',
    '*=busy,',
    '*=busy,1,2',
    '*=drop:before',
    'a b=busy',
    '/x?y=busy',
  ])('refuses %j', (text) => {
    expect(() => parseFault(text)).toThrow(WxError)
    expect(() => parseFault(text)).toThrow('FAULT_INVALID')
  })
})

describe('a fault strikes', () => {
  const CREATE = '/cgi-bin/menu/create'
  const menu = { button: [click('made')] }

  async function started(...faults: string[]) {
    const box = await sandbox({ faults: faults.map(parseFault) })
    const query = `?access_token=${await box.token()}`
    const create = () => fetch(box.url + CREATE + query, { method: 'POST', body: JSON.stringify(menu) })
    const made = async () => 'menu' in (await box.send(`/cgi-bin/menu/get${query}`))
    return { ...box, create, made }
  }

  test.each([
    ['busy', { errcode: -1, errmsg: expect.stringMatching(/^system error rid: /) }],
    ['errcode:45011', { errcode: 45011, errmsg: expect.stringContaining('minute-quota') }],
    ['errcode:123456', { errcode: 123456 }],
    ['token-invalid', { errcode: 40001, errmsg: expect.stringContaining('invalid credential') }],
  ])('%s: an errcode, and no effect', async (fault, answer) => {
    const { create, made } = await started(`menu/create=${fault}`)
    const response = await create()
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject(answer)
    expect(await made()).toBe(false)
  })

  test.each([
    ['html', 200, /^<html>/, false],
    ['html:after', 200, /^<html>/, true],
    ['status:503', 503, /503/, false],
    ['status:502:after', 502, /502/, true],
    ['empty', 200, /^$/, false],
    ['empty:after', 200, /^$/, true],
    ['truncate', 200, /^\{"errcode":0,"[^}]*$/, true],
  ])('%s', async (fault, status, body, effect) => {
    const { create, made } = await started(`menu/create=${fault}`)
    const response = await create()
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(body)
    expect(await made()).toBe(effect)
  })

  test.each([
    ['drop', false],
    ['drop-after', true],
  ])('%s: the connection is cut', async (fault, effect) => {
    const { create, made } = await started(`menu/create=${fault}`)
    await expect(create()).rejects.toThrow('fetch failed')
    expect(await made()).toBe(effect)
  })

  test.each([
    ['hang', false],
    ['hang:after', true],
  ])('%s: no answer until the caller gives up', async (fault, effect) => {
    const { url, token, made } = await started(`menu/create=${fault}`)
    const call = fetch(`${url}${CREATE}?access_token=${await token()}`, {
      method: 'POST',
      body: JSON.stringify(menu),
      signal: AbortSignal.timeout(150),
    })
    await expect(call).rejects.toThrow(/timeout/)
    expect(await made()).toBe(effect)
  })

  test('latency delays the answer and goes together with another fault', async () => {
    const { create } = await started('*=latency:60', 'menu/create=latency:60', 'menu/create=busy')
    const before = performance.now()
    expect(await (await create()).json()).toMatchObject({ errcode: -1 })
    expect(performance.now() - before).toBeGreaterThan(110)
  })

  test('as often as it says, and the next one then', async () => {
    const { create } = await started('menu/create=busy,2', 'menu/create=errcode:45009,1')
    const codes = []
    for (let count = 0; count < 4; count++)
      codes.push(((await (await create()).json()) as { errcode: number }).errcode)
    expect(codes).toEqual([-1, -1, 45009, 0])
  })

  test.each([
    ['/cgi-bin/menu/create', true],
    ['menu/create', true],
    ['/menu/create', true],
    ['create', true],
    ['*', true],
    ['reate', false],
    ['menu', false],
    ['/cgi-bin/menu', false],
  ])('where it says: %s', async (path, struck) => {
    const { control, create } = await started()
    await control('faults', { path, fault: 'busy' })
    const { errcode } = (await (await create()).json()) as { errcode: number }
    expect(errcode === -1).toBe(struck)
  })

  test('and the call is counted all the same', async () => {
    const { create, send } = await started('menu/create=drop')
    await create().catch(() => undefined)
    expect(await send('/sandbox/calls')).toMatchObject({ [CREATE]: 1 })
  })
})
