import { WxError } from '../errors'

/** The error of a run that was stopped by a signal, whose name is the reason of the abort. */
export function interruption(signal: AbortSignal): WxError {
  return new WxError(signal.reason === 'SIGTERM' ? 'TERMINATED' : 'INTERRUPTED')
}
