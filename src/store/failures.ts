import { WxError } from '../errors'

/** What the system says of a failed file operation: its code where there is one, and words without a path. */
export function reasonOf(error: unknown): { readonly code?: string; readonly text: string } {
  if (!(error instanceof Error)) return { text: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // "ENOSPC: no space left on device, write '/…'": the part that names the file is said already
  return { code, text: error.message.split(', ', 1)[0] ?? error.message }
}

/** The error for a store file that could not be written; what was there before is intact. */
export function unwritable(file: string, cause: unknown): WxError {
  if (cause instanceof WxError) return cause
  return new WxError('STORE_UNWRITABLE', { file, reason: reasonOf(cause).text }, { cause })
}

/** Whether a file of the store cannot be understood: it is damaged, or a newer version wrote it. */
export const isUnusable = (error: unknown): error is WxError =>
  error instanceof WxError && (error.code === 'STORE_CORRUPT' || error.code === 'STORE_NEWER')
