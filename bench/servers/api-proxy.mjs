// The floor of a forwarded call: bare node:http that compares the hash of the key, puts the token into the query and
// hands the call on, over a connection that is kept, and the answer back. Prints its port.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'

const sha256 = (text) => createHash('sha256').update(text).digest()
const wanted = sha256(process.env.KEY ?? '')
const target = new URL(process.env.TARGET ?? '')
const agent = new Agent({ keepAlive: true })
const token = 'x'.repeat(136)

const server = createServer(async (incoming, response) => {
  const body = await whole(incoming)
  const given = (incoming.headers.authorization ?? '').slice('Bearer '.length)
  if (!timingSafeEqual(sha256(given), wanted)) return response.writeHead(401).end()
  const url = new URL(incoming.url, target)
  url.searchParams.set('access_token', token)
  const options = {
    agent,
    method: incoming.method,
    host: target.hostname,
    port: target.port,
    path: url.pathname + url.search,
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
