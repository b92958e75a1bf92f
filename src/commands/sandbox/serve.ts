import type { CallEvent } from '../../sandbox/exchange'
import { formatFault, parseFault } from '../../sandbox/faults'
import { type Sandbox, startSandbox } from '../../sandbox/server'
import { FileState, MemoryState } from '../../sandbox/store'
import type { Fill, Message } from '../../terminal/language'
import { sandboxMessages as say } from '../../terminal/messages/sandbox'
import { isLoopback } from '../../wechat/hosts'
import { aborted, stoppedCode } from '../aborted'
import type { CommandContext } from '../command'
import { readPort } from '../port'
import { writeReadyFile } from '../ready-file'

interface Options {
  readonly port: string
  readonly host: string
  readonly readyFile?: string
  readonly fault?: readonly string[]
  readonly persist?: boolean
}

/**
 * `wxadmin sandbox`: serves until a signal comes; the end of stdin does not stop it.
 *
 * With `--json` one object a line on stdout: `{type:"ready",time,url,port,pid,env}`, `{type:"warning",time,message}`,
 * `{type:"call",time,method,path,errcode,ms,fault}` (`errcode` absent where a fault struck before there was an
 * answer, `fault` where none struck), `{type:"stopped",time}`.
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE, FAULT_INVALID, VALUE_OUT_OF_RANGE, FILE_UNWRITABLE, STORE_*
 */
export async function serveSandbox(cx: CommandContext, _args: [], options: Options): Promise<number> {
  const { terminal } = cx
  const port = readPort(options.port)
  const faults = (options.fault ?? []).map(parseFault)
  const state = options.persist ? new FileState((await cx.services.store()).sandboxFile) : new MemoryState()
  await state.read()
  const sandbox = await startSandbox({
    host: options.host,
    port,
    state,
    now: cx.now,
    faults,
    onCall: (event) => tell(cx, event),
    onFailure: (error) => warn(cx, say.stateFailed, { reason: reasonOf(error) }),
  })
  try {
    announce(cx, sandbox, options, faults.map(formatFault))
    if (options.readyFile !== undefined) await writeReadyFile(cx, options.readyFile, sandbox)
    await aborted(AbortSignal.any([cx.signal, cx.closed]))
  } finally {
    await sandbox.close()
  }
  terminal.event({ type: 'stopped' }, () => terminal.t(say.stopped))
  return stoppedCode(cx.signal)
}

function announce(
  cx: CommandContext,
  { url, port, env }: Sandbox,
  { host, persist }: Options,
  faults: readonly string[],
): void {
  const { terminal, pid } = cx
  if (terminal.json) terminal.event({ type: 'ready', url, port, pid, env }, () => '')
  else if (!terminal.options.quiet) banner(cx, { url, env }, persist, faults)
  if (!isLoopback(host)) warn(cx, say.notLoopback, { host })
}

function banner(
  { terminal }: CommandContext,
  { url, env }: Pick<Sandbox, 'url' | 'env'>,
  persist: boolean | undefined,
  faults: readonly string[],
): void {
  const lines = [
    terminal.err.bold(terminal.t(say.listening, { url })),
    terminal.t(persist ? say.kept : say.fresh),
    ...(faults.length > 0 ? [terminal.t(say.faultsOn, { faults: faults.join('  ') })] : []),
    terminal.t(say.pointAtIt),
    ...Object.entries(env).map(([name, value]) => `  export ${name}=${value}`),
    terminal.err.dim(terminal.t(say.stopHint)),
  ]
  // The secret is shown: this one is public and here to be copied.
  terminal.writeUnredacted(lines.join('\n'))
}

/** At once with `--json` as well, where `terminal.warn` would wait for the end. */
function warn<M extends Message>({ terminal }: CommandContext, message: M, ...params: Fill<M>): void {
  if (!terminal.json) terminal.warn(message, ...params)
  else terminal.event({ type: 'warning', message: terminal.redact(terminal.t(message, ...params)) }, () => '')
}

function tell({ terminal, now }: CommandContext, event: CallEvent): void {
  terminal.event({ type: 'call', ...event }, () => {
    const { method, path, errcode, ms, fault } = event
    const clock = new Date(now()).toTimeString().slice(0, 8)
    const outcome = errcode === undefined ? '-' : String(errcode)
    const painted = errcode === 0 ? terminal.err.green(outcome) : terminal.err.red(outcome)
    return `${terminal.err.dim(clock)} ${method.padEnd(4)} ${path} ${painted} ${ms} ms${fault ? ` ${terminal.err.yellow(fault)}` : ''}`
  })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
