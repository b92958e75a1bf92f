import { initMessages } from '../../terminal/messages/init'
import { consoleAddresses } from '../../wechat/consoles'
import type { CommandContext } from '../command'

/** Tells a person where AppID and AppSecret are shown. */
export function showPlace({ terminal }: CommandContext, isTest: boolean): void {
  if (!terminal.interactive) return
  terminal.note(isTest ? initMessages.testPlace : initMessages.realPlace, consoleAddresses)
}
