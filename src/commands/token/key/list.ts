import { purposes } from '../../../hub/access'
import { keyFileIn } from '../../../hub/stores'
import { enumerated } from '../../../terminal/language'
import { hubMessages as say } from '../../../terminal/messages/hub'
import { table } from '../../../terminal/table'
import type { CommandContext } from '../../command'
import { type KeyDocument, keyDocument } from './document'

/** `wxadmin token key list`. `--json`: an array of `KeyDocument`. The keys themselves are kept nowhere. */
export async function listKeys(cx: CommandContext): Promise<undefined> {
  const { terminal } = cx
  const { keys } = await keyFileIn((await cx.services.store()).dir).read()
  const documents = keys.map((key) => keyDocument(key, cx.now()))
  const every = terminal.t(say.every)
  const row = ({ name, accounts, paths, expiresAt, expired, ...rights }: KeyDocument) => [
    name,
    accounts?.join(' ') ?? every,
    paths ? shownPaths(paths) : every,
    enumerated(
      [
        ...(rights.readOnly ? [terminal.t(say.readOnly)] : []),
        ...(rights.revealToken ? [terminal.t(say.revealsToken)] : []),
      ],
      terminal.language,
    ) || '—',
    expiresAt === null
      ? terminal.t(say.never)
      : expired
        ? terminal.t(say.expired, { time: expiresAt })
        : expiresAt,
  ]
  terminal.result(documents, () => {
    if (documents.length === 0) return ''
    const heads = [say.name, say.accounts, say.paths, say.rights, say.expires]
    return table([heads.map((head) => terminal.out.bold(terminal.t(head))), ...documents.map(row)])
  })
  if (documents.length === 0) terminal.note(say.noKeysYet)
}

/** The job that the paths are for, where `--for` gave them. */
const shownPaths = (paths: readonly string[]): string =>
  Object.entries(purposes).find(([, own]) => own.join(' ') === paths.join(' '))?.[0] ?? paths.join(' ')
