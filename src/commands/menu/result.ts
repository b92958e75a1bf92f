import { menuHash } from '../../menu/diff/compare'
import type { Applied } from '../../menu/push/apply'
import type { CommandContext } from '../command'
import type { ChangeResult, ChangeWords, EndingOptions } from './change'

/** Reports a result to people, to programs with `--json`, and with `--format github` to the job as well. */
export async function reportResult(
  cx: CommandContext,
  words: ChangeWords,
  result: ChangeResult,
  { format }: EndingOptions,
  human: () => string,
): Promise<undefined> {
  const { calls } = await cx.services.client()
  cx.terminal.result(() => changeDocument(words, result, calls), human)
  if (format !== 'github') return undefined
  const { tellJob } = await import('./push-github')
  return tellJob(cx, words.appid, result, calls, human())
}

/**
 * The result with `--json`: `{ file, appid, changed, upToDate, dryRun, live: 'api'|'console'|'none', liveHash, hash,
 * totals: { added, removed, changed, moved, kept }, changes, steps: [{ call, matchrule?, menuid? }], uploads: [{ file,
 * sha256, bytes }], calls, history?, plan?, warnings }`. `liveHash` is of the menu before and `hash` of the wanted one
 * (what `--expect` takes); `changes` are the values of menu/diff/changes.ts, none where the menu is up to date; `calls`
 * counts every request of this run; `history` is the file in which the former menu is kept, `plan` the one in which
 * the plan is.
 */
function changeDocument({ name, appid, warnings }: ChangeWords, result: ChangeResult, calls: number) {
  const { outcome, live, wanted, totals, changes, steps, history, plan } = result
  return {
    file: name,
    appid,
    changed: outcome === 'pushed',
    upToDate: outcome === 'upToDate',
    dryRun: outcome === 'dryRun' || outcome === 'planned',
    live: live.source,
    liveHash: menuHash(live.menu),
    hash: menuHash(wanted.menu),
    totals,
    changes,
    steps: steps.map(stepDocument),
    uploads: wanted.uploads.map(({ shown, sha256, bytes }) => ({ file: shown, sha256, bytes })),
    calls,
    ...(history !== undefined && { history }),
    ...(plan !== undefined && { plan }),
    warnings,
  }
}

function stepDocument({ step, menuid }: Applied) {
  if (step.call === 'create' || step.call === 'delete') return { call: step.call }
  const id = step.call === 'delconditional' ? step.menuid : menuid
  return { call: step.call, matchrule: step.matchrule, ...(id !== undefined && { menuid: id }) }
}
