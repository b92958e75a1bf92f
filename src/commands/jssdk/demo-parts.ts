import { PNG } from 'pngjs'

const SIDE = 300

/** A picture to share: the green of WeChat, getting lighter. It is made here, so nothing has to be fetched. */
export function demoPicture(): Buffer {
  const png = new PNG({ width: SIDE, height: SIDE })
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const light = Math.round(((x + y) / (2 * SIDE)) * 120)
      png.data.set([7 + light, 193, 96 + light, 255], (y * SIDE + x) * 4)
    }
  return PNG.sync.write(png)
}

const RATE = 8000
const SECONDS = 2

/** A tone to share, two seconds of WAV: 8 bit, mono. */
export function demoMusic(): Buffer {
  const samples = RATE * SECONDS
  const wav = Buffer.alloc(44 + samples)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20) // PCM
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples, 40)
  for (let at = 0; at < samples; at++)
    wav[44 + at] = 128 + Math.round(60 * Math.sin((2 * Math.PI * 440 * at) / RATE))
  return wav
}
