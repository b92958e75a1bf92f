/**
 * Names of files that are no UTF-8 (a menu that was unpacked from a GBK archive): Node hands arguments over as text, in
 * which each byte that cannot be read is U+FFFD. The directory still has the bytes.
 */
import { lstatSync, readdirSync } from 'node:fs'
import { join, parse, sep } from 'node:path'
import type { PathEncoding } from './root'

export interface NativeName {
  readonly path: string
  readonly encoding: PathEncoding
}

const LOST = '\ufffd'

/**
 * The file that a name means.
 * @param path absolute and normal, as it was typed
 * @returns with the encoding `latin1` the path has one character for each byte
 * @throws NodeJS.ErrnoException NAME_AMBIGUOUS where several files look alike; of a directory that cannot be read
 */
export function nativeName(path: string): NativeName {
  if (!path.includes(LOST) || exists(path)) return { path, encoding: 'utf8' }
  const { root } = parse(path)
  let at = root
  for (const part of path.slice(root.length).split(sep)) {
    const asTyped = join(at, Buffer.from(part).toString('latin1'))
    if (!part.includes(LOST) || exists(Buffer.from(asTyped, 'latin1'))) {
      at = asTyped
      continue
    }
    const [found, second] = readdirSync(Buffer.from(at, 'latin1'), { encoding: 'buffer' }).filter(
      (name) => name.toString('utf8') === part,
    )
    if (second) throw Object.assign(new Error('NAME_AMBIGUOUS'), { code: 'NAME_AMBIGUOUS' })
    if (!found) return { path, encoding: 'utf8' }
    at = join(at, found.toString('latin1'))
  }
  return { path: at, encoding: 'latin1' }
}

function exists(path: string | Buffer): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
