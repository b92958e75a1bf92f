import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { variables } from '../../environment'
import { WxError } from '../../errors'
import { collect, readBytes } from '../../menu/file'
import { type MenuFile, readMenu, unreadable } from '../../menu/read'
import type { CommandContext } from '../command'

/** The name that stands for stdin. */
export const STDIN = '-'

const secret = variables.filter((variable) => 'secret' in variable).map(({ name }) => name)

/** Reads a menu file, or stdin for `-`. What is wrong with it, down to not being there, is in its findings. */
export async function readMenuFile(cx: CommandContext, file: string): Promise<MenuFile> {
  let bytes: Buffer
  try {
    // The signal ends a wait for somebody to type.
    const input = () => collect(addAbortSignal(cx.signal, cx.stdin))
    bytes = file === STDIN ? await input() : await readBytes(resolve(cx.cwd, file))
  } catch (error) {
    if (cx.signal.aborted) throw new WxError('INTERRUPTED', {}, { cause: error })
    const { code, message } = error as NodeJS.ErrnoException
    return unreadable(file, code ?? message)
  }
  return readMenu(bytes, file, { env: cx.env, secret })
}

/** With `--strict` warnings are errors. */
export function strictly(file: MenuFile, strict: boolean | undefined): MenuFile {
  if (!strict) return file
  return { ...file, findings: file.findings.map((finding) => ({ ...finding, severity: 'error' })) }
}
