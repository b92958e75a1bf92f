import type { CommandContext } from '../command'
import { lifeOf, sourceOf } from './life'

/**
 * `wxadmin token`: prints the token alone.
 *
 * `--json`: `{ accessToken, expiresAt (ISO 8601 or null), expiresIn (s or null), cached, source }`
 */
export async function getToken(cx: CommandContext): Promise<undefined> {
  const [client, settings] = await Promise.all([cx.services.client(), cx.services.settings()])
  const { token, expiresAt, cached } = await client.token()
  // A Date makes V8 look for the time zone, which takes longer than all the rest of a cached token.
  const document = () => ({
    accessToken: token,
    ...lifeOf(expiresAt, cx.now()),
    cached,
    source: sourceOf(settings),
  })
  cx.terminal.result(document, () => token)
}
