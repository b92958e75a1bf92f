import fc from 'fast-check'
import type { Button, ConditionalMenu, Menu } from '../../../src/menu/types'
import { menus } from '../arbitrary'

export { menus }

/** Few names and keys, so that much is found again, and much is ambiguous. */
const name = fc.constantFrom('a', 'b', 'c', '今', '🎁')
const leaf: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    name,
    type: fc.constantFrom('click', 'scancode_push'),
    key: fc.constantFrom('k', 'l', 'm', 'n'),
  }),
  fc.record({ name, type: fc.constant('view'), url: fc.constantFrom('https://a.cn/', 'https://b.cn/') }),
  fc.record({
    name,
    type: fc.constant('miniprogram'),
    url: fc.constantFrom('https://a.cn/', 'https://b.cn/'),
    appid: fc.constant('wx0123456789abcdef'),
    pagepath: fc.constantFrom('p', 'q'),
  }),
  fc.record({ name, type: fc.constant('text') }), // from the web console
)
const parent: fc.Arbitrary<Button> = fc.record({
  name: fc.constantFrom('A', 'B', 'a'),
  sub_button: fc.array(leaf, { minLength: 1, maxLength: 4 }),
})
const buttons = fc.array(fc.oneof(leaf, parent, parent), { minLength: 1, maxLength: 3 })
const conditional: fc.Arbitrary<ConditionalMenu> = fc.record({
  matchrule: fc.record(
    { tag_id: fc.constantFrom('1', '2', '3'), client_platform_type: fc.constantFrom('1', '2') },
    { requiredKeys: ['tag_id'] },
  ),
  button: fc.array(leaf, { minLength: 1, maxLength: 2 }),
})
const alike: fc.Arbitrary<Menu> = fc.record({
  button: buttons,
  conditional: fc.array(conditional, { maxLength: 4 }),
})

/** A menu and the same one with its buttons and conditional menus in another order, some of them left out. */
const shuffled = menus.chain((menu) =>
  fc
    .record({
      button: fc.shuffledSubarray([...menu.button], { minLength: 1 }),
      conditional: fc.shuffledSubarray([...menu.conditional]),
    })
    .map((after): [Menu, Menu] => [menu, after]),
)

/** Two menus that have much, little or nothing in common. */
export const pairs: fc.Arbitrary<[Menu, Menu]> = fc.oneof(
  { arbitrary: fc.tuple(alike, alike), weight: 4 },
  { arbitrary: shuffled, weight: 2 },
  { arbitrary: fc.tuple(menus, menus), weight: 1 },
)
