/** Reads an answer over HTTP/1.x byte by byte, so that flaws of its form are told apart from flaws of its content. */

/** How the end of a body is known. `close`: by the end of the connection; `none`: the status has no body. */
type Framing = 'length' | 'chunked' | 'close' | 'none'

/** What came is not an HTTP answer; `code` in Node's words (`HPE_INVALID_CONSTANT`). */
class NotHttp extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/** Bytes of a head that are read; servers send some hundred. */
const MOST_HEAD_BYTES = 64 * 1024
/** Interim answers that are passed over; servers send one or two. */
const MOST_INTERIM = 16
/** Of the bytes behind a body: enough to see that they are more than a line break. */
const KEPT_BEHIND = 64

/** Reads one answer out of the bytes of a connection. Interim answers (100, 103) are passed over. */
export class AnswerReader {
  status?: number
  /** Names in lower case. */
  readonly headers: Record<string, string> = {}
  framing: Framing = 'close'
  /** Content-Length, where it is what ends the body. */
  declared?: number
  /** All of the answer was there. */
  isWhole = false
  /** The head is whole. */
  hasHead = false
  /** There was more than `limit`: it was not read. */
  truncated = false
  /** Bytes that came, the head among them. */
  received = 0
  /** Bytes of the body that came. */
  bodyBytes = 0
  /** Bytes behind the end of the body. */
  behindBytes = 0
  private version = '1.1'
  private interim = 0
  private behind = Buffer.alloc(0)
  private head: Buffer = Buffer.alloc(0)
  private readonly parts: Buffer[] = []
  private chunks?: ChunkReader

  /** @param limit bytes of the body that are read */
  constructor(private readonly limit: number) {}

  /** @throws NotHttp */
  read(bytes: Buffer): void {
    this.received += bytes.length
    if (this.hasHead) this.readBody(bytes)
    else this.readHead(bytes)
  }

  /** The connection has ended. */
  end(): void {
    if (this.hasHead && this.framing === 'close') this.isWhole = true
  }

  get body(): Buffer {
    return Buffer.concat(this.parts).subarray(0, this.limit)
  }

  /** The body is longer than Content-Length says; every client tolerates a line break behind it. */
  get isLongerThanDeclared(): boolean {
    return this.declared !== undefined && /[^\r\n]/.test(this.behind.toString('latin1'))
  }

  /** Whether the connection may be used for the next call. */
  get mayStayOpen(): boolean {
    const connection = this.headers.connection?.toLowerCase() ?? ''
    const stays = this.version === '1.1' ? !connection.includes('close') : connection.includes('keep-alive')
    return stays && this.isWhole && this.framing !== 'close' && this.behindBytes === 0 && !this.truncated
  }

  private readHead(bytes: Buffer): void {
    let rest: Buffer | undefined = bytes
    while (rest && !this.hasHead) rest = this.readOneHead(rest)
    if (rest && rest.length > 0) this.readBody(rest)
  }

  /** @returns what is behind a head that is whole; undefined where more has to come */
  private readOneHead(bytes: Buffer): Buffer | undefined {
    this.head = this.head.length === 0 ? bytes : Buffer.concat([this.head, bytes])
    const text = this.head.toString('latin1').replace(/^[\r\n]+/, '')
    if (!'HTTP/'.startsWith(text.slice(0, 5))) throw new NotHttp('HPE_INVALID_CONSTANT')
    const end = /\r?\n\r?\n/.exec(text)
    const line = /^([^\r\n]*)\r?\n/.exec(text)?.[1]
    if (line !== undefined) {
      const [, version, status] = /^HTTP\/(\d\.\d) +(\d{3})(?: .*)?$/.exec(line) ?? []
      if (version === undefined) throw new NotHttp('HPE_INVALID_STATUS')
      this.version = version
      this.status = Number(status)
    }
    if (!end) {
      if (text.length > MOST_HEAD_BYTES) throw new NotHttp('HPE_HEADER_OVERFLOW')
      return undefined
    }
    const { status = 0 } = this
    if (status === 101) throw new NotHttp('HPE_UPGRADE')
    if (status >= 100 && status < 200) {
      this.interim++
      if (this.interim > MOST_INTERIM) throw new NotHttp('HPE_HEADER_OVERFLOW')
      this.head = Buffer.alloc(0)
      this.status = undefined
    } else {
      this.readFields(text.slice(0, end.index))
      this.hasHead = true
      this.frame(status)
    }
    return Buffer.from(text.slice(end.index + end[0].length), 'latin1')
  }

