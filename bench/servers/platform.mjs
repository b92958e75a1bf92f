// In WeChat's place for the hub's bench: gives a token, and answers every other call with the same small JSON. Prints its
// port.
import { createServer } from 'node:http'

const token = JSON.stringify({ access_token: 'x'.repeat(136), expires_in: 7200 })
const answer = JSON.stringify({ errcode: 0, errmsg: 'ok', tags: [{ id: 2, name: '星标组', count: 1 }] })

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const body = request.url.startsWith('/cgi-bin/stable_token') ? token : answer
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
