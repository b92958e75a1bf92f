import { spawn, spawnSync } from 'node:child_process'
import { constants, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bareEnv, ending, program } from '../support/program'
import { temporaryDirectory } from '../support/run'

/** Short results go straight to a file or a pipe, past Node's stream: what can become of that. */
const results: [name: string, argv: string[], text: string][] = [
  ['--version', ['--version'], `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`],
  ['token', ['token'], 'a-token-that-was-given\n'],
]
const env = () => bareEnv(temporaryDirectory(), { WXADMIN_ACCESS_TOKEN: 'a-token-that-was-given' })

/** A pipe that takes nothing more, and whose writer is not made to wait. @returns its end to read and write */
function fullPipe(): { fd: number; filled: number } {
  const path = join(temporaryDirectory(), 'pipe')
  spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  let filled = 0
  for (const size of [4096, 1]) {
    try {
      for (;;) filled += writeSync(fd, Buffer.alloc(size, '.'))
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('EAGAIN')
    }
  }
  return { fd, filled }
}

/** Whatever is in the pipe now. */
function drained(fd: number): string {
  const chunk = Buffer.alloc(65_536)
  let text = ''
  try {
    for (;;) text += chunk.toString('utf8', 0, readSync(fd, chunk))
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('EAGAIN')
  }
  return text
}

describe.runIf(process.platform === 'linux')('a short result', () => {
  test.each(results)('%s waits for a slow reader of a full pipe, and arrives once', async (_, argv, text) => {
    const { fd, filled } = fullPipe()
    // Through a shell: Node would make descriptors 0 to 2 of a child blocking.
    const command = `exec "${process.execPath}" "${program}" ${argv.join(' ')} >&3`
    const child = spawn('sh', ['-c', command], { env: env(), stdio: ['ignore', 'ignore', 'pipe', fd] })
    const ended = ending(child)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let read = drained(fd)
    const { code, stderr } = await ended
    read += drained(fd)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(read.slice(filled)).toBe(text)
  })

  test.each(results)('%s that fits into the disk only in part is an error', async (_, argv, text) => {
    const file = join(temporaryDirectory(), 'out')
    writeFileSync(file, '.'.repeat(1024 - 3))
    const command = `ulimit -f 1; exec "${process.execPath}" "${program}" ${argv.join(' ')} >>"${file}"`
    const { code } = await ending(spawn('bash', ['-c', command], { env: env() }))
    expect(readFileSync(file, 'utf8').slice(1021)).toBe(text.slice(0, 3))
    expect(code).toBe(1)
  })

  test('token > /dev/full is an error that says so', async () => {
    const command = `exec "${process.execPath}" "${program}" token >/dev/full`
    const { code, stderr } = await ending(spawn('bash', ['-c', command], { env: env() }))
    expect([code, stderr]).toEqual([1, expect.stringContaining('could not be written to stdout')])
  })
})
