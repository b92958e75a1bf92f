import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectRoot, runProgram } from '../support/program'

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8')

test('the package carries the schema at the address that it calls its own', async () => {
  const { version, files } = JSON.parse(read('package.json')) as { version: string; files: string[] }
  expect(files).toContain('dist')
  const published = read('dist/menu.schema.json')
  const { code, stdout } = await runProgram(['menu', 'schema'])
  expect([code, stdout]).toEqual([0, published])
  const schema = JSON.parse(published) as { $id: string }
  expect(schema.$id).toBe(`https://unpkg.com/wxadmin@${version}/dist/menu.schema.json`)
  const accepts = new Ajv({ strict: false }).compile(schema)
  for (const name of ['main', 'all-types', 'conditional'])
    expect(accepts(parse(read(`menus/${name}.yaml`)))).toBe(true)
})
