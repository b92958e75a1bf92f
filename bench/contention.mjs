// Many processes at once: one token fetch for all of them, and no lost write.
import { environment, start, withDirectory } from './measure.mjs'
import { withSandbox } from './startup.mjs'

export async function contention() {
  return [await tokens(), await writes()]
}

async function tokens() {
  return withDirectory((directory) =>
    withSandbox(directory, async (sandboxEnv) => {
      const env = environment(directory, sandboxEnv)
      const runs = await Promise.all(Array.from({ length: 50 }, () => start(['token'], env).ended))
      const printed = new Set(runs.map((run) => `${run.code} ${run.output}`))
      const calls = await (await fetch(`${sandboxEnv.WXADMIN_API_BASE}/sandbox/calls`)).json()
      const fetches = calls['/cgi-bin/stable_token'] ?? 0
      return {
        name: '50 concurrent wxadmin token, cold',
        measured: fetches,
        limit: '1 fetch',
        ok: fetches === 1 && printed.size === 1,
        note: `${printed.size} distinct token printed`,
      }
    }),
  )
}

async function writes() {
  return withDirectory(async (directory) => {
    const env = environment(directory, { WXADMIN_SECRET: 'f'.repeat(32) })
    const worker = async (number) => {
      for (let i = 0; i < 25; i++) {
        const appid = `wx${(number * 25 + i).toString(16).padStart(16, '0')}`
        await start(
          ['account', 'add', `a${number}-${i}`, '--appid', appid, '--token-source', 'command:true'],
          env,
        ).ended
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)))
    const listed = JSON.parse((await start(['account', 'list', '--json'], env).ended).output)
    const kept = listed.filter((account) => /^a\d/.test(account.name)).length
    return {
      name: '8 processes × 25 account writes',
      measured: kept,
      limit: '200 kept',
      ok: kept === 200,
      note: '',
    }
  })
}
