/**
 * The account of the built-in sandbox, and the header of its own answers. AppID and secret are
 * public: they open nothing but a server on this machine.
 * The settings and the sandbox read them here, and neither has to load the other.
 */

export const SANDBOX_APPID = 'wx5a4db0c5a4db0c01'

export const SANDBOX_SECRET = '5a4db0c5a4db0c5a4db0c5a4db0c5a01'

/** The account's own id, the ToUserName of its messages. */
export const SANDBOX_ORIGINAL_ID = 'gh_5a4db0c5a4db'

/** Header of an answer that is the sandbox's own, with what it says. */
export const SANDBOX_HEADER = 'x-wxadmin-sandbox'

/** WeChat has the endpoint, and the sandbox does not play it: HTTP 501. */
export const NOT_PLAYED = 'not-played'
