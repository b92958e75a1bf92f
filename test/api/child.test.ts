import { expect, test } from 'vitest'
import { childEnvironment } from '../../src/api/child'
import { variables } from '../../src/environment'

test('a program of the person’s own is given every variable of ours that is no secret, and no secret', () => {
  const env = Object.fromEntries(variables.map(({ name }) => [name, 'value']))
  const given = Object.keys(childEnvironment({ env, cwd: '/', platform: 'linux' }))
  const open = variables.filter((variable) => !('secret' in variable)).map(({ name }) => name)
  expect(given.filter((name) => name in env).sort()).toEqual([...open].sort())
})
