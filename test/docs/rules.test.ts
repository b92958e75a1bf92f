import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRules } from '../../src/endpoint/rules/read'

const docs = join(import.meta.dirname, '../../docs')

test.each(['serve.md', 'serve.zh-CN.md'])('the rules file in docs/%s is one without findings', (page) => {
  const text = readFileSync(join(docs, page), 'utf8')
  const [, rules] = /^```yaml\n(rules:.*?)^```/ms.exec(text) ?? []
  const read = readRules(rules ?? '', page)
  expect(read.findings).toEqual([])
  expect(read.rules).toBeDefined()
})
