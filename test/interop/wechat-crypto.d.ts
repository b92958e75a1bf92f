/** The npm package `wechat-crypto`, which is held against our cipher; it brings no types of its own. */
declare module 'wechat-crypto' {
  class WXBizMsgCrypt {
    constructor(token: string, encodingAESKey: string, id: string)
    getSignature(timestamp: string, nonce: string, encrypt: string): string
    encrypt(text: string): string
    decrypt(text: string): { readonly message: string; readonly id: string }
  }
  export = WXBizMsgCrypt
}
