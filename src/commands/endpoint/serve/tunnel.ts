import { openTunnel, type Tunnel, type TunnelEnd } from '../../../endpoint/server/tunnel'
import { WxError } from '../../../errors'
import type { CommandContext } from '../../command'
import { workingDirectory } from '../../working-directory'

/** After this a person should know that something is amiss. */
const SLOW_MS = 30_000

/** What is done when something is known of the tunnel. */
export interface TunnelHooks {
  /** @param origin public address, without a path */
  address(origin: string): void
  /** @param seconds that have passed without an address */
  slow(seconds: number): void
  /** The client has ended by itself. */
  failed(error: WxError): void
}

/** Starts the tunnel client of `--tunnel` and tells what becomes of it. The caller closes it. */
export function startTunnel(
  cx: CommandContext,
  command: string,
  endpoint: { readonly url: string; readonly port: number },
  { address, slow, failed }: TunnelHooks,
): Tunnel {
  const { port } = endpoint
  const tunnel = openTunnel({
    command,
    port,
    url: new URL(endpoint.url).origin,
    cwd: workingDirectory(cx),
    env: cx.env,
  })
  const timer = setTimeout(() => slow(SLOW_MS / 1000), SLOW_MS).unref()
  const settle = () => clearTimeout(timer)
  void tunnel.address.then((origin) => {
    settle()
    address(origin)
  })
  void tunnel.ended.then((end) => {
    settle()
    failed(failure(end))
  })
  return {
    ...tunnel,
    close: () => {
      settle()
      return tunnel.close()
    },
  }
}

/** Lines of the client that a sentence can hold. */
const LINES = 2
const LONGEST = 300

function failure({ reason, lastOutput }: TunnelEnd): WxError {
  const words = lastOutput.slice(-LINES).map((line) => line.slice(0, LONGEST))
  return new WxError('TUNNEL_FAILED', { reason, said: words.join(' / ') || '-' })
}
