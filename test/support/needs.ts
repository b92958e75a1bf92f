import { spawnSync } from 'node:child_process'
import { test } from 'vitest'

/**
 * A test that needs a program this machine may lack: skipped by name where it is absent, but never where
 * WXADMIN_TEST_ALL is set (CI installs everything and sets it).
 */
export function testWith(programName: string): typeof test | typeof test.skip {
  const present = spawnSync(programName, ['--version'], { stdio: 'ignore' }).error === undefined
  return present || process.env.WXADMIN_TEST_ALL ? test : test.skip
}
