// The floor of serve: bare node:http that does what any answer to a push costs at least, the sha1 of the signature and
// a reply of the same size. Prints its port.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

const TOKEN = process.env.WXADMIN_CALLBACK_TOKEN ?? ''
const REPLY =
  '<xml><ToUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></ToUserName><FromUserName><![CDATA[gh_97417a04a28d]]></FromUserName><CreateTime>1714112445</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello 1]]></Content></xml>'

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    const query = new URLSearchParams(request.url.slice(request.url.indexOf('?') + 1))
    const values = [TOKEN, query.get('timestamp'), query.get('nonce')].sort()
    const right = createHash('sha1').update(values.join('')).digest('hex') === query.get('signature')
    response.writeHead(right && body ? 200 : 401, {
      'content-type': 'text/xml',
      'content-length': Buffer.byteLength(REPLY),
    })
    response.end(REPLY)
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
