import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from '../../../api/child'
import { shellOf, windowsProgram } from '../../../api/program-path'
import { interruption, reasonOf, WxError } from '../../../errors'
import { triggerMessages as say, xmlReasons } from '../../../terminal/messages/trigger'
import type { PushTypeEntry } from '../../../wechat/messages/types'
import { readXml, XmlFault } from '../../../wechat/xml/read'
import { writeXml, type XmlOut } from '../../../wechat/xml/write'
import type { CommandContext } from '../../command'
import { workingDirectory } from '../../working-directory'
import { fieldsOf, type PushTree, treeOf } from './set'

/**
 * Lets the person change a push in their editor. Where it cannot be read afterwards, the place is told and they may
 * edit it again.
 * @throws WxError EDIT_NEEDS_TERMINAL, CHILD_FAILED, DECLINED where they leave it broken, INTERRUPTED, TERMINATED
 */
export async function edited(cx: CommandContext, entry: PushTypeEntry, tree: PushTree): Promise<PushTree> {
  const { terminal } = cx
  // mkdtemp makes a directory that nobody else can look into.
  const directory = await mkdtemp(join(cx.env.TMPDIR || tmpdir(), 'wxadmin-'))
  const file = join(directory, 'push.xml')
  try {
    await writeFile(file, pretty(tree), { mode: 0o600 })
    for (;;) {
      await openEditor(cx, file)
      try {
        return treeOf(readXml(await readFile(file, 'utf8')), fieldsOf(entry))
      } catch (error) {
        if (!(error instanceof XmlFault)) throw error
        const { line, column, reason } = error
        terminal.warn(say.editBroken, { line, column, reason: terminal.t(xmlReasons[reason]) })
        await terminal.confirm(terminal.t(say.editAgain), { flag: '--raw FILE' })
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Told before anything else is done. @throws WxError EDIT_NEEDS_TERMINAL */
export function requireEditor({ terminal, stdin }: CommandContext): void {
  if (!terminal.interactive || !stdin.isTTY) throw new WxError('EDIT_NEEDS_TERMINAL')
}

/** An element a line, as people edit it; what it holds stays on the line of its tag. */
function pretty(tree: PushTree): string {
  return `<xml>\n${lines(tree, '  ')}</xml>\n`
}

function lines(tree: PushTree, indent: string): string {
  return Object.entries(tree)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const))
    .map(([name, value]: readonly [string, XmlOut]) =>
      typeof value === 'object'
        ? `${indent}<${name}>\n${lines(value as PushTree, `${indent}  `)}${indent}</${name}>\n`
        : `${indent}${writeXml({ [name]: value }).slice('<xml>'.length, -'</xml>'.length)}\n`,
    )
    .join('')
}

/** VISUAL and EDITOR may hold arguments (`code --wait`): a shell takes them apart, as git has it done. */
async function openEditor(cx: CommandContext, file: string): Promise<void> {
  const { env, platform, signal } = cx
  if (signal.aborted) throw interruption(signal)
  const windows = platform === 'win32'
  const command = env.VISUAL || env.EDITOR || (windows ? windowsProgram('notepad.exe', env) : 'vi')
  const { spawn } = await import('node:child_process')
  const options = {
    cwd: workingDirectory(cx),
    env: childEnvironment({ env, platform, cwd: workingDirectory(cx) }),
    stdio: [0, 2, 2] as [number, number, number],
  }
  const child = windows
    ? spawn(`${command} "${file}"`, { ...options, shell: shellOf(cx) })
    : spawn(shellOf(cx), ['-c', `${command} "$@"`, command, file], options)
  const reason = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => {
      const code = reasonOf(error)
      resolve(code === 'ENOENT' ? 'NO_SUCH_COMMAND' : code)
    })
    child.once('close', (code, name) => {
      const shells = code === 127 ? 'NO_SUCH_COMMAND' : `exit ${code ?? name}`
      resolve(code === 0 ? undefined : shells)
    })
  })
  if (signal.aborted) throw interruption(signal)
  if (reason !== undefined) throw new WxError('CHILD_FAILED', { command, reason })
}
