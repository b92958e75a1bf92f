// The floor of serve --forward-to: bare node:http that checks the signature's sha1 and hands the push on, over a
// connection that is kept, and the answer back. Prints its port.
import { createHash } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'

const { WXADMIN_CALLBACK_TOKEN: TOKEN = '', TARGET = '' } = process.env
const target = new URL(TARGET)
const agent = new Agent({ keepAlive: true })

const server = createServer(async (incoming, response) => {
  const body = await whole(incoming)
  const search = incoming.url.slice(incoming.url.indexOf('?'))
  const query = new URLSearchParams(search)
  const values = [TOKEN, query.get('timestamp'), query.get('nonce')].sort()
  if (createHash('sha1').update(values.join('')).digest('hex') !== query.get('signature'))
    return response.writeHead(401).end()
  const options = {
    agent,
    method: 'POST',
    host: target.hostname,
    port: target.port,
    path: target.pathname + search,
    headers: { 'content-type': incoming.headers['content-type'], 'content-length': body.length },
  }
  const outgoing = request(options, async (answer) => {
    const reply = await whole(answer)
    response.writeHead(answer.statusCode, {
      'content-type': answer.headers['content-type'],
      'content-length': reply.length,
    })
    response.end(reply)
  })
  outgoing.end(body)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))

function whole(stream) {
  return new Promise((resolve, reject) => {
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', () => resolve(Buffer.concat(chunks)))
    stream.on('error', reject)
  })
}
