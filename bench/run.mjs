// `npm run bench`: the bars as ratios measured in one run on this machine. `--rounds N` (default 61), `--soak SECONDS` of two versions
// over one store (default 120), `--crowd SECONDS` of the hub's clients (default 120, for each source), `--inherit` (see measure.mjs).
// Prints a table (a million pushes take a minute); speed is never a reason to fail, a wrong count is (exit 1).
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../.config/fresh.mjs'
import { contention } from './contention.mjs'
import { hub } from './hub.mjs'
import { root } from './measure.mjs'
import { packed } from './package.mjs'
import { serving } from './serve.mjs'
import { startup } from './startup.mjs'
import { twoVersions } from './two-versions.mjs'
import { validation } from './validate.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '61' },
    json: { type: 'boolean' },
    inherit: { type: 'boolean' },
    soak: { type: 'string', default: '120' },
    crowd: { type: 'string', default: '120' },
  },
})
ensureBuilt(root)
const rows = [
  ...(await startup(Number(values.rounds))),
  ...(await validation()),
  ...(await contention()),
  await mixed(Number(values.soak)),
  ...(await serving()),
  ...(await hub(Number(values.crowd))),
  ...packed(),
]

if (values.json) console.log(JSON.stringify({ node: process.version, rows }, null, 2))
else {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${values.rounds} rounds\n`)
  console.log('| what | measured | bar | | |\n|---|---|---|---|---|')
  for (const { name, measured, limit, ok, note } of rows) {
    const shown = Number.isInteger(measured) ? measured : measured.toFixed(2)
    const verdict = limit === '' ? '' : ok ? 'met' : 'MISSED'
    console.log(`| ${name} | ${shown} | ${limit} | ${verdict} | ${note} |`)
  }
}
const counts = rows.filter((row) => Number.isInteger(row.measured))
process.exitCode = counts.every((row) => row.ok) ? 0 : 1

async function mixed(seconds) {
  const { operations, kills, problems } = await twoVersions({ seconds })
  for (const problem of problems) console.error(problem)
  return {
    name: `two versions over one store, ${seconds} s`,
    measured: problems.length,
    limit: '0 lost',
    ok: problems.length === 0,
    note: `${operations} commands, ${kills} killed`,
  }
}