  private readFields(head: string): void {
    const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
    for (const line of lines.slice(1)) {
      const [, name, value = ''] = /^([^\s:]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
      if (name === undefined) throw new NotHttp('HPE_INVALID_HEADER_TOKEN')
      const key = name.toLowerCase()
      const former = this.headers[key]
      if (key === 'content-length' && former !== undefined && former !== value)
        throw new NotHttp('HPE_UNEXPECTED_CONTENT_LENGTH')
      this.headers[key] = former === undefined || former === value ? value : `${former}, ${value}`
    }
  }

  private frame(status: number): void {
    const { 'transfer-encoding': coding, 'content-length': length } = this.headers
    if (status === 204 || status === 304) {
      this.framing = 'none'
      this.isWhole = true
    } else if (coding !== undefined && /\bchunked\s*$/i.test(coding)) {
      this.framing = 'chunked'
      this.chunks = new ChunkReader()
    } else if (length !== undefined) {
      if (!/^\d{1,15}$/.test(length)) throw new NotHttp('HPE_INVALID_CONTENT_LENGTH')
      this.framing = 'length'
      this.declared = Number(length)
      this.isWhole = this.declared === 0
    }
  }

  private readBody(bytes: Buffer): void {
    if (this.truncated) return
    if (this.isWhole) this.readBehind(bytes)
    else if (this.chunks) {
      for (const part of this.chunks.read(bytes)) this.add(part)
      this.isWhole = this.chunks.isWhole
    } else if (this.declared === undefined) this.add(bytes)
    else {
      const missing = this.declared - this.bodyBytes
      this.add(bytes.subarray(0, missing))
      this.isWhole = this.bodyBytes >= this.declared
      if (bytes.length > missing) this.readBehind(bytes.subarray(missing))
    }
  }

  private add(part: Buffer): void {
    if (this.bodyBytes <= this.limit) this.parts.push(part)
    this.bodyBytes += part.length
    this.truncated = this.bodyBytes > this.limit
  }

  private readBehind(bytes: Buffer): void {
    this.behindBytes += bytes.length
    if (this.behind.length < KEPT_BEHIND)
      this.behind = Buffer.concat([this.behind, bytes.subarray(0, KEPT_BEHIND)])
  }
}

/** The longest line with the size of a chunk, or of a trailer. */
const MOST_LINE_BYTES = 4096

/** Takes the chunks of a body apart. */
class ChunkReader {
  isWhole = false
  private expects: 'size' | 'data' | 'end of data' | 'trailer' = 'size'
  private missing = 0
  private line = ''

  /** @returns the data in them @throws NotHttp */
  read(bytes: Buffer): Buffer[] {
    const data: Buffer[] = []
    let at = 0
    while (at < bytes.length && !this.isWhole) {
      if (this.expects === 'data') {
        const part = bytes.subarray(at, at + this.missing)
        data.push(part)
        at += part.length
        this.missing -= part.length
        if (this.missing === 0) this.expects = 'end of data'
        continue
      }
      const end = bytes.indexOf(0x0a, at)
      const until = end < 0 ? bytes.length : end
      this.line += bytes.toString('latin1', at, until)
      if (this.line.length > MOST_LINE_BYTES) throw new NotHttp('HPE_INVALID_CHUNK_SIZE')
      at = until + 1
      if (end >= 0) this.take()
    }
    return data
  }

  private take(): void {
    const line = this.line.replace(/\r$/, '')
    this.line = ''
    if (this.expects === 'trailer') this.isWhole = line === ''
    else if (this.expects === 'end of data') {
      if (line !== '') throw new NotHttp('HPE_STRICT')
      this.expects = 'size'
    } else {
      const [, size] = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line) ?? []
      if (size === undefined) throw new NotHttp('HPE_INVALID_CHUNK_SIZE')
      this.missing = Number.parseInt(size, 16)
      this.expects = this.missing === 0 ? 'trailer' : 'data'
    }
  }
}
