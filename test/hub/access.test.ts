import { describe, expect, test } from 'vitest'
import { isPath, isPathPattern, purposes, refusalOf } from '../../src/hub/access'
import type { KeyRights } from '../../src/hub/keys'
import { catalogue } from '../../src/wechat/catalogue/endpoints'

const APPID = 'wx0123456789abcdef'
const asks = (rights: KeyRights, path: string, action?: string) =>
  refusalOf(rights, { appid: APPID, path, action })

describe('a path of the API', () => {
  test.each([
    '/cgi-bin/menu/get',
    '/sns/oauth2/access_token',
    '/datacube/getusersummary',
    '/a',
    '/a.b/c-d_e',
  ])('%s is one', (path) => expect(isPath(path)).toBe(true))

  test.each([
    '',
    '/',
    'cgi-bin/menu/get',
    '//cgi-bin/menu/get',
    '/cgi-bin//menu/get',
    '/cgi-bin/menu/get/',
    '/cgi-bin/../menu/get',
    '/cgi-bin/./menu/get',
    '/..',
    '/cgi-bin/%2e%2e/menu/get',
    '/cgi-bin/%6denu/get',
    '/cgi-bin/menu%2fget',
    '/cgi-bin\\menu\\get',
    '/cgi-bin/menu/get;jsessionid=1',
    '/cgi-bin/menu/get#x',
    '/cgi-bin/menu/get x',
    '/cgi-bin/菜单/get',
    '/cgi-bin/menu/get\u0000',
    '/cgi-bin/menu/get\n',
    'http://evil.example/cgi-bin/menu/get',
    '/http://evil.example/',
    '//evil.example/cgi-bin/menu/get',
    '/@evil.example/x:y',
    `/${'a'.repeat(301)}`,
  ])('%j is not one', (path) => expect(isPath(path)).toBe(false))

  test.each([
    ['/cgi-bin/menu/*', true],
    ['/cgi-bin/*', true],
    ['/cgi-bin/menu/get', true],
    ['/*', false],
    ['*', false],
    ['/cgi-bin/*/get', false],
    ['/cgi-bin/menu*', false],
    ['/../*', false],
  ])('%s as a path of a key: %s', (text, expected) => expect(isPathPattern(text)).toBe(expected))
})

describe('what a key may call', () => {
  test.each<[string, KeyRights, string, string | undefined]>([
    ['a key without limits reads', {}, '/cgi-bin/menu/get', undefined],
    ['a key without limits writes', {}, '/cgi-bin/menu/create', undefined],
    ['a key without limits calls what is new', {}, '/cgi-bin/new/thing', undefined],
    ['a key without limits does not delete', {}, '/cgi-bin/menu/delete', 'path-by-name'],
    ['a key without limits does not send', {}, '/cgi-bin/message/mass/sendall', 'path-by-name'],
    ['a key without limits does not spend', {}, '/cgi-bin/qrcode/create', 'path-by-name'],
    ['a key without limits does not clear quotas', {}, '/cgi-bin/clear_quota', 'path-by-name'],
    ['nor the second form of it', {}, '/cgi-bin/clear_quota/v2', 'path-by-name'],
    ['nor one that may come', {}, '/cgi-bin/clear_quota/v3', 'path-by-name'],
    ['nor in capitals', {}, '/cgi-bin/menu/DELETE', 'path-by-name'],
    ['nor in capitals throughout', {}, '/CGI-BIN/MENU/DELETE', 'path-by-name'],
    [
      'a pattern does not allow to delete',
      { paths: ['/cgi-bin/menu/*'] },
      '/cgi-bin/menu/delete',
      'path-by-name',
    ],
    ['a name does', { paths: ['/cgi-bin/menu/delete'] }, '/cgi-bin/menu/delete', undefined],
    ['a pattern allows what is below it', { paths: ['/cgi-bin/menu/*'] }, '/cgi-bin/menu/create', undefined],
    ['and nothing beside it', { paths: ['/cgi-bin/menu/*'] }, '/cgi-bin/user/get', 'path'],
    ['nor what begins alike', { paths: ['/cgi-bin/menu/*'] }, '/cgi-bin/menus/get', 'path'],
    ['nor in capitals', { paths: ['/cgi-bin/menu/*'] }, '/cgi-bin/MENU/get', 'path'],
    ['a reading key reads by GET', { readOnly: true }, '/cgi-bin/menu/get', undefined],
    ['a reading key reads by POST', { readOnly: true }, '/cgi-bin/user/info/batchget', undefined],
    ['a reading key does not delete by GET', { readOnly: true }, '/cgi-bin/menu/delete', 'read-only'],
    ['a reading key does not write', { readOnly: true }, '/cgi-bin/menu/create', 'read-only'],
    [
      'a reading key does not call what is not known',
      { readOnly: true },
      '/cgi-bin/new/thing',
      'unknown-effect',
    ],
    ['of another account', { accounts: ['wxother'] }, '/cgi-bin/menu/get', 'account'],
    ['of this account', { accounts: [APPID] }, '/cgi-bin/menu/get', undefined],
  ])('%s', (_, rights, path, expected) => expect(asks(rights, path)).toBe(expected))

  test('no call of the catalogue that deletes, sends or spends is open to a key that does not name it', () => {
    const grave = catalogue().filter(({ effect }) => ['delete', 'send', 'spend'].includes(effect))
    expect(grave.length).toBeGreaterThan(100)
    for (const { path: full } of grave) {
      const [path = '', search = ''] = full.replace(/^https:\/\/[^/]+/, '').split('?')
      const action = new URLSearchParams(search).get('action') ?? undefined
      expect([path, asks({}, path, action)]).toEqual([path, 'path-by-name'])
      expect([path, asks({ paths: [`${path.slice(0, path.lastIndexOf('/'))}/*`] }, path, action)]).toEqual([
        path,
        'path-by-name',
      ])
      expect([path, asks({ paths: [path] }, path, action)]).toEqual([path, undefined])
    }
  })

  test('a reading key may make exactly the calls of the catalogue that read', () => {
    for (const { path: full, effect } of catalogue()) {
      const [path = '', search = ''] = full.replace(/^https:\/\/[^/]+/, '').split('?')
      const refused = asks({ readOnly: true }, path, new URLSearchParams(search).get('action') ?? undefined)
      expect([full, refused === undefined]).toEqual([full, effect === 'read'])
    }
  })

  test('what a purpose names is a path, and no purpose deletes all menus', () => {
    for (const paths of Object.values(purposes))
      for (const path of paths) expect([path, isPathPattern(path)]).toEqual([path, true])
    expect(Object.values(purposes).flat()).not.toContain('/cgi-bin/menu/delete')
    expect(asks({ paths: purposes['menu-push'] }, '/cgi-bin/menu/delconditional')).toBeUndefined()
    expect(asks({ paths: purposes['menu-push'] }, '/cgi-bin/menu/delete')).toBe('path')
  })
})
