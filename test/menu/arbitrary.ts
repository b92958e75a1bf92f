import fc from 'fast-check'
import type { Button, ConditionalMenu, Menu } from '../../src/menu/types'
import { buttonType, buttonTypeNames } from '../../src/wechat/menu/rules'

/** Characters that YAML, variables, JSON and the width of screens make something of. */
const unit = fc.constantFrom(
  ...'abz019 .:-#&*!|>\'"%@`{}[],?$\\/~=',
  '今',
  '日',
  '歌',
  'é',
  'true',
  'null',
  '0x1',
  '${A}',
  '🎁',
)
const text = (most: number) =>
  fc.string({ unit, minLength: 1, maxLength: most }).filter((value) => value.trim() !== '')

const values: Record<string, fc.Arbitrary<string>> = {
  key: text(20),
  url: fc.constantFrom('https://a.cn/', 'http://b.cn/x?y=1&z=${A}#f', 'https://a.cn/今日'),
  media_id: text(12),
  article_id: text(12),
  appid: fc.constant('wx0123456789abcdef'),
  pagepath: fc.constantFrom('pages/index', 'pages/今日?a=1'),
}

const leaf = (name: fc.Arbitrary<string>): fc.Arbitrary<Button> =>
  fc.constantFrom(...buttonTypeNames.filter((type) => !buttonType(type)?.retired)).chain((type) => {
    const fields = (buttonType(type)?.required ?? []).map(
      (field) => [field, values[field] ?? text(5)] as const,
    )
    return fc.record({ name, type: fc.constant(type), ...Object.fromEntries(fields) }) as fc.Arbitrary<Button>
  })

const parent = fc.record({
  name: text(3),
  sub_button: fc.array(leaf(text(6)), { minLength: 1, maxLength: 5 }),
}) as fc.Arbitrary<Button>

const buttons = fc.array(fc.oneof(leaf(text(3)), parent), { minLength: 1, maxLength: 3 })

const conditional: fc.Arbitrary<ConditionalMenu> = fc.record({
  matchrule: fc.record({
    tag_id: fc.constantFrom('2', '100'),
    client_platform_type: fc.constantFrom('1', '2', '3'),
  }),
  button: buttons,
})

/** Menus that a file may hold without an error. */
export const menus: fc.Arbitrary<Menu> = fc.record({
  button: buttons,
  conditional: fc.array(conditional, { maxLength: 3 }),
})
