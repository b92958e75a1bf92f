// What checking a directory of a thousand menu files costs, for each of them and beside bare `node -e 0`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, environment, program, withDirectory } from './measure.mjs'

const FILES = 1000
const ROUNDS = 5

export async function validation() {
  return withDirectory(async (directory) => {
    const menus = join(directory, 'menus')
    for (let number = 0; number < FILES; number++) {
      const folder = join(menus, `shop-${number % 20}`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `menu-${number}.yaml`), menu(number))
    }
    const env = environment(directory)
    const { ms, floor, ratio } = compare([program, 'menu', 'validate', menus], ['-e', '0'], env, ROUNDS)
    const each = (ms - floor) / FILES
    return [
      {
        name: `menu validate, ${FILES.toLocaleString('en')} files`,
        measured: ratio,
        limit: '',
        ok: true,
        note: `${ms.toFixed(0)} ms / ${floor.toFixed(0)} ms; a file ${each.toFixed(2)} ms, ${(each / floor).toFixed(3)} × node -e 0`,
      },
    ]
  })
}

/** A menu as shops have them: three parents with some children each, and a conditional menu. */
function menu(number) {
  const children = (count) =>
    Array.from(
      { length: count },
      (_, at) =>
        `      - { name: 链接${at}, type: view, url: "https://shop-${number}.example.com/p/${at}" }\n`,
    ).join('')
  return `# Shop ${number}
button:
  - name: 今日歌曲
    type: click
    key: V1001_${number}
  - name: 菜单
    sub_button:
${children(5)}  - name: 服务
    sub_button:
${children(4)}conditionalmenu:
  - matchrule: { tag_id: "${number}" }
    button:
      - { name: 会员, type: click, key: VIP_${number} }
`
}
