import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JsonFile } from '../../src/store/json-file'
import { testIf, testWith } from '../support/needs'

// @module-tag slow

/** The store under real processes: it is bundled, and small scripts use it. */

let home = ''

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wxadmin-store-'))
  const bundle = await rolldown({
    input: join(import.meta.dirname, '../../src/store/json-file.ts'),
    platform: 'node',
    tsconfig: false,
  })
  await bundle.write({ dir: home, format: 'esm', entryFileNames: 'store.mjs', chunkFileNames: '[name].mjs' })
  await bundle.close()
  // Adds a key at each write; `big` makes the file larger than a limit that the caller sets.
  writeFileSync(
    join(home, 'writer.mjs'),
    `import { JsonFile } from './store.mjs'
const [, , path, id, count, big] = process.argv
const file = new JsonFile({ path, parse: (value) => value, empty: {} })
process.on('SIGXFSZ', () => undefined)
process.stdout.write('ready')
try {
  for (let n = 0; n < Number(count); n++) {
    await file.update((now) => ({ ...now, [id + '.' + n]: 'x'.repeat(Number(big ?? 1)) }))
    if (n === 0) process.stdout.write(' wrote')
  }
} catch (error) {
  process.stdout.write(' ' + error.code + ' ' + error.params?.reason)
  process.exitCode = 9
}
`,
  )
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

const writerArguments = (path: string, id: string, count: number, big = 1) => [
  join(home, 'writer.mjs'),
  path,
  id,
  String(count),
  String(big),
]

function startWriter(path: string, id: string, count: number): ChildProcess {
  return spawn(process.execPath, writerArguments(path, id, count), { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Waits until a writer has said a word. */
const told = (child: ChildProcess, word: string) =>
  new Promise<void>((resolve) => {
    let text = ''
    child.stdout?.on('data', (part) => {
      text += part
      if (text.includes(word)) resolve()
    })
  })

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.on('close', resolve))
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>

test('8 processes × 25 writes keep 200 of 200', async () => {
  const path = join(home, 'many', 'accounts.json')
  const children = Array.from({ length: 8 }, (_, id) => startWriter(path, `p${id}`, 25))
  expect(await Promise.all(children.map(ended))).toEqual(Array(8).fill(0))
  expect(Object.keys(read(path))).toHaveLength(200)
  expect(readdirSync(join(home, 'many'))).toEqual(['accounts.json'])
})

test('killed at 200 random moments: the file is always whole, and the next write goes through', async () => {
  const paths: string[] = []
  const killOne = async (round: number) => {
    const directory = join(home, `killed-${round}`)
    const path = join(directory, 'accounts.json')
    mkdirSync(directory)
    writeFileSync(path, JSON.stringify({ first: 'x'.repeat(20_000) }))
    paths.push(path)
    const child = startWriter(path, 'k', 10_000)
    const end = ended(child)
    // Half of them before or during the first write, the others among those after it, however slow the machine is.
    await told(child, round % 2 === 0 ? 'ready' : 'wrote')
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 160))
    child.kill('SIGKILL')
    await end
    const content = read(path) // throws where it is not whole
    expect(content.first).toHaveLength(20_000)
    // What was written is a run without gaps: each write saw the one before.
    const count = Object.keys(content).length - 1
    for (let n = 0; n < count; n++) expect(content[`k.${n}`]).toBe('x')
    return count
  }
  const counts: number[] = []
  const lane = async (first: number) => {
    for (let round = first; round < 200; round += 3) counts.push(await killOne(round))
  }
  await Promise.all([lane(0), lane(1), lane(2)])
  expect(counts).toHaveLength(200)
  expect(counts.filter((count) => count > 0).length).toBeGreaterThanOrEqual(100) // the kills fell among real writes

  // Locks that the dead still hold are taken over. All wait at the same time.
  const empty: Record<string, string> = {}
  const parse = (value: unknown) => value as Record<string, string>
  await Promise.all(
    paths
      .slice(0, 60)
      .map((path) => new JsonFile({ path, parse, empty }).update((now) => ({ ...now, after: 'y' }))),
  )
  for (const path of paths.slice(0, 60)) expect(read(path)).toMatchObject({ after: 'y' })
}, 90_000)

