/** What the hub (`wxadmin token serve`) and wxadmin say to each other beside the calls of the API. */

/** Header by which the hub tells its own refusals from WeChat's; its value is the reason. */
export const HUB_HEADER = 'wxadmin-hub'

/** Header by which a caller says which account it means, where its key is for several. */
export const APPID_HEADER = 'wxadmin-appid'

/** Whether a text has the form of a key: `wxhub_` and 32 bytes in base64url. */
export const isHubKey = (text: string): boolean => /^wxhub_[A-Za-z0-9_-]{43}$/.test(text)
