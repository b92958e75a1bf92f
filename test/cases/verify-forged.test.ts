import type { ServerResponse } from 'node:http'
import { expect } from 'vitest'
import {
  bot,
  COMPAT,
  type Faults,
  PLAIN,
  SAFE,
  serving,
  verified,
} from '../commands/endpoint/verify-endpoints'
import { kind } from './kind'

interface Row {
  readonly faults: Faults
  /** Of the check `forged-push`. */
  readonly code: string
  readonly exit: number
}

const open = (reply: NonNullable<Faults['reply']>, config = PLAIN): Faults => ({
  config,
  checksPush: false,
  reply,
})

let count = 0

kind(
  'a forged push that gets the same answer as a right one was not refused',
  {
    hello: { faults: open(() => 'hello'), code: 'forged-push-same', exit: 5 },
    JSON: { faults: open(() => '{"a":1}'), code: 'forged-push-same', exit: 5 },
    'JSON, in safe mode': { faults: open(() => '{"a":1}', SAFE), code: 'forged-push-same', exit: 5 },
    'a page': { faults: open(() => '<html><body>ok</body></html>'), code: 'forged-push-same', exit: 5 },
    'a reply': { faults: open(({ text }) => text('hello')), code: 'forged-push-accepted', exit: 5 },
    'a reply that is encrypted anew': {
      faults: open(({ text, seal }) => seal(text('hello')), SAFE),
      code: 'forged-push-accepted',
      exit: 5,
    },
    'a reply made at another second': {
      faults: open(({ text }) => text('hello').replace(/\d{10}/, String(1_700_000_000 + ++count))),
      code: 'forged-push-accepted',
      exit: 5,
    },
    'a reply that is another one each time': {
      faults: open(({ text }) => text(`number ${++count}`)),
      code: 'forged-push-accepted',
      exit: 5,
    },
  } satisfies Record<string, Row>,
  check,
)

kind(
  'a forged push that is answered otherwise was refused, and nothing to both says nothing',
  {
    'success to both': { faults: open(() => 'success'), code: 'forged-push-unclear', exit: 0 },
    'nothing to both': { faults: open(() => ''), code: 'forged-push-unclear', exit: 0 },
    'success to both, in compatible mode': {
      faults: open(() => 'success', COMPAT),
      code: 'forged-push-unclear',
      exit: 0,
    },
    '401': { faults: {}, code: 'forged-push-refused', exit: 0 },
    '401, in safe mode': { faults: { config: SAFE }, code: 'forged-push-refused', exit: 0 },
  } satisfies Record<string, Row>,
  check,
)

async function check({ faults, code, exit }: Row): Promise<void> {
  const outcome = await verified(await serving(bot(faults)), faults.config ?? PLAIN)
  const found = outcome.checks.filter((one) => one.check === 'forged-push')
  expect(found.map((one) => one.code)).toEqual([code])
  expect(outcome.code).toBe(exit)
}

kind(
  'every way of refusing a forged push is one',
  {
    'words with status 200': (response) => response.end('invalid signature'),
    'success, where right pushes get a reply': (response) => response.end('success'),
    'another document': (response) => response.end('<xml><return_code>FAIL</return_code></xml>'),
    'a document that differs each time': (response) => response.end(`<xml><id>${++count}</id></xml>`),
    '404': (response) => response.writeHead(404).end(),
    'a connection that is cut': (response) => response.destroy(),
  } satisfies Record<string, (response: ServerResponse) => unknown>,
  async (refuse) => {
    const outcome = await verified(await serving(bot({ refuse })))
    expect(outcome.found('forged-push-refused').level).toBe('ok')
    expect(outcome.code).toBe(0)
  },
)
