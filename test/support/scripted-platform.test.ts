import { expect, test } from 'vitest'
import { platform, type Script } from './scripted-platform'

const ok = { errcode: 0 }
const call = async (url: string, path: string) => (await fetch(`${url}${path}`)).status

test('a platform answers by path, a list in its order, and the rest as it is told', async () => {
  const { url, paths } = await platform({
    answers: { '/a': ok, '/b': [{ n: 1 }, { n: 2 }] },
    else: ({ path }) => ({ path }),
  })
  const answers: unknown[] = []
  for (const path of ['/a', '/b', '/b', '/b', '/c', '/a'])
    answers.push(await (await fetch(url + path)).json())
  expect(answers).toEqual([ok, { n: 1 }, { n: 2 }, { path: '/b' }, { path: '/c' }, ok])
  expect(paths()).toEqual(['/a', '/b', '/b', '/b', '/c', '/a'])
})

test('a platform that takes whatever comes may be left alone', async () => {
  await platform(() => ok)
})

const failing: readonly [string, Script, readonly string[]][] = [
  ['nobody calls the platform', { answers: { '/a': ok } }, []],
  ['an answer is not asked for', { answers: { '/a': ok, '/b': ok } }, ['/a']],
  ['one of a list is not asked for', { answers: { '/a': [ok, ok] } }, ['/a']],
  ['a path is called that nobody expected', { answers: { '/a': ok } }, ['/a', '/b']],
  ['a list is at its end', { answers: { '/a': [ok] } }, ['/a', '/a']],
]
for (const [name, script, calls] of failing)
  test.fails(`a test fails where ${name}`, async () => {
    const { url } = await platform(script)
    for (const path of calls) await call(url, path)
  })
