// The floor of a token by key: bare node:http that compares the hash of the same key in constant time and answers with
// a token of the same length. Prints its port.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const sha256 = (text) => createHash('sha256').update(text).digest()
const wanted = sha256(process.env.KEY ?? '')
const token = 'x'.repeat(136)

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const given = (request.headers.authorization ?? '').slice('Bearer '.length)
    if (!timingSafeEqual(sha256(given), wanted)) return response.writeHead(401).end()
    const body = JSON.stringify({ access_token: token, expires_in: 7000, generation: 1 })
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
