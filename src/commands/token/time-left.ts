import { tokenMessages } from '../../terminal/messages/token'
import type { Terminal } from '../../terminal/terminal'
import type { Life } from './life'

/** The time left in words: hours and minutes, or seconds at the end. */
export function timeLeft({ expiresIn }: Life, terminal: Terminal): string {
  if (expiresIn === null) return terminal.t(tokenMessages.unknownLife)
  if (expiresIn < 60) return terminal.t(tokenMessages.seconds, { seconds: expiresIn })
  const [hours, minutes] = [Math.floor(expiresIn / 3600), Math.floor((expiresIn % 3600) / 60)]
  return hours === 0
    ? terminal.t(tokenMessages.minutes, { minutes })
    : terminal.t(tokenMessages.hours, { hours, minutes })
}