test('three of eight writers killed in the crowd: every write of the others is kept', async () => {
  const path = join(home, 'crowd', 'accounts.json')
  const children = Array.from({ length: 8 }, (_, id) => startWriter(path, `p${id}`, id < 5 ? 25 : 10_000))
  const ends = children.map(ended)
  await new Promise((resolve) => setTimeout(resolve, 700))
  for (const child of children.slice(5)) child.kill('SIGKILL')
  expect(await Promise.all(ends.slice(0, 5))).toEqual(Array(5).fill(0))
  await Promise.all(ends)
  const written = Object.keys(read(path))
  for (let id = 0; id < 5; id++) expect(written.filter((key) => key.startsWith(`p${id}.`))).toHaveLength(25)
})

testWith('sh')(
  'a file that may not grow (ulimit, as a full disk cuts a write short) keeps its old content',
  () => {
    const path = join(home, 'limited', 'accounts.json')
    mkdirSync(join(home, 'limited'))
    writeFileSync(path, '{"first":"x"}')
    // 16 blocks of 512 or 1024 bytes: the first part of the write succeeds, as on a disk that fills up
    const script = 'ulimit -f 16; exec "$0" "$@"'
    const { stdout, status } = spawnSync(
      'sh',
      ['-c', script, process.execPath, ...writerArguments(path, 'big', 1, 200_000)],
      { encoding: 'utf8' },
    )
    expect(stdout).toMatch(/^ready STORE_UNWRITABLE E/)
    expect(status).toBe(9)
    expect(readFileSync(path, 'utf8')).toBe('{"first":"x"}')
    expect(readdirSync(join(home, 'limited'))).toEqual(['accounts.json'])
  },
)

/** A small file system of its own, where this is Linux and root. */
const mounted = (() => {
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-full-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory])
  if (status === 0) return directory
  rmSync(directory, { recursive: true })
  return undefined
})()

afterAll(() => {
  if (!mounted) return
  spawnSync('umount', [mounted])
  rmSync(mounted, { recursive: true, force: true })
})

const onOwnDisk = testIf(mounted !== undefined)
onOwnDisk('a full disk (tmpfs, root only) keeps the old content and says so', () => {
  const path = join(mounted ?? '', 'accounts.json')
  writeFileSync(path, '{"first":"x"}')
  writeFileSync(join(mounted ?? '', 'filler'), Buffer.alloc(40_000)) // less is left than the write needs
  const { stdout, status } = spawnSync(process.execPath, writerArguments(path, 'big', 1, 60_000), {
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^ready STORE_UNWRITABLE ENOSPC/)
  expect(status).toBe(9)
  expect(readFileSync(path, 'utf8')).toBe('{"first":"x"}')
  expect(readdirSync(mounted ?? '').sort()).toEqual(['accounts.json', 'filler'])
})

onOwnDisk(
  'conf alone puts a file that a full disk cut short in place of the old one (so the store checks it)',
  () => {
    const directory = join(mounted ?? '', 'conf')
    const conf = () =>
      new Conf<Record<string, string>>({
        cwd: directory,
        configName: 'accounts',
        configFileMode: 0o600,
        clearInvalidConfig: false,
      })
    conf().store = { first: 'x'.repeat(5000) }
    writeFileSync(join(mounted ?? '', 'filler'), Buffer.alloc(40_000))
    conf().store = { first: 'x'.repeat(20_000) } // no error
    // When this fails, conf has learned to see a short write: src/store/replace-file.ts can go.
    expect(statSync(join(directory, 'accounts.json')).size).toBeLessThan(20_000)
    rmSync(directory, { recursive: true })
  },
)

onOwnDisk('a read-only file system (tmpfs, root only) is STORE_UNWRITABLE; reading goes on', () => {
  const path = join(mounted ?? '', 'accounts.json')
  rmSync(join(mounted ?? '', 'filler'), { force: true })
  writeFileSync(path, '{"first":"x"}')
  expect(spawnSync('mount', ['-o', 'remount,ro', mounted ?? '']).status).toBe(0)
  const { stdout, status } = spawnSync(process.execPath, writerArguments(path, 'r', 1), { encoding: 'utf8' })
  expect(stdout).toMatch(/^ready STORE_UNWRITABLE EROFS/)
  expect(status).toBe(9)
  expect(read(path)).toEqual({ first: 'x' })
  expect(statSync(path).size).toBe(13)
})
