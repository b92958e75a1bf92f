import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Directories for one `sandbox exec`. */
export interface Playground {
  /** Holds a `wxadmin` that runs this very program, for where it is not installed. */
  readonly bin: string
  /** An empty store. */
  readonly config: string
  remove(): Promise<void>
}

/** @param self how to run wxadmin: the executable and the first arguments */
export async function makePlayground(self: readonly string[]): Promise<Playground> {
  const root = await mkdtemp(join(tmpdir(), 'wxadmin-exec-'))
  const [bin, config] = [join(root, 'bin'), join(root, 'config')]
  await Promise.all([mkdir(bin, { mode: 0o700 }), mkdir(config, { mode: 0o700 })])
  await Promise.all([
    writeFile(join(bin, 'wxadmin'), shellShim(self), { mode: 0o755 }),
    writeFile(join(bin, 'wxadmin.cmd'), windowsShim(self)),
  ])
  return { bin, config, remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }) }
}

function shellShim(self: readonly string[]): string {
  const words = self.map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
  return `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`
}

export function windowsShim(self: readonly string[]): string {
  const words = self.map((word) => `"${word.replaceAll('%', '%%')}"`)
  return `@${words.join(' ')} %*\r\n`
}
