import { Fault } from '../../http/fault'
import { callEndpoint, type EndpointReply } from '../../http/probe/probe'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'

/** What an endpoint answered, whatever its status. */
export interface Answered {
  readonly status: number
  readonly body: string
  /** The address that answered. */
  readonly address: string
  /** Milliseconds until the answer was whole. */
  readonly ms: number
}

/** An endpoint did not answer; the message says why, in words. */
export class NoAnswer extends Error {}

/**
 * Calls an endpoint as WeChat's server does: five seconds for all of it (docs/platform.md 3.5), a connection of its own.
 * @param query what is added to the query of the address
 * @param body sent as a POST; without one it is a GET
 * @param signal ends the call
 * @throws NoAnswer
 */
export async function callAsWechat(
  address: string,
  query: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Answered> {
  const method = body === undefined ? 'GET' : 'POST'
  const timeoutMs = ANSWER_SECONDS * 1000
  const reply = await callEndpoint({ url: new URL(address), method, query, body, timeoutMs, signal }).catch(
    (error: unknown) => {
      throw error instanceof Fault ? noAnswer(error) : error
    },
  )
  checkWhole(reply)
  return { status: reply.status, body: reply.body.toString('utf8'), address: reply.address, ms: reply.ms }
}

function noAnswer({ reason, detail }: Fault): NoAnswer {
  if (reason === 'aborted') return new NoAnswer('the sandbox is closing')
  return new NoAnswer(reason === 'timeout' ? LATE : detail)
}

const LATE = `no answer within ${ANSWER_SECONDS} seconds`

/** @throws NoAnswer where the end of an answer is missing */
function checkWhole({ truncated, flaw }: EndpointReply): void {
  if (truncated) throw new NoAnswer('the answer is larger than a megabyte')
  if (flaw?.code.startsWith('answer-unfinished')) throw new NoAnswer(LATE)
  if (flaw?.code.startsWith('answer-cut')) throw new NoAnswer('ECONNRESET')
}
