import type { Finding } from '../../../endpoint/verify/types'
import type { Verdict } from '../../../endpoint/verify/verify'
import { format, type Message } from '../../../terminal/language'
import { verifyChecks, verifyWords } from '../../../terminal/messages/verify'
import { drawVerdict, inLines } from '../../../terminal/verdict'
import type { MessageMode } from '../../../wechat/callback/values'
import type { CommandContext } from '../../command'

/** The checklist as it grows: each check on stdout as soon as it is done, and on stderr the one that is under way. */
export class Checklist {
  private readonly pen

  constructor(private readonly cx: CommandContext) {
    const { terminal, stdout } = cx
    const { out: paint, language } = terminal
    this.pen = { paint, language, ...(stdout.isTTY && { columns: stdout.columns || 80 }) }
  }

  title(url: string, mode: MessageMode): void {
    const { terminal } = this.cx
    const title = terminal.t(verifyWords.title, { url, mode: terminal.t(verifyWords[mode]) })
    this.tell(`${this.fitted(terminal.out.bold(title))}\n\n`)
  }

  start(check: Finding['check']): void {
    const { terminal } = this.cx
    terminal.draw(terminal.t(verifyWords.doing, { check: terminal.t(verifyChecks[check]) }))
  }

  show(findings: readonly Finding[]): void {
    this.wipe()
    for (const finding of findings) this.tell(drawVerdict(finding, this.pen).join('\n'))
  }

  end(verdict: Verdict, findings: readonly Finding[]): void {
    this.tell(`\n${this.fitted(this.summary(verdict, findings))}`)
  }

  /** Takes the line on stderr away. */
  wipe(): void {
    this.cx.terminal.wipe()
  }

  private summary(verdict: Verdict, findings: readonly Finding[]): string {
    const { terminal } = this.cx
    const { out } = terminal
    const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
    const [errors, warnings] = [count('error'), count('warning')]
    if (verdict === 'well' && warnings > 0) return out.yellow(terminal.t(verifyWords.warned, { warnings }))
    const words: Message = verdict === 'wrong' ? outcomeOf(findings) : verifyWords[verdict]
    const text = format(words, terminal.language, { errors, warnings })
    return verdict === 'well' ? out.green(text) : out.red(text)
  }

  private fitted(text: string): string {
    return inLines(text, this.pen, '').join('\n')
  }

  private tell(text: string): void {
    if (!this.cx.terminal.json) this.cx.terminal.print(text)
  }
}

/** WeChat looks at the address and the handshake alone before it accepts an endpoint. */
function outcomeOf(findings: readonly Finding[]): Message {
  const isRefused = findings.some(
    ({ level, check }) => level === 'error' && (check === 'address' || check === 'handshake'),
  )
  return isRefused ? verifyWords.refused : verifyWords.accepted
}
