/** What WeChat takes as media, docs/platform.md 10: kinds, formats, sizes. Formats are told by the first bytes, not by the name. */

export const materialTypes = ['image', 'voice', 'video', 'thumb'] as const

export type MaterialType = (typeof materialTypes)[number]

export type MediaFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'mp3' | 'wma' | 'wav' | 'amr' | 'mp4'

const MB = 1024 * 1024

interface TypeData {
  /** Largest size in bytes. */
  readonly bytes: number
  /** What is taken as permanent material. */
  readonly formats: readonly MediaFormat[]
  /** What is taken as temporary media. */
  readonly temporary: readonly MediaFormat[]
  /** How many an account may keep. [?] docs/platform.md 10 does not say whether thumbs count as images. */
  readonly most: number
}

export const materialData: Readonly<Record<MaterialType, TypeData>> = {
  image: {
    bytes: 10 * MB,
    formats: ['bmp', 'png', 'jpeg', 'gif'],
    temporary: ['png', 'jpeg', 'gif'],
    most: 100_000,
  },
  voice: { bytes: 2 * MB, formats: ['mp3', 'wma', 'wav', 'amr'], temporary: ['amr', 'mp3'], most: 1000 },
  video: { bytes: 10 * MB, formats: ['mp4'], temporary: ['mp4'], most: 1000 },
  thumb: { bytes: 64 * 1024, formats: ['jpeg'], temporary: ['jpeg'], most: 1000 },
}

interface FormatData {
  /** Endings of file names, without the dot. */
  readonly endings: readonly string[]
  readonly contentType: string
  /** Whether a file that begins so is one. */
  readonly begins: (head: Uint8Array) => boolean
}

export const mediaFormats: Readonly<Record<MediaFormat, FormatData>> = {
  png: {
    endings: ['png'],
    contentType: 'image/png',
    begins: (head) => has(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  jpeg: {
    endings: ['jpg', 'jpeg'],
    contentType: 'image/jpeg',
    begins: (head) => has(head, 0, [0xff, 0xd8, 0xff]),
  },
  gif: {
    endings: ['gif'],
    contentType: 'image/gif',
    begins: (head) => says(head, 0, 'GIF87a') || says(head, 0, 'GIF89a'),
  },
  bmp: {
    endings: ['bmp'],
    contentType: 'image/bmp',
    // Two letters prove little, so four bytes that are always 0 and the length of a known header are checked as well.
    begins: (head) =>
      says(head, 0, 'BM') &&
      has(head, 6, [0, 0, 0, 0]) &&
      [12, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) &&
      has(head, 15, [0, 0, 0]),
  },
  mp3: {
    endings: ['mp3'],
    contentType: 'audio/mpeg',
    begins: (head) => says(head, 0, 'ID3') || isMpegFrame(head),
  },
  wma: {
    endings: ['wma'],
    contentType: 'audio/x-ms-wma',
    begins: (head) => has(head, 0, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]),
  },
  wav: {
    endings: ['wav'],
    contentType: 'audio/wav',
    begins: (head) => says(head, 0, 'RIFF') && says(head, 8, 'WAVE'),
  },
  amr: { endings: ['amr'], contentType: 'audio/amr', begins: (head) => says(head, 0, '#!AMR') },
  mp4: {
    endings: ['mp4'],
    contentType: 'video/mp4',
    // HEIC, AVIF and QuickTime are boxes of the same kind.
    begins: (head) =>
      says(head, 4, 'ftyp') &&
      !['qt  ', 'heic', 'heix', 'mif1', 'msf1', 'avif', 'avis'].some((brand) => says(head, 8, brand)),
  },
}

/** Bytes from the start of a file that tell its format. */
export const HEAD_BYTES = 32

const formatNames = Object.keys(mediaFormats) as MediaFormat[]

/** The format of a file by its first bytes; undefined for one that WeChat does not take. */
export function formatOf(head: Uint8Array): MediaFormat | undefined {
  return formatNames.find((name) => mediaFormats[name].begins(head))
}

/** The format that a file's name says; undefined for an ending that WeChat does not take. */
export function formatNamed(name: string): MediaFormat | undefined {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return formatNames.find((format) => mediaFormats[format].endings.includes(ending))
}

/** The kind of material of a format. A thumb is a JPEG that is uploaded as one. */
export function typeOf(format: MediaFormat): Exclude<MaterialType, 'thumb'> {
  if (materialData.image.formats.includes(format)) return 'image'
  return materialData.voice.formats.includes(format) ? 'voice' : 'video'
}

/** Endings of the names of all files that a menu may send: `png`, `jpg`, … */
export const mediaEndings: readonly string[] = formatNames.flatMap((name) => mediaFormats[name].endings)

function has(head: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[at + index] === byte)
}

function says(head: Uint8Array, at: number, text: string): boolean {
  return has(
    head,
    at,
    [...text].map((character) => character.charCodeAt(0)),
  )
}

/** An MPEG audio frame of layer III: sync, a known version, a bitrate and a rate that exist. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isSynced = first === 0xff && (second & 0xe0) === 0xe0
  const isLayer3 = (second & 0x06) === 0x02 && (second & 0x18) !== 0x08
  return isSynced && isLayer3 && (third & 0xf0) !== 0xf0 && (third & 0xf0) !== 0 && (third & 0x0c) !== 0x0c
}
