import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Packed } from '../support/packed'
import { projectRoot } from '../support/program'

/** The blocks of a page that are marked as YAML, by the file that they are said to be. */
export function recipes(page: string): Map<string, string> {
  const text = readFileSync(join(projectRoot, 'docs', page), 'utf8')
  const blocks = [...text.matchAll(/^```yaml\n# (\S+)\n(.*?)^```/gms)]
  return new Map(blocks.map(([, file = '', block = '']) => [file, block]))
}

/** A recipe of a page as somebody uses it: with a tarball of theirs filled in. */
export function recipe(file: string, { file: tarball, sha256 }: Packed, page = 'ci.md'): string {
  const found = recipes(page).get(file)
  if (found === undefined) throw new Error(`no recipe ${file}`)
  const places = [/(?<=^ {2}WXADMIN_TARBALL: )\S+/m, /(?<=^ {2}WXADMIN_SHA256: )\S+/m] as const
  if (!places.every((place) => place.test(found))) throw new Error(`no tarball in ${file}`)
  return found.replace(places[0], tarball).replace(places[1], sha256)
}
