import { spawn } from 'node:child_process'
import { platform } from 'node:os'
import type { Env } from '../env'
import { interruption, reasonOf, WxError } from '../errors'
import { parseJson } from '../json-depth'
import { commandSecrets, redact } from '../wechat/redact'
import { numberOf } from './answer'
import { childEnvironment, endAll, WINDOWS } from './child'
import { isTokenText, LONGEST_TOKEN } from './credentials'
import { shellOf } from './program-path'
import type { FetchedToken } from './tokens'
import type { Observer } from './types'

export interface TokenCommand {
  /** As a person would type it: the platform's shell runs it. */
  readonly command: string
  /** Name of the account whose command it is. */
  readonly account: string
  /** Undefined where the directory of the run was deleted: then it is inherited. */
  readonly cwd: string | undefined
  readonly env: Env
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly observer: Observer
}

/** Bytes of stdout and of stderr that are read at most. */
const OUTPUT_LIMIT = 64 * 1024

/** Seconds for which a token of unknown life is kept: the program is asked again after that. */
const UNKNOWN_LIFE = 70

/**
 * Runs a program that prints a token, or `{"access_token":…,"expires_in":…}` as WeChat's own answer has it.
 * @throws TOKEN_COMMAND_FAILED, INTERRUPTED
 */
export async function runTokenCommand(options: TokenCommand): Promise<FetchedToken> {
  const { account, observer } = options
  const { stdout, stderr, problem } = await execute(options)
  const found = problem ?? readToken(stdout.toString('utf8'))
  if (typeof found !== 'string') observer.hide(found.token)
  const hidden = [...commandSecrets(options.command), ...(typeof found === 'string' ? [] : [found.token])]
  const lines = observer.tracing ? stderr.toString('utf8').split(/\r?\n/) : []
  for (const line of lines) if (line !== '') observer.trace(redact(line, hidden)) // a shell may repeat the command
  if (typeof found === 'string') throw new WxError('TOKEN_COMMAND_FAILED', { reason: found, account })
  return found
}

/** @returns the token, or what is wrong with the output, without any of it */
function readToken(output: string): FetchedToken | string {
  const text = output.replace(/^\uFEFF/, '').trim()
  if (text === '') return 'stdout: 0 bytes'
  if (!text.startsWith('{')) return checked(text, UNKNOWN_LIFE)
  try {
    const { access_token, expires_in, errcode } = parseJson(text) as Record<string, unknown>
    if (errcode) return `errcode ${numberOf(errcode) ?? ''}`.trim()
    if (typeof access_token !== 'string' || access_token === '') return 'stdout: access_token?'
    if (expires_in === undefined) return checked(access_token, UNKNOWN_LIFE)
    const life = numberOf(expires_in)
    return life !== undefined && life > 0 ? checked(access_token, life) : 'stdout: expires_in?'
  } catch {
    return 'stdout: JSON?'
  }
}

function checked(token: string, expiresIn: number): FetchedToken | string {
  if (token.length > LONGEST_TOKEN) return `stdout: > ${LONGEST_TOKEN} bytes`
  if (!isTokenText(token)) return 'stdout: token?'
  return { token, expiresIn }
}

interface Execution {
  readonly stdout: Buffer
  readonly stderr: Buffer
  readonly problem?: string
}

function execute({ command, cwd, env, timeoutMs, signal }: TokenCommand): Promise<Execution> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interruption(signal))
    const place = { env, cwd, platform: platform() }
    const child = spawn(command, {
      shell: shellOf(place),
      cwd,
      env: childEnvironment(place), // the command has its own way to a token
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: !WINDOWS, // a group of its own, so that it can be ended whole
    })
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    let problem: string | undefined
    const stop = (why: string) => {
      problem ??= why
      endAll(child, env)
      // What has left the group may live on and hold the pipes: do not wait for it.
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const timer = setTimeout(() => stop(`timeout ${timeoutMs / 1000} s`), timeoutMs)
    const interrupt = () => stop('SIGINT')
    signal.addEventListener('abort', interrupt)
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', interrupt)
    }
    child.on('error', (error) => {
      finish()
      resolve({ stdout: stdout(), stderr: stderr(), problem: reasonOf(error) })
    })
    child.on('close', (code, killed) => {
      finish()
      if (signal.aborted) return reject(interruption(signal))
      if (code !== 0) problem ??= killed ?? `exit ${code}`
      return resolve({ stdout: stdout(), stderr: stderr(), problem })
    })
    return undefined
  })
}

function collect(stream: NodeJS.ReadableStream): () => Buffer {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= OUTPUT_LIMIT) chunks.push(chunk)
  })
  return () => Buffer.concat(chunks)
}
