import { startSandbox } from './server'
import { FileState } from './store'

export interface Embedded {
  readonly url: string
  /** @throws the error that kept the server from reading or writing its state; its caller saw only HTTP 500 */
  close(): Promise<void>
}

/**
 * The built-in sandbox, served inside this process for as long as one command runs. Its state is a file, so that
 * commands that follow each other, or run at the same time, see one and the same account.
 * @param options.now milliseconds since 1970
 * @throws WxError STORE_CORRUPT, STORE_UNREADABLE where the file cannot be used
 */
export async function startEmbedded(options: {
  readonly stateFile: string
  readonly now: () => number
}): Promise<Embedded> {
  const state = new FileState(options.stateFile)
  await state.read()
  const failures: unknown[] = []
  const server = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    state,
    now: options.now,
    onFailure: (error) => failures.push(error),
  })
  return {
    url: server.url,
    close: async () => {
      await server.close()
      if (failures.length > 0) throw failures[0]
    },
  }
}
