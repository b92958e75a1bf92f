import { describe, expect, test } from 'vitest'
import { mergeMenu } from '../../../src/menu/merge/menu'
import { normaliseMenu } from '../../../src/menu/normalise'
import { readMenu } from '../../../src/menu/rules/read'
import type { Menu } from '../../../src/menu/types'

type Json = Record<string, unknown>

const ENV = { MENU_HOST: 'a.cn' }
const variables = { env: ENV, secret: [] }

/** The file after the live menu became another one: its own, changed by `change`. */
function pulled(
  text: string,
  change: (menu: { button: Json[]; conditionalmenu: Json[] }) => unknown,
): string {
  const file = readMenu(Buffer.from(text), 'menu.yaml', variables)
  if (!file.menu) throw new Error(JSON.stringify(file.findings))
  const { menu } = file
  const next = structuredClone({ button: menu.button, conditionalmenu: menu.conditional }) as never
  change(next)
  return mergeMenu({ text, menu, resolved: menu, wanted: normaliseMenu(next), variables }) ?? 'not merged'
}

const leaf = (name: string): Json => ({ name, type: 'click', key: name })
const below = (button: Json | undefined) => button?.sub_button as Json[]

describe('comments', () => {
  const FILE = `button:
  # first
  - name: a # its name
    type: click
    key: a
    # after its key

  # ---- the rest ----

  # second
  - { name: b, type: click, key: b } # b
  # third
  - name: c
    sub_button:
      # c1
      - { name: c1, type: click, key: c1 } # also c1
      - { name: c2, type: click, key: c2 }
# the end
`

  test('go with their button to another place', () => {
    expect(pulled(FILE, ({ button }) => button.push(...button.splice(0, 1)))).toBe(`button:
  # ---- the rest ----

  # second
  - { name: b, type: click, key: b } # b
  # third
  - name: c
    sub_button:
      # c1
      - { name: c1, type: click, key: c1 } # also c1
      - { name: c2, type: click, key: c2 }
  # first
  - name: a # its name
    type: click
    key: a
    # after its key
# the end
`)
  })

  test('go with it to another level', () => {
    const text = pulled(FILE, ({ button }) => {
      const [a, , c] = button.splice(0, 3)
      const [c1] = below(c).splice(0, 1)
      below(c).push(a as Json)
      button.push(c as Json, c1 as Json)
    })
    expect(text).toBe(`button:
  # ---- the rest ----

  # third
  - name: c
    sub_button:
      - { name: c2, type: click, key: c2 }
      # first
      - name: a # its name
        type: click
        key: a
        # after its key
  # c1
  - { name: c1, type: click, key: c1 } # also c1
# the end
`)
  })

  test('go with it into a sub-menu that is new', () => {
    const text = pulled(FILE, ({ button }) => {
      const [a] = button.splice(0, 1, { name: 'new', sub_button: [leaf('x')] })
      below(button[0]).unshift(a as Json)
    })
    expect(text).toContain(`button:
  - name: new
    sub_button:
      # first
      - name: a # its name
        type: click
        key: a
        # after its key
      - name: x
        type: click
        key: x
`)
  })

  test('stay where a button has another name, or another deed', () => {
    const text = pulled(FILE, ({ button: [a, b] }) => {
      Object.assign(a as Json, { name: 'A' })
      Object.assign(b as Json, { type: 'view', url: 'https://b.cn/', key: undefined })
    })
    expect(text).toBe(
      FILE.replace('- name: a', '- name: A').replace(
        '{ name: b, type: click, key: b }',
        '{ name: b, type: view, url: https://b.cn/ }',
      ),
    )
  })

  test('go with a button that goes, but not those apart from it', () => {
    expect(pulled(FILE, ({ button }) => button.splice(1, 1))).toBe(
      FILE.replace('  # second\n  - { name: b, type: click, key: b } # b\n', ''),
    )
  })

  test('in a flow list stay on their lines', () => {
    const flow = `button: [
  # first
  { name: a, type: click, key: a }, # a
  { name: b, type: click, key: b }, # b
  # the last
]
`
    expect(pulled(flow, ({ button }) => button.reverse())).toBe(`button: [
  { name: b, type: click, key: b }, # b
  # first
  { name: a, type: click, key: a }, # a
  # the last
]
`)
    expect(pulled(flow, ({ button }) => button.push(leaf('c')))).toContain(
      '# b\n  { name: c, type: click, key: c },\n  # the last\n]',
    )
  })
})

