import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isUnusable } from '../store/failures'
import { JsonFile } from '../store/json-file'
import { SANDBOX_APPID, SANDBOX_ORIGINAL_ID, SANDBOX_SECRET } from '../wechat/sandbox-account'
import { Contents, TemporaryContents } from './contents'
import { freshState, parseState, type SandboxState } from './state'

/** Where the sandbox's state lives. */
export interface StateStore {
  /** Uploaded files. */
  readonly contents: Contents
  /** Runs `work` alone with the state, which it may change. Every request is one such transaction. */
  transact<R>(work: (state: SandboxState) => R): Promise<R>
  /** The state as it is now, not to be changed. */
  read(): Promise<SandboxState>
  /** Starts anew. */
  reset(): Promise<void>
}

/** The state with which every sandbox begins. */
export function builtInState(): SandboxState {
  return freshState({ appid: SANDBOX_APPID, secret: SANDBOX_SECRET, originalId: SANDBOX_ORIGINAL_ID })
}

/** A state that ends with the process; uploads are temporary files until `contents.end`. */
export class MemoryState implements StateStore {
  readonly contents = new TemporaryContents()
  private state = builtInState()

  transact<R>(work: (state: SandboxState) => R): Promise<R> {
    return Promise.resolve(this.state).then(work)
  }

  read(): Promise<SandboxState> {
    return Promise.resolve(this.state)
  }

  reset(): Promise<void> {
    this.state = builtInState()
    this.contents.clear()
    return Promise.resolve()
  }
}

/** A state kept in a file: several processes share it, one locked transaction after the other. */
export class FileState implements StateStore {
  readonly contents: Contents
  private readonly file: JsonFile<SandboxState>
  /** Requests of this process wait here for each other; only the first waits for other processes. */
  private queue: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.contents = new Contents(join(dirname(path), 'sandbox-media'))
    this.file = new JsonFile({ path, parse: parseState, empty: builtInState() })
  }

  /** @throws WxError STORE_* as JsonFile */
  transact<R>(work: (state: SandboxState) => R): Promise<R> {
    const done = this.queue.then(() => this.update(work))
    this.queue = done.catch(() => undefined)
    return done
  }

  private async update<R>(work: (state: SandboxState) => R): Promise<R> {
    const results: R[] = []
    await this.file.update((current) => {
      const state = structuredClone(current)
      results.push(work(state))
      return state
    })
    return results.at(-1) as R // the last: a lock that was taken over makes it begin again
  }

  /** @throws WxError STORE_* as JsonFile */
  read(): Promise<SandboxState> {
    return this.file.read()
  }

  /** Also where the file cannot be understood. */
  async reset(): Promise<void> {
    this.contents.clear()
    try {
      await this.file.update(() => builtInState())
    } catch (error) {
      if (!isUnusable(error)) throw error
      await rm(this.file.path, { force: true })
      await this.file.update(() => builtInState())
    }
  }
}
