import { dirname, resolve } from 'node:path'
import { variables } from '../../environment'
import { WxError } from '../../errors'
import { readBytes } from '../../menu/file'
import { type MenuFile, readMenu, unreadable } from '../../menu/read'
import type { Variables } from '../../menu/secret-variables'
import { menuLimits } from '../../wechat/menu-rules'
import type { CommandContext } from '../command'

/** The name that stands for stdin. */
export const STDIN = '-'

const secret = variables.filter((variable) => 'secret' in variable).map(({ name }) => name)

/** What a menu file may take values from. */
export function variablesOf({ env }: CommandContext): Variables {
  return { env, secret }
}

/**
 * Reads a menu file, or stdin for `-`. What is wrong with it, down to not being there, is in its findings.
 * @throws WxError INTERRUPTED or TERMINATED while it waits for stdin
 */
export async function readMenuFile(cx: CommandContext, file: string): Promise<MenuFile> {
  let bytes: Buffer
  try {
    bytes = file === STDIN ? await stdin(cx) : await readBytes(resolve(cx.cwd, file))
  } catch (error) {
    if (error instanceof WxError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    return unreadable(file, code ?? message)
  }
  const read = readMenu(bytes, file, variablesOf(cx))
  if (read.mediaUses.length > 0) {
    const { withMediaChecked } = await import('../../menu/media-files')
    return withMediaChecked(read, directoryOf(cx, file))
  }
  return bytes.length > menuLimits.fileBytes && file !== STDIN ? measured(read, resolve(cx.cwd, file)) : read
}

/** A file that is too large was not read to its end: its size is asked for. */
async function measured(file: MenuFile, path: string): Promise<MenuFile> {
  const { stat } = await import('node:fs/promises')
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size <= menuLimits.fileBytes) return file // a pipe has none
  const findings = file.findings.map(({ params, ...rest }) => ({
    ...rest,
    params: { ...params, bytes: size },
  }))
  return { ...file, findings }
}

/** What the files that a menu names are relative to; for a menu on stdin it is the directory of the run. */
export function directoryOf({ cwd }: CommandContext, file: string): string {
  return file === STDIN ? cwd : dirname(resolve(cwd, file))
}

async function stdin(cx: CommandContext): Promise<Buffer> {
  const { readStdin } = await import('../stdin')
  return readStdin(cx, menuLimits.fileBytes)
}

/** With `--strict` warnings are errors. */
export function strictly(file: MenuFile, strict: boolean | undefined): MenuFile {
  if (!strict) return file
  const { findings, more } = file
  return {
    ...file,
    findings: findings.map((finding) => ({ ...finding, severity: 'error' })),
    ...(more && { more: { errors: more.errors + more.warnings, warnings: 0 } }),
  }
}
