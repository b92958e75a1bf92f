/** Repairs addresses that were typed with a Chinese keyboard or copied with characters around them. */

const PUNCTUATION: Readonly<Record<string, string>> = {
  '：': ':',
  '／': '/',
  '．': '.',
  '。': '.',
  '？': '?',
  '＃': '#',
  '＆': '&',
  '＝': '=',
}
const AROUND = /^[\s“”‘’"'`（）()《》〈〉<>【】「」]+|[\s“”‘’"'`（）()《》〈〉<>【】「」，,；;]+$/g
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/?#]|$)/i

/**
 * The address that an invalid one means; undefined where no host can be derived from it.
 * @param text such as `“a.cn”`, `https：//a.cn`, `https//a.cn`, `localhost:3000` (http: nobody has a certificate for it)
 */
export function repairedAddress(text: string): string | undefined {
  // After the host these characters may be meant.
  const [, head = '', tail = ''] =
    /^((?:https?)?[^a-z0-9]*[^/／?？#＃]*)(.*)$/isu.exec(text.replace(AROUND, '')) ?? []
  const narrow = (part: string) => part.replace(/[：／．。？＃＆＝]/g, (one) => PUNCTUATION[one] ?? one)
  const address = narrow(head) + tail.replace(/^[／？＃]/, narrow)
  const [, scheme, between = '', rest = ''] = /^(?:(https?)(?=[:/\\]))?([:/\\]*)(.*)$/is.exec(address) ?? []
  // `/me` is a path of some host; `//a.cn` has its host.
  if (scheme === undefined && between !== '' && !/^:?\/\/$/.test(between)) return undefined
  const protocol = scheme?.toLowerCase() ?? (LOOPBACK.test(rest) ? 'http' : 'https')
  const repaired = `${protocol}://${rest}`
  if (/\s/.test(rest) || !URL.canParse(repaired)) return undefined
  const { hostname, username, password } = new URL(repaired)
  const isHost = LOOPBACK.test(hostname) || /[^.]\.[^.]|^\[/.test(hostname)
  return isHost && username === '' && password === '' ? repaired : undefined
}