describe('values', () => {
  test('keep their quotes; a variable that comes to what is live stays', () => {
    const text = `button:
  - name: 'a'
    type: "view"
    url: https://\${MENU_HOST}/
  - { name: "b", type: click, key: 'k' }
`
    const change = ({ button: [a, b] }: { button: Json[] }) => {
      Object.assign(a as Json, { name: "it's: ${x}" })
      Object.assign(b as Json, { name: 'B' })
    }
    expect(pulled(text, change)).toBe(text.replace("'a'", () => "'it''s: $${x}'").replace('"b"', '"B"'))
    expect(pulled(text, ({ button: [a] }) => Object.assign(a as Json, { url: 'https://b.cn/' }))).toBe(
      text.replace('https://${MENU_HOST}/', 'https://b.cn/'),
    )
  })

  test('what is new is quoted as most of the file is, and indented as its lists are', () => {
    const text = `button:
- name: "a"
  type: "click"
  key: "a"
`
    expect(
      pulled(text, ({ button }) => button.push({ name: 'p', sub_button: [leaf('x')] })),
    ).toBe(`${text}- name: "p"
  sub_button:
  - name: "x"
    type: "click"
    key: "x"
`)
  })

  test('numbers in matchrules stay numbers', () => {
    const text = `button: [{ name: a, type: click, key: a }]
conditionalmenu:
  - matchrule: { tag_id: 2 } # whom
    button: [{ name: b, type: click, key: b }]
`
    const change = ({ conditionalmenu: [menu] }: { conditionalmenu: Json[] }) =>
      Object.assign(menu as Json, { matchrule: { tag_id: '7', client_platform_type: '1' } })
    expect(pulled(text, change)).toBe(
      text.replace('{ tag_id: 2 }', '{ tag_id: 7, client_platform_type: "1" }'),
    )
  })
})

describe('anchors', () => {
  const FILE = `button:
  - &home # everywhere
    name: home
    type: view
    url: &url https://a.cn/
  - name: more
    sub_button:
      - { name: also, type: view, url: *url }
conditionalmenu:
  - matchrule: { tag_id: "2" }
    button:
      - *home # as above
      - { <<: *home, name: here }
`

  test('stay where they hold', () => {
    expect(pulled(FILE, ({ button: [, more] }) => Object.assign(more as Json, { name: 'MORE' }))).toBe(
      FILE.replace('name: more', 'name: MORE'),
    )
  })

  test('stay where the anchor and the alias become the same other value', () => {
    const everywhere = (menu: object) => {
      const text = JSON.stringify(menu).replaceAll('https://a.cn/', 'https://b.cn/')
      Object.assign(menu, JSON.parse(text))
    }
    expect(pulled(FILE, everywhere)).toBe(
      FILE.replace('https://a.cn/', 'https://b.cn/').replace(
        '{ <<: *home, name: here }',
        '{ name: here, type: view, url: https://b.cn/ }',
      ),
    )
  })

  test('go where they do not hold any more', () => {
    expect(pulled(FILE, ({ button: [home] }) => Object.assign(home as Json, { name: 'HOME' }))).toBe(
      FILE.replace('name: home', 'name: HOME')
        .replace('- *home # as above', '- name: home # as above\n        type: view\n        url: *url')
        .replace('url: *url\n      - { <<', 'url: https://a.cn/\n      - { <<')
        .replace('{ <<: *home, name: here }', '{ name: here, type: view, url: https://a.cn/ }'),
    )
  })

  test('go where what they name comes later now', () => {
    expect(pulled(FILE, ({ button }) => button.reverse())).toContain(
      'button:\n  - name: more\n    sub_button:\n      - { name: also, type: view, url: https://a.cn/ }\n  - &home',
    )
  })

  test('go where what they name is gone', () => {
    const text = pulled(FILE, ({ button }) => button.shift())
    expect(text).not.toMatch(/[&*]home|\*url/)
    expect(text).toContain('# as above')
  })
})

