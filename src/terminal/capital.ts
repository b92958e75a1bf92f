import { format, type Language, type Message } from './language'

/**
 * Gives a sentence of a catalogue its capital letter. A value in its first placeholder, a command and a name of WeChat's
 * API keep their letters: `Wxadmin trigger` cannot be run, and `Openid` is not a field.
 */
export function beginning(
  message: Message,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = format(message, language, params)
  return language === 'en' && isWord(message.en) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** Commands and names that look like words. Those with an underscore, a digit or a capital within do not. */
const NAMES = new Set([
  ...['wxadmin', 'curl', 'docker', 'git', 'iconv', 'npm', 'npx', 'openssl', 'ssh', 'sudo'],
  ...['success', 'signature', 'timestamp', 'nonce', 'echostr', 'openid', 'unionid', 'appid', 'rid', 'jsapi'],
  ...['clientmsgid', 'menuid', 'matchrule', 'msgmenu', 'picurl', 'playtime', 'transid'],
])

/** Whether a text begins with an English word. */
function isWord(text: string): boolean {
  const [word] = /^[a-z]+(?:[-/][a-z]+)*(?=[\s,.:;]|$)/.exec(text) ?? []
  return word !== undefined && !NAMES.has(word)
}
