import { deflateSync } from 'node:zlib'

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** A picture of one colour that any program opens. @param bytes how large the file is to be at least */
export function png(bytes = 0): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  const padding =
    bytes > 0 ? [chunk('tEXt', Buffer.concat([Buffer.from('x\0'), Buffer.alloc(bytes, 'a')]))] : []
  const pixels = deflateSync(Buffer.from([0, 7, 193, 96]))
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), ...padding, chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

/** The first bytes of a file of each format, and then nothing of use. */
export const beginnings = {
  png: png(),
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  gif: Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'),
  bmp: Buffer.from('424d3a0000000000000036000000280000000100000001000000', 'hex'),
  mp3: Buffer.from('fffb90640000000000000000', 'hex'),
  wma: Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'),
  wav: Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'),
  amr: Buffer.from('#!AMR\n\x3c', 'latin1'),
  mp4: Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'),
} as const

function chunk(type: string, data: Buffer): Buffer {
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}

/** Node 20 has none of its own. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}