describe('shapes stay as they are', () => {
  test('the wrapped answer of menu/get, with its ids', () => {
    const text = `menu:
  button:
    - { name: a, type: click, key: a, sub_button: [] }
  menuid: 1
conditionalmenu:
  - menuid: 12
    matchrule: { tag_id: 2 }
    button: [{ name: b, type: click, key: b, sub_button: [] }]
  - menuid: 11
    matchrule: { tag_id: 3 }
    button: [{ name: c, type: click, key: c, sub_button: [] }]
`
    const change = ({ button, conditionalmenu }: { button: Json[]; conditionalmenu: Json[] }) => {
      button.push(leaf('z'))
      Object.assign(conditionalmenu[1] as Json, { menuid: '13' })
      conditionalmenu.reverse()
    }
    expect(pulled(text, change)).toBe(`menu:
  button:
    - { name: a, type: click, key: a, sub_button: [] }
    - { name: z, type: click, key: z }
  menuid: 1
conditionalmenu:
  - menuid: 13
    matchrule: { tag_id: 3 }
    button: [{ name: c, type: click, key: c, sub_button: [] }]
  - menuid: 12
    matchrule: { tag_id: 2 }
    button: [{ name: b, type: click, key: b, sub_button: [] }]
`)
  })

  test('the wrapped answer of get_current_selfmenu_info', () => {
    const text = `is_menu_open: 1
selfmenu_info:
  button:
    - name: p
      sub_button: { list: [{ name: a, type: click, key: a }] }
`
    expect(pulled(text, ({ button: [p] }) => below(p).push(leaf('b')))).toBe(
      text.replace('key: a }]', 'key: a }, { name: b, type: click, key: b }]'),
    )
  })

  test('JSON, however it is written', () => {
    const text = `{
\t"button": [
\t\t{"name": "a", "type": "click", "key": "a"},
\t\t{"name": "b", "type": "click", "key": "\${MENU_HOST}"}
\t]
}`
    const change = ({ button, conditionalmenu }: { button: Json[]; conditionalmenu: Json[] }) => {
      button.reverse()
      button.push(leaf('${c}'))
      conditionalmenu.push({ matchrule: { tag_id: '2' }, button: [leaf('d')] })
    }
    const next = pulled(text, change)
    expect(next).toContain(`\t\t{"name": "b", "type": "click", "key": "\${MENU_HOST}"},
\t\t{"name": "a", "type": "click", "key": "a"},
\t\t{"name": "$\${c}", "type": "click", "key": "$\${c}"}
\t],
\t"conditionalmenu": [
\t\t{
`)
    expect(() => JSON.parse(next)).not.toThrow()
  })

  test('pin, schema, and what else is at the top', () => {
    const text = `---
appid: wx0123456789abcdef # pin
$schema: x
conditionalmenu: []
# the bar
button: # buttons
  - { name: a, type: click, key: a }
...
`
    expect(pulled(text, ({ button }) => button.push(leaf('b')))).toBe(
      text.replace('key: a }\n', 'key: a }\n  - { name: b, type: click, key: b }\n'),
    )
  })
})

describe('conditional menus', () => {
  const FILE = `button: [{ name: a, type: click, key: a }]

# for some
conditionalmenu:
  # the first
  - matchrule: { tag_id: "2" }
    button: [{ name: b, type: click, key: b }]

  # the second
  - matchrule: { tag_id: "3" } # three
    button: [{ name: c, type: click, key: c }]
`

  test('change places with their comments', () => {
    expect(
      pulled(FILE, ({ conditionalmenu }) => conditionalmenu.reverse()),
    ).toBe(`button: [{ name: a, type: click, key: a }]

# for some
conditionalmenu:
  # the second
  - matchrule: { tag_id: "3" } # three
    button: [{ name: c, type: click, key: c }]

  # the first
  - matchrule: { tag_id: "2" }
    button: [{ name: b, type: click, key: b }]
`)
  })

  test('all gone: so is their key', () => {
    expect(pulled(FILE, ({ conditionalmenu }) => conditionalmenu.splice(0))).toBe(
      'button: [{ name: a, type: click, key: a }]\n',
    )
  })

  test('the first one is added below', () => {
    const text = 'button: [{ name: a, type: click, key: a }] # the bar\n'
    const change = ({ conditionalmenu }: { conditionalmenu: Json[] }) =>
      conditionalmenu.push({ matchrule: { tag_id: '2' }, button: [leaf('b')] })
    expect(pulled(text, change)).toBe(`${text}conditionalmenu:
  - matchrule:
      tag_id: "2"
    button:
      - name: b
        type: click
        key: b
`)
  })
})

test('a menu of the console is merged too: its buttons keep what the API does not know', () => {
  const text = 'button:\n  # first\n  - { name: a, type: click, key: a }\n'
  const file = readMenu(Buffer.from(text), 'menu.yaml', variables)
  const menu = file.menu as Menu
  const button = [{ name: 'hi', type: 'text', value: 'hello' }, ...menu.button]
  const wanted = { button, conditional: [] }
  expect(mergeMenu({ text, menu, resolved: menu, wanted, variables })).toBe(
    'button:\n  - { name: hi, type: text, value: hello }\n  # first\n  - { name: a, type: click, key: a }\n',
  )
})

test('a field that WeChat adds to its answers is not taken for a part of the menu', () => {
  const text = 'button:\n  - { name: a, type: click, key: a }\n'
  const change = ({ button: [a] }: { button: Json[] }) => Object.assign(a as Json, { name: 'b', colour: 1 })
  expect(pulled(text, change)).toBe('button:\n  - { name: b, type: click, key: a }\n')
})
