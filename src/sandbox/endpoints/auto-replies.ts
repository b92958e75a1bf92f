import { randomBytes } from 'node:crypto'
import type { ConsoleReplies } from '../state'
import type { Behaviours } from './endpoint'

/** docs/platform.md 11. */
export const autoReplyEndpoints = {
  autoReplies: {
    token: true,
    unverified: true,
    run: ({ account }) => autoRepliesAnswer(account.autoReplies),
  },
} satisfies Behaviours

/** The answer has no part for what was never set up. [?] No page shows the answer of an account without replies. */
function autoRepliesAnswer(replies: ConsoleReplies | null): object {
  if (!replies) return { is_add_friend_reply_open: 0, is_autoreply_open: 0 }
  const { followOpen, messagesOpen, ...infos } = replies
  return {
    is_add_friend_reply_open: followOpen ? 1 : 0,
    is_autoreply_open: messagesOpen ? 1 : 0,
    ...(withPassingMedia(infos) as object),
  }
}

const MEDIA: readonly unknown[] = ['img', 'voice', 'video']

/** The ids of pictures, voice messages and videos are temporary and differ at each call. */
function withPassingMedia(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPassingMedia)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const isMedia = MEDIA.includes((value as { readonly type?: unknown }).type)
  return Object.fromEntries(
    entries.map(([key, inner]) =>
      isMedia && key === 'content'
        ? [key, randomBytes(48).toString('base64url')]
        : [key, withPassingMedia(inner)],
    ),
  )
}
