import { expect, test } from 'vitest'
import { suggest } from '../../src/wechat/suggest'

const types = ['click', 'view', 'miniprogram', 'media_id', 'scancode_push', 'scancode_waitmsg']

test.each([
  ['clik', 'click'],
  ['lcick', 'click'],
  ['mini-program', 'miniprogram'],
  ['MediaId', 'media_id'],
  ['scancode_pushh', 'scancode_push'],
  ['veiw', 'view'],
  ['button', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%s means %s', (word, meant) => {
  expect(suggest(word, types)).toBe(meant)
})

test('tags are compared by their Han characters', () => {
  expect(suggest('星标组组', ['VIP', '星标组'])).toBe('星标组')
})
