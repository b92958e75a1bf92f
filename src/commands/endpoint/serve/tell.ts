import type { Answer, Delivery, EndpointEvent, PushEvent, RefusedEvent } from '../../../endpoint/types'
import { detailLines, lateLines, notesLines, pushLines } from '../../../terminal/push-line'
import {
  fileLine,
  handshakeLine,
  moreLine,
  type RefusalPlaces,
  refusalLines,
  refusalText,
} from '../../../terminal/request-line'
import type { CommandContext } from '../../command'
import { eventDocument, lateDocument, refusalDocument } from './events'
import { Flood } from './flood'

/** Tells what the endpoint does: as lines on stderr, with `--json` as objects on stdout. */
export class Teller {
  /** Push and reply are shown whole. */
  details = false
  /** The last push that came. */
  last?: PushEvent
  private readonly refusals = new Flood<RefusedEvent>((event, more, isMixed) =>
    this.refused(event, more, isMixed),
  )

  constructor(
    private readonly cx: CommandContext,
    private readonly places: RefusalPlaces,
  ) {}

  tell(event: EndpointEvent): void {
    if (event.kind === 'refused') {
      const { what, todo } = this.worded(event)
      this.refusals.add(event.reason, `${what} ${todo}`, event)
      return
    }
    if (event.kind === 'push') this.last = event
    const { terminal } = this.cx
    if (terminal.json) terminal.event(eventDocument(event, terminal.language), () => '')
    else if (event.kind === 'push') this.push(event)
    else if (event.kind === 'handshake') terminal.say(handshakeLine(event.time, event.ms, terminal.pen))
    else terminal.say(fileLine(event.time, event.path, terminal.pen))
  }

  /** Tells what the target of --forward-to said after `success` had been answered in its place. */
  late({ id }: Delivery, answer: Answer): void {
    const { terminal, now } = this.cx
    const { text, targetMs: ms = 0, notes = [] } = answer
    if (terminal.json) terminal.event(lateDocument(id, answer, terminal.language), () => '')
    else terminal.write(lateLines({ id, text, ms, notes }, now(), terminal.pen).join('\n'))
  }

  /** Tells what was held back. */
  end(): void {
    this.refusals.flush()
  }

  private push(event: PushEvent): void {
    const { terminal } = this.cx
    // With --quiet a push is told of where something is wrong with it.
    if (terminal.options.quiet && event.notes.length === 0) return
    const { pen } = terminal
    const lines = pushLines(event, pen)
    if (this.details)
      lines.splice(lines.length - notesLines(event.notes, pen).length, 0, ...detailLines(event, pen))
    terminal.write(lines.join('\n'))
  }

  private worded(event: RefusedEvent) {
    return refusalText(event, this.places, this.cx.terminal.language)
  }

  private refused(event: RefusedEvent, more: number, isMixed: boolean): void {
    const { terminal } = this.cx
    const { language, pen } = terminal
    if (terminal.json) {
      const document = refusalDocument(event, more || 1, this.places, language)
      terminal.event({ ...document, ...(isMixed && { mixed: true }) }, () => '')
    } else if (more === 0) {
      terminal.write(refusalLines(event, this.places, pen).join('\n'))
    } else {
      terminal.write(moreLine({ time: this.cx.now(), count: more, isMixed }, this.worded(event), pen))
    }
  }
}
