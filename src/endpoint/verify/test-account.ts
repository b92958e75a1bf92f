import type { MessageMode } from '../../wechat/callback/values'

/**
 * What interface test accounts (测试号) are reported to do [?]; no page of WeChat's says it. Their console has fields for
 * URL and Token alone, so nothing is encrypted, and pushes come without `encrypt_type` and `msg_signature`.
 */
export const testAccount: { readonly mode: MessageMode } = { mode: 'plain' }
