import type { IncomingMessage, RequestOptions } from 'node:http'
import { closeIdle, type Flight, type Received, received, type Sending, watched } from './transport'
import type { Upload } from './types'

interface SendingFile extends Sending {
  readonly upload: Upload
  /** Told whenever a part of the form has gone. */
  readonly alive: () => void
}

/**
 * As `dispatch` of transport.ts, for a form with a file. axios writes the form piece by piece and tells how far it is;
 * the connection, its agent and certificates, and the answer are ours, as of any other call.
 */
export function dispatchUpload(sending: SendingFile): Flight {
  const stopped = new AbortController()
  return { landed: send(sending, stopped.signal), stop: () => stopped.abort() }
}

async function send(sending: SendingFile, signal: AbortSignal): Promise<Received> {
  const { method, url, headers, agent, fresh, upload, progress, limit, alive } = sending
  const { default: axios, AxiosError } = await import('axios')
  try {
    const { data } = await axios.request<IncomingMessage>({
      method,
      url: url.href,
      headers,
      data: formOf(upload),
      adapter: 'http',
      proxy: false, // the agent is the way, whatever the environment says
      maxRedirects: 0,
      maxBodyLength: Number.POSITIVE_INFINITY,
      responseType: 'stream',
      decompress: false,
      validateStatus: () => true,
      signal,
      transport: {
        request: (options: RequestOptions, answered: (response: IncomingMessage) => void) => {
          if (fresh) closeIdle(agent)
          return watched({ ...options, agent }, progress, answered)
        },
      },
      onUploadProgress: ({ loaded, total = loaded }) => {
        alive()
        upload.onProgress?.(loaded, total)
      },
    })
    return await received(data, limit)
  } catch (error) {
    // It carries the whole request, token and all.
    if (error instanceof AxiosError) throw Object.assign(new Error(error.message), { code: error.code })
    throw error
  }
}

function formOf({ field, name, type, content, fields = {} }: Upload): FormData {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(content)], { type }), name)
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return form
}
