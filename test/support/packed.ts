import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { projectRoot } from './program'

export interface Packed {
  /** The tarball. */
  readonly file: string
  /** 64 hexadecimal digits. */
  readonly sha256: string
}

let made: Packed | undefined
let directory: string | undefined

afterAll(() => {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
})

/** The built program as `npm pack` packs it, made once for a test file. */
export function packed(): Packed {
  if (made) return made
  directory = mkdtempSync(join(tmpdir(), 'wxadmin-packed-'))
  const flags = ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory]
  const name = execFileSync('npm', flags, { cwd: projectRoot, encoding: 'utf8' }).trim()
  const file = join(directory, name)
  made = { file, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') }
  return made
}
