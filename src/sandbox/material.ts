import { createHash, randomBytes } from 'node:crypto'
import { formatOf, HEAD_BYTES, type MediaFormat, materialData, mediaFormats } from '../wechat/material'
import type { Contents } from './contents'
import { Download } from './download'
import type { Form } from './form'
import { refuse } from './refusal'
import type { AccountState, Material, SandboxState } from './state'

/** Our own limits, not the platform's: bytes of all files of all accounts together, and their number. */
const MOST_BYTES = 256 * 1024 * 1024
const MOST_FILES = 10_000
/** Temporary media live for three days (docs/platform.md 10). Seconds. */
const TEMPORARY_LIFE = 3 * 86_400

/** Where an account's files are. */
interface Keep {
  readonly state: SandboxState
  readonly account: AccountState
  readonly contents: Contents
}

/** Ids that the sandbox itself gives out. */
const OWN_ID = /^sandbox_[\w-]{56}$/

/** The file of a form, if it is what a type may be. @throws Refusal 41005, 44001, 40005; `tooLarge` for its size */
export function fileIn(
  form: Form | undefined,
  { formats, bytes }: { readonly formats: readonly MediaFormat[]; readonly bytes: number },
  tooLarge: number,
): { readonly name: string; readonly content: Buffer; readonly format: MediaFormat } {
  const file = form?.file ?? refuse(41005)
  if (file.content.length === 0) refuse(44001)
  const format = formatOf(file.content.subarray(0, HEAD_BYTES))
  if (!format || !formats.includes(format)) refuse(40005)
  if (file.content.length > bytes) refuse(tooLarge)
  return { ...file, format }
}

/** Adds a file to an account. @throws Refusal 45074 where the account or the sandbox is full */
export function addMaterial(
  keep: Keep,
  file: ReturnType<typeof fileIn>,
  about: Pick<Material, 'type' | 'title' | 'introduction'> & { readonly temporary?: boolean },
  time: number,
): Material {
  const { state, account, contents } = keep
  forgetExpired(keep, time)
  const { temporary, ...rest } = about
  const all = allOf(state)
  contents.tidy(new Set(all.map(({ sha256 }) => sha256)))
  const sum = all.reduce((total, { bytes }) => total + bytes, file.content.length)
  const same = account.material.filter(({ type, until }) => type === about.type && until === undefined)
  if (sum > MOST_BYTES || all.length >= MOST_FILES || same.length >= materialData[about.type].most)
    refuse(45074)
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  contents.put(sha256, file.content)
  const seconds = Math.floor(time / 1000)
  const material: Material = {
    mediaId: `sandbox_${randomBytes(42).toString('base64url')}`,
    ...rest,
    name: file.name.slice(0, 200),
    format: file.format,
    sha256,
    bytes: file.content.length,
    time: seconds,
    ...(temporary && { until: seconds + TEMPORARY_LIFE }),
  }
  account.material.push(material)
  return material
}

/** The file of an id. @throws Refusal 41006 without one, 40007 unknown, ended, or of the other kind */
export function materialOf(
  account: AccountState,
  id: string | null | undefined,
  kind: 'permanent' | 'temporary',
  time: number,
): Material {
  if (!id) refuse(41006)
  const found = account.material.find(({ mediaId }) => mediaId === id)
  if (!found || (found.until === undefined) !== (kind === 'permanent')) refuse(40007)
  if (found.until !== undefined && found.until * 1000 <= time) refuse(40007)
  return found
}

export function removeMaterial({ state, account, contents }: Keep, gone: Material): void {
  account.material = account.material.filter((each) => each !== gone)
  // Two accounts may have the same content.
  if (!allOf(state).some(({ sha256 }) => sha256 === gone.sha256)) contents.delete(gone.sha256)
}

/**
 * Whether a menu may name this id. Without a list of known ids any id passes, except one of the form that this sandbox
 * gives out and does not know.
 */
export function isPermanent({ known, material }: AccountState, id: string): boolean {
  if (material.some(({ mediaId, until }) => mediaId === id && until === undefined)) return true
  return known.media === null ? !OWN_ID.test(id) : known.media.includes(id)
}

/** A file of any account, for whoever knows its id. */
export function fileShown(state: SandboxState, contents: Contents, id: string): Download | undefined {
  const found = allOf(state).find(({ mediaId }) => mediaId === id)
  const file = found && contents.find(found.sha256)
  return found && file !== undefined
    ? new Download(file, found.bytes, mediaFormats[found.format].contentType, found.name)
    : undefined
}

const allOf = ({ accounts }: SandboxState): Material[] =>
  Object.values(accounts).flatMap(({ material }) => material)

/** The temporary media of all accounts that have ended. */
function forgetExpired({ state, contents }: Keep, time: number): void {
  for (const account of Object.values(state.accounts))
    for (const each of account.material)
      if (each.until !== undefined && each.until * 1000 <= time)
        removeMaterial({ state, account, contents }, each)
}
