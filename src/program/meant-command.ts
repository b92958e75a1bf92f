import type { Command as Commander } from 'commander'
import { suggest } from '../wechat/suggest'
import { pathOf } from './command-document'
import { habitsOf } from './tree'

/**
 * The command that an unknown word means: typed out of habit, mistyped, cut short, or belonging to another noun.
 * @param at the command the word follows
 * @returns its path with `wxadmin`, or undefined
 */
export function meantCommand(word: string, at: Commander): string | undefined {
  const path = pathOf(at)
  const known = byHabit([...path.split(' ').slice(1), word.toLowerCase()].join(' '), rootOf(at))
  if (known) return pathOf(known)
  const subs = at.commands.flatMap((sub) => [sub.name(), ...sub.aliases()].map((name) => ({ name, sub })))
  const name = near(
    word,
    subs.map((it) => it.name),
  )
  const sub = subs.find((it) => it.name === name)?.sub
  if (sub) return `${path} ${name}`
  // `wxadmin rollback`: found where only one noun has such a verb.
  const elsewhere = at.commands.flatMap((noun) => noun.commands.filter((verb) => verb.name() === word))
  return elsewhere.length === 1 && elsewhere[0] ? pathOf(elsewhere[0]) : undefined
}

/** @param typed words behind `wxadmin` */
function byHabit(typed: string, at: Commander): Commander | undefined {
  if (habitsOf(at).includes(typed)) return at
  for (const sub of at.commands) {
    const found = byHabit(typed, sub)
    if (found) return found
  }
  return undefined
}

function rootOf(command: Commander): Commander {
  return command.parent ? rootOf(command.parent) : command
}

/** The name that a mistyped or shortened word means. */
export function near(word: string, names: readonly string[]): string | undefined {
  return suggest(word, names) ?? names.find((name) => word.length > 1 && name.startsWith(word))
}
