// What `npm i -g wxadmin` downloads and adds.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './measure.mjs'

export function packed() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const listing = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ size, entryCount }] = Object.values(JSON.parse(listing))
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const added = Object.keys(dependencies).length
  return [
    {
      name: 'package, packed',
      measured: size / 2 ** 20,
      limit: '≤ 1.5 MB',
      ok: size <= 1.5 * 2 ** 20,
      note: `${entryCount} files`,
    },
    { name: 'packages added beside wxadmin', measured: added, limit: '≤ 1', ok: added <= 1, note: '' },
  ]
}
