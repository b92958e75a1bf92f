/**
 * The files that menus name, on disk. A menu file may come from anybody (a pull request), so only what is an image, a
 * voice or a video by its name and by its content is read any further, and only inside the repository that the menu
 * file lies in, or beside it where there is none.
 */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isInside, isOfVersionControl, repositoryOf } from '../../document/read'
import { reasonOf } from '../../errors'
import {
  formatNamed,
  formatOf,
  HEAD_BYTES,
  type MaterialType,
  type MediaFormat,
  materialData,
  mediaEndings,
  mediaFormats,
  typeOf,
} from '../../wechat/material'
import type { MenuFinding, MenuRule } from '../rules/findings'
import type { MenuFile } from '../rules/read'
import type { MediaUse } from './media'

/** A file that WeChat takes. */
export interface MediaFile {
  /** Absolute, links followed. */
  readonly path: string
  readonly type: MaterialType
  readonly format: MediaFormat
  readonly content: Buffer
  /** 64 hex digits. */
  readonly sha256: string
}

/** Why WeChat would not take a file, or why it is not looked at: a rule and its parameters. */
export interface MediaFault {
  readonly rule: MenuRule
  readonly params: MenuFinding['params']
}

/** Where the files of a menu may lie. */
export interface MediaPlace {
  /** What their paths are relative to. */
  readonly directory: string
  /** Nothing outside of it is looked at. */
  readonly root: string
}

/** The place of the files of a menu file. @param directory absolute, of the menu file; of the run for stdin */
export async function mediaPlace(directory: string): Promise<MediaPlace> {
  const real = await realpath(directory).catch(() => directory)
  return { directory: real, root: (await repositoryOf(real)) ?? real }
}

/**
 * Reads a file that a menu names.
 * @param name as the menu file has it
 */
export async function readMediaOf(name: string, place: MediaPlace): Promise<MediaFile | MediaFault> {
  const path = resolve(place.directory, name)
  const outside = { rule: 'media-outside', params: { root: place.root } } as const
  if (!isInside(path, place.root)) return outside // before anything is told of a file there
  const real = await realpath(path).catch((error: NodeJS.ErrnoException) => error)
  if (real instanceof Error) return unreadable(real)
  if (isOfVersionControl(real)) return outside
  return isInside(real, place.root) ? readMedia(real) : outside // not by its name: a link may change meanwhile
}

/**
 * Reads a file and holds it against what WeChat takes.
 * @param path absolute
 * @param wanted the type of material; absent: what the content is
 * @param target what is opened, where that is another path than the one that gives the file its name
 */
export async function readMedia(
  path: string,
  wanted?: MaterialType,
  target: string | Buffer = path,
): Promise<MediaFile | MediaFault> {
  const named = formatNamed(path)
  if (named === undefined) return { rule: 'media-ending', params: { known: mediaEndings.join(', ') } }
  const most = Math.max(...Object.values(materialData).map(({ bytes }) => bytes))
  const read = await readUpTo(target, most)
  if (read instanceof Error) return unreadable(read)
  const { content, bytes } = read
  if (bytes === 0) return { rule: 'media-empty', params: {} }
  const format = formatOf(content.subarray(0, HEAD_BYTES))
  if (format !== named)
    return {
      rule: 'media-content',
      params: { format: named.toUpperCase(), ...(format && { found: format.toUpperCase() }) },
    }
  const type = wanted ?? typeOf(format)
  const { bytes: limit, formats } = materialData[type]
  if (!formats.includes(format)) {
    const known = formats.flatMap((name) => mediaFormats[name].endings).join(', ')
    return { rule: 'media-type', params: { type, known } }
  }
  if (bytes > limit) return { rule: 'media-size', params: { type, bytes, limit } }
  return { path, type, format, content, sha256: createHash('sha256').update(content).digest('hex') }
}

/** The file with what is wrong with the media that it names: then it is none to be sent. @param directory as mediaPlace */
export async function withMediaChecked(file: MenuFile, directory: string): Promise<MenuFile> {
  const found = await mediaFindings(file.mediaUses, directory)
  if (found.length === 0) return file
  const findings = [...file.findings, ...found].sort((a, b) => a.line - b.line || a.column - b.column)
  const { menu: _, ...rest } = file
  return { ...rest, findings }
}

async function mediaFindings(uses: readonly MediaUse[], directory: string): Promise<MenuFinding[]> {
  const place = await mediaPlace(directory)
  const findings: MenuFinding[] = []
  const known = new Map<string, MediaFault | undefined>()
  for (const { name, finding } of uses) {
    if (!known.has(name)) {
      const read = await readMediaOf(name, place)
      known.set(name, 'rule' in read ? read : undefined)
    }
    const fault = known.get(name)
    if (fault) findings.push(finding(fault.rule, fault.params))
  }
  return findings
}

/** @returns the content; no more of it than tells the format, where it is longer than anything WeChat takes */
async function readUpTo(
  path: string | Buffer,
  most: number,
): Promise<{ content: Buffer; bytes: number } | NodeJS.ErrnoException> {
  try {
    // Without waiting for a writer, where it is a pipe.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stat = await handle.stat()
      if (stat.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
      if (!stat.isFile()) throw Object.assign(new Error('ENOTREG'), { code: 'ENOTREG' })
      if (stat.size <= most) {
        const content = await handle.readFile()
        return { content, bytes: content.length }
      }
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return { content: buffer.subarray(0, bytesRead), bytes: stat.size }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

function unreadable(error: unknown): MediaFault {
  return { rule: 'media-unreadable', params: { reason: reasonOf(error) } }
}
