import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const src = join(__dirname, '../../src')

test.each(['https://developers.weixin.qq.com/platform', '公众平台 → 设置与开发'])(
  '%s is written in src/wechat/consoles.ts alone',
  (words) => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    expect(files.filter((file) => readFileSync(join(src, file), 'utf8').includes(words))).toEqual([
      join('wechat', 'consoles.ts'),
    ])
  },
)
