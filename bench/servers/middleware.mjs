// What serve is held against: express with the middleware `wechat` from npm, answering a text with the same text. With
// WXADMIN_AES_KEY it takes encrypted pushes. Prints its port.
import express from 'express'
import wechat from 'wechat'

const { WXADMIN_CALLBACK_TOKEN: token, WXADMIN_APPID: appid, WXADMIN_AES_KEY: encodingAESKey } = process.env
const app = express()
app.use(
  '/',
  wechat(encodingAESKey ? { token, appid, encodingAESKey } : token, (request, response) => {
    response.reply(request.weixin.Content)
  }),
)
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
