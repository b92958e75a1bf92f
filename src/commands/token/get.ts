import type { CommandContext } from '../command'
import { lifeOf, sourceOf } from './life'

/**
 * `wxadmin token`: prints the token alone.
 *
 * `--json`: `{ accessToken, expiresAt (ISO 8601 or null), expiresIn (s or null), cached, source }`
 */
export async function getToken(cx: CommandContext): Promise<undefined> {
  const [client, settings] = await Promise.all([cx.parts.client(), cx.parts.settings()])
  const { token, expiresAt, cached } = await client.token()
  const life = lifeOf(expiresAt, cx.now())
  cx.terminal.result({ accessToken: token, ...life, cached, source: sourceOf(settings) }, () => token)
}
