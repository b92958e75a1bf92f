// A client that costs little: requests are bytes made beforehand, answers are only counted. It must not be what is measured.
import { createHash } from 'node:crypto'
import { connect } from 'node:net'

export const TOKEN = 'benchmark0token'
export const APPID = 'wx5a4db0c5a4db0c01'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE'

let last = 0

/** A plain text push nobody has sent before, as a whole HTTP request. */
export function plainRequest() {
  last += 1
  const timestamp = `${Math.floor(Date.now() / 1000)}`
  const nonce = '415670741'
  const signature = sha1([TOKEN, timestamp, nonce])
  return request(
    `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&openid=o9AgO5Kd5ggOC`,
    document(last),
  )
}

/** The same, encrypted as in safe mode. @param cipher wechat-crypto's, so that it is not our own that is measured against itself */
export function safeRequest(cipher) {
  last += 1
  const timestamp = `${Math.floor(Date.now() / 1000)}`
  const nonce = '415670741'
  const encrypted = cipher.encrypt(document(last))
  const query = `signature=${sha1([TOKEN, timestamp, nonce])}&timestamp=${timestamp}&nonce=${nonce}&openid=o9AgO5Kd5ggOC&encrypt_type=aes&msg_signature=${sha1([TOKEN, timestamp, nonce, encrypted])}`
  return request(
    query,
    `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  )
}

const sha1 = (values) => createHash('sha1').update(values.sort().join('')).digest('hex')

const document = (id) =>
  `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello ${id}]]></Content><MsgId>${23_000_000_000_000_000n + BigInt(id)}</MsgId></xml>`

const request = (query, body) =>
  `POST /?${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/**
 * Sends requests over some connections, each waiting for its answer.
 * @param next makes the next request, or undefined at the end
 * @returns {Promise<{count: number, seconds: number, times: Float64Array}>} times in ms, sorted
 */
export async function load(port, next, connections = 32, most = 1e6) {
  const times = new Float64Array(most)
  let count = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, () =>
      oneConnection(port, next, (ms) => {
        if (count < most) times[count] = ms
        count += 1
      }),
    ),
  )
  return {
    count,
    seconds: (performance.now() - started) / 1000,
    times: times.subarray(0, Math.min(count, most)).sort(),
  }
}

function oneConnection(port, next, answered) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    let sent = 0
    const send = () => {
      const bytes = next()
      if (bytes === undefined) return socket.end()
      sent = performance.now()
      socket.write(bytes)
    }
    socket.setNoDelay()
    socket.setEncoding('latin1')
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', resolve)
    socket.on('data', (text) => {
      received += text
      const end = endOfAnswer(received)
      if (end === undefined) return
      if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(received.slice(0, 200)))
      received = received.slice(end)
      answered(performance.now() - sent)
      send()
    })
  })
}

function endOfAnswer(text) {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))
  if (length) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : undefined
  const end = text.indexOf('0\r\n\r\n', head + 4)
  return end < 0 ? undefined : end + 5
}
