import { OAUTH_PATHS } from '../wechat/endpoints'
import { lookUpErrcode } from '../wechat/errcodes/errcodes'
import { tokenErrcodes } from '../wechat/errcodes/groups'

/** An answer with an errcode. Thrown inside the sandbox, never outside it. */
export class Refusal extends Error {
  constructor(
    readonly errcode: number,
    /** As the calls under /cgi-bin/ word it, without the rid. */
    readonly errmsg: string,
    /** More keys of the answer, `fail_openid_list` for one. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(errmsg)
  }
}

/** Texts that are longer in live answers than in the published list, or in no list at all. */
const liveTexts: Readonly<Record<number, string>> = {
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  // [?] docs/platform.md 14: no English text is published for these.
  40243: 'invalid appsecret, appsecret is frozen',
  53600: 'invalid article_id',
  76001: 'rid not exist',
  76002: 'invalid rid',
  76003: 'rid not match appid, or invalid cgi_path',
  76004: 'rid expired',
}

/** The errmsg of web authorization has no advice. */
const UNKNOWN_TOKEN = 'invalid credential, access_token is invalid or not latest'

/** The errmsg of an answer: the calls of web authorization put a comma before the rid, the others a blank (docs/platform.md 15). */
export function errmsgAt(path: string, { errcode, errmsg }: Refusal, rid: string): string {
  if (!path.startsWith(OAUTH_PATHS)) return `${errmsg} rid: ${rid}`
  return `${errcode === tokenErrcodes.unknown ? UNKNOWN_TOKEN : errmsg}, rid: ${rid}`
}

/** The platform's text for a code, without the rid. */
function errmsgOf(errcode: number): string {
  return liveTexts[errcode] ?? lookUpErrcode(errcode)?.errmsg ?? ''
}

/** Refuses the call. @throws Refusal always */
export function refuse(errcode: number, more?: Readonly<Record<string, unknown>>): never {
  throw new Refusal(errcode, errmsgOf(errcode), more)
}
