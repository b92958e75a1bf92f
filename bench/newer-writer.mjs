// Writes into a store as a newer wxadmin may: a token source, fields and entries that this version does not know,
// under the same locks. Bundled with the store's own code by two-versions.mjs; one write each run.
import { join } from 'node:path'
import { JsonFile } from '../src/store/json-file'

const [directory, id, count] = process.argv.slice(2)
const number = Number(count)
const file = (name, empty) =>
  new JsonFile({ path: join(directory, name), parse: (value) => value, empty, ours: true })

await file('accounts.json', { accounts: {} }).update(({ accounts, ...all }) => ({
  ...all,
  soak: { ...all.soak, [id]: number },
  accounts: {
    ...accounts,
    [`hub-${id}`]: {
      name: `hub-${id}`,
      appid: 'wx00000000000000ff',
      tokenSource: 'vault:https://vault.example',
      hub: { count: number, regions: ['a', { b: null }] },
    },
  },
}))
await file('oauth/states.json', { states: [] }).update(({ states, ...all }) => ({
  ...all,
  soak: { ...all.soak, [id]: number },
  states: [{ hash: id, count: number }, ...states.filter(({ hash }) => hash !== id)],
}))
await file('callback.json', { values: {} }).update(({ values, ...all }) => ({
  ...all,
  values: { ...values, [`newer-${id}`]: { sealed: { count: number } } },
}))
