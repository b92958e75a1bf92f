/**
 * One request over axios, which writes forms with files piece by piece and tells how far it is. The connection, its
 * agent and certificates are ours, as of any other request.
 */
import type { IncomingMessage, RequestOptions } from 'node:http'
import axios, { AxiosError } from 'axios'
import { closeIdle, plainHeaders, type Received, type Sending, TooLarge, watched } from './request'

/** A form (multipart/form-data) with a file. The time-out is for each piece of it, not for the whole. */
export interface Upload {
  /** The form's field for the file. */
  readonly field: string
  /** Name of the file, as WeChat is to show it. */
  readonly name: string
  readonly type: string
  readonly content: Buffer
  /** More fields, as text. */
  readonly fields?: Readonly<Record<string, string>>
  /** Told several times a second: bytes of the form that are on their way, and of all of it. */
  readonly onProgress?: (sent: number, total: number) => void
}

export interface FileSending extends Sending {
  /** In place of `body`. */
  readonly upload?: Upload
  /** Told whenever a part of the form has gone: bytes so far, and of all of it. */
  readonly onUpload: (sent: number, total: number) => void
}

const client = axios.create({
  adapter: 'http',
  proxy: false, // else axios sends requests to loopback through HTTP_PROXY, secrets and all
  maxRedirects: 0,
  responseType: 'arraybuffer',
  decompress: false, // axios takes the first half of a packed answer for all of it
  validateStatus: () => true,
})

/** As `requestByNode`, for what carries a file there or back. @throws as `requestByNode` */
export async function requestByAxios(sending: FileSending): Promise<Received> {
  const { method, url, headers, body, upload, agent, fresh, limit, progress, ending, onUpload } = sending
  try {
    const answer = await client.request<Buffer>({
      method,
      url: url.href,
      // A form brings its own type; where there is no body, axios would give one to a POST.
      headers: body || upload ? headers : { ...headers, 'Content-Type': false },
      data: upload ? formOf(upload) : body,
      maxContentLength: limit,
      signal: ending,
      httpAgent: agent,
      httpsAgent: agent,
      transport: {
        request: (options: RequestOptions, answered: (response: IncomingMessage) => void) => {
          if (fresh) closeIdle(agent)
          return watched(options, progress, answered)
        },
      },
      onUploadProgress: upload && (({ loaded, total = loaded }) => onUpload(loaded, total)),
    })
    return { status: answer.status, headers: plainHeaders(answer.headers), body: answer.data }
  } catch (error) {
    throw withoutRequest(error, limit)
  }
}

/** What a request failed with, without the request: axios puts all of it, token and body, into its errors. */
function withoutRequest(error: unknown, limit: number): unknown {
  if (!(error instanceof AxiosError)) return error
  if (error.cause) return withoutRequest(error.cause, limit)
  if (error.message.startsWith('maxContentLength')) return new TooLarge(limit)
  // Without a cause, and with every status accepted, this code says that the answer was cut.
  const code = error.code === AxiosError.ERR_BAD_RESPONSE ? 'ECONNRESET' : error.code
  return Object.assign(new Error(code), { code })
}

function formOf({ field, name, type, content, fields = {} }: Upload): FormData {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(content)], { type }), name)
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return form
}
