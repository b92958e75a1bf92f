import { describe, expect, test } from 'vitest'
import { catalogue, catalogued, catalogueStatuses, effects } from '../../src/wechat/catalogue/endpoints'
import { endpoints } from '../../src/wechat/endpoints'

const count = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries([...new Set(keys)].sort().map((key) => [key, keys.filter((one) => one === key).length]))

describe('the catalogue of endpoints', () => {
  test('has every call once', () => {
    const all = catalogue()
    expect(all).toHaveLength(478)
    expect(count(all.map(({ method }) => method))).toEqual({ GET: 64, POST: 414 })
    expect(count(all.map(({ status }) => status))).toEqual({ current: 159, restricted: 140, retired: 179 })
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length)
  })

  test('says of each a name, a method, a path, a status and an effect in their forms', () => {
    for (const entry of catalogue()) {
      expect(Object.keys(entry)).toEqual(['name', 'method', 'path', 'status', 'effect'])
      expect(entry.name).toMatch(/^[\w.-]+$/)
      expect(entry.path).toMatch(/^(?:https:\/\/[a-z]+\.weixin\.qq\.com)?\/[\w/.-]+(?:\?action=\w+)?$/)
      expect(catalogueStatuses).toContain(entry.status)
      expect(effects).toContain(entry.effect)
    }
  })

  test.each(Object.values(endpoints))(
    'knows $method $path, which wxadmin calls itself',
    ({ method, path }) => {
      expect(catalogued(path)).toMatchObject({ method, path })
    },
  )

  test.each([
    ['/cgi-bin/message/custom/send', undefined, 'message.custom.send'],
    ['/publisher/stat', 'publisher_cps_general', 'publisher.stat.publisher_cps_general'],
    ['/card/invoice/setbizattr', 'set_contact', 'card.invoice.setbizattr.set_contact'],
    ['/cgi-bin/showqrcode', undefined, 'qrcode.show'],
    ['/connect/oauth2/authorize', undefined, 'sns.authorize_page'],
    ['/cgi-bin/menu/create', 'any', 'menu.create'],
    ['/publisher/stat', undefined, undefined],
    ['/publisher/stat', 'other', undefined],
    ['/cgi-bin/message/custom', undefined, undefined],
    ['', undefined, undefined],
  ])('at %s with the action %s is %s', (path, action, name) => {
    expect(catalogued(path, action)?.name).toBe(name)
  })
})
