import { expect, test } from 'vitest'
import { isLoopback } from '../../src/wechat/hosts'

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(host)).toBe(true)
  },
)

test.each([
  '',
  '0.0.0.0',
  '::',
  'x.localhost',
  'localhost.example',
  '127.0.0.1.example',
  '128.0.0.1',
  '[::2]',
])('%s is not, or not for certain', (host) => {
  expect(isLoopback(host)).toBe(false)
})
