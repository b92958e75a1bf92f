import { expect, test } from 'vitest'
import { WrongKeys } from '../../src/hub/throttle'

function world() {
  let now = 0
  const wrong = new WrongKeys(() => now)
  const times = (count: number, address: string) => Array.from({ length: count }, () => wrong.add(address))
  return {
    wrong,
    times,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('ten wrong keys of an address within a minute are free, the next one is told how long to wait', () => {
  const { times, pass } = world()
  expect(times(10, 'a')).toEqual(Array(10).fill(0))
  pass(20_000)
  expect(times(2, 'a')).toEqual([40, 40])
})

test('wrong keys of one address cost no other address anything', () => {
  const { wrong, times } = world()
  times(100, 'a')
  expect(wrong.add('b')).toBe(0)
})

test('a minute after its first wrong key an address begins anew, however many it sent meanwhile', () => {
  const { wrong, times, pass } = world()
  times(100, 'a')
  pass(59_999)
  expect(wrong.add('a')).toBe(1)
  pass(1)
  expect(wrong.add('a')).toBe(0)
})

test('thirty thousand addresses take no more room than ten thousand, and the last of them are the ones that are known', () => {
  const { wrong, times } = world()
  for (let at = 0; at < 30_000; at++) wrong.add(`address ${at}`)
  expect(wrong.size).toBe(10_000)
  expect(times(10, 'address 29999').at(-1)).toBe(60)
})

test('an address that goes on is not forgotten for others that come between', () => {
  const { wrong, times } = world()
  times(10, 'a')
  for (let round = 0; round < 5; round++) {
    for (let at = 0; at < 9000; at++) wrong.add(`${round} ${at}`)
    expect(wrong.add('a')).toBe(60)
  }
})
