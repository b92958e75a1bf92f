import { spawnSync } from 'node:child_process'
import { describe, test } from 'vitest'

/**
 * A test that needs what this machine may lack: skipped by name without it, but never where WXADMIN_TEST_ALL is
 * set. CI installs everything and sets it: a test that cannot run fails there.
 */
export function testIf(present: boolean): typeof test | typeof test.skip {
  return present || process.env.WXADMIN_TEST_ALL ? test : test.skip
}

/** As `testIf`, for a program that is looked for on the PATH. */
export function testWith(programName: string): typeof test | typeof test.skip {
  return testIf(isThere(programName))
}

/** As `testWith`, for tests that belong together. */
export function describeWith(programName: string): typeof describe | typeof describe.skip {
  return isNeeded(programName) ? describe : describe.skip
}

/** Whether what needs a program is to run: it is on the PATH, or its absence is to be seen. */
export const isNeeded = (programName: string): boolean =>
  Boolean(process.env.WXADMIN_TEST_ALL) || isThere(programName)

const isThere = (programName: string): boolean =>
  spawnSync(programName, ['--version'], { stdio: 'ignore' }).error === undefined
