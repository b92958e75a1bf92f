import { WxError } from '../../errors'

/** The address of a page, as a browser shows it. @throws WxError VALUE_INVALID for none that a page has */
export function pageAddress(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new WxError('VALUE_INVALID', { name: 'URL', reason: `"${value}"`, expected: 'https://HOST/PATH' })
  return url
}
