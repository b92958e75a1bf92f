import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { JsonFile, type JsonFileOptions, tryLock, withLock } from '../../src/store/json-file'
import { temporaryDirectory } from '../support/run'

// @module-tag slow

interface Numbers {
  readonly list: readonly number[]
}

function numbers(path: string, more: Partial<JsonFileOptions<Numbers>> = {}): JsonFile<Numbers> {
  return new JsonFile<Numbers>({
    path,
    ...more,
    empty: { list: [] },
    parse: (value) => {
      const { list } = Object(value) as { list?: unknown }
      if (!Array.isArray(list)) throw new Error('list')
      return { list }
    },
  })
}

const add = (number: number) => (file: Numbers) => ({ list: [...file.list, number] })
const posix = process.platform === 'win32' ? test.skip : test

describe('reading', () => {
  test('no file is the empty value, and reading creates nothing', async () => {
    const dir = join(temporaryDirectory(), 'none')
    expect(await numbers(join(dir, 'n.json')).read()).toEqual({ list: [] })
    expect(existsSync(dir)).toBe(false)
  })

  test('a byte order mark does no harm', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    writeFileSync(path, '\uFEFF{"list":[1]}')
    expect(await numbers(path).read()).toEqual({ list: [1] })
  })

  test.each([
    ['cut off', '{"list": [1, 2', /^JSON/],
    ['empty', '', /^0 bytes$/],
  ])('a file that is %s is named and a copy kept aside, once', async (_, content, reason) => {
    const dir = temporaryDirectory()
    const path = join(dir, 'n.json')
    writeFileSync(path, content)
    for (let time = 0; time < 2; time++) {
      const error = await numbers(path)
        .read()
        .catch((thrown) => thrown)
      expect(error).toMatchObject({ code: 'STORE_CORRUPT', params: { file: path } })
      expect(error.params.reason).toMatch(reason)
      expect(readFileSync(error.params.kept, 'utf8')).toBe(content)
    }
    expect(readdirSync(dir).filter((name) => name.startsWith('n.json.corrupt-'))).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  test('one of a form that is not known here is named, and no copy made of it', async () => {
    const dir = temporaryDirectory()
    const path = join(dir, 'n.json')
    writeFileSync(path, '{"list": 1}')
    const refused = { code: 'STORE_NEWER', params: { file: path, reason: 'list' } }
    await expect(numbers(path).read()).rejects.toMatchObject(refused)
    await expect(numbers(path).update(add(1))).rejects.toMatchObject(refused)
    expect(readdirSync(dir)).toEqual(['n.json'])
    expect(readFileSync(path, 'utf8')).toBe('{"list": 1}')
  })

  test('the reason never quotes the file', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    writeFileSync(path, '{"secret": "0123456789abcdef", oops}')
    const error = await numbers(path)
      .read()
      .catch((thrown) => thrown)
    expect(error.code).toBe('STORE_CORRUPT')
    expect(JSON.stringify([error.params, error.message, String(error.cause)])).not.toMatch(/0123|oops/)
  })

  test('a corrupt file is not overwritten by an update', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    writeFileSync(path, 'x')
    await expect(numbers(path).update(add(1))).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
    expect(readFileSync(path, 'utf8')).toBe('x')
  })

  test('a directory in its place is STORE_UNREADABLE', async () => {
    await expect(numbers(temporaryDirectory()).read()).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
      params: { reason: expect.stringMatching(/EISDIR/) },
    })
  })
})

describe('updating', () => {
  test('changes what is there now', async () => {
    const path = join(temporaryDirectory(), 'deep', 'er', 'n.json')
    await numbers(path).update(add(1))
    expect(await numbers(path).update(add(2))).toEqual({ list: [1, 2] })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ list: [1, 2] })
  })

  test('leaves neither lock nor temporary file behind', async () => {
    const dir = temporaryDirectory()
    await numbers(join(dir, 'n.json')).update(add(1))
    expect(readdirSync(dir)).toEqual(['n.json'])
  })

  test('the same reference back writes nothing', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    await numbers(path).update((file) => file)
    expect(existsSync(path)).toBe(false)
  })

  test('an error in the change writes nothing and lets go of the lock', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    const file = numbers(path)
    await file.update(add(1))
    await expect(
      file.update(() => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await file.update(add(2))).toEqual({ list: [1, 2] })
  })

  test('twenty at once in one process are all kept', async () => {
    const file = numbers(join(temporaryDirectory(), 'n.json'))
    await Promise.all(Array.from({ length: 20 }, (_, number) => file.update(add(number))))
    expect(new Set((await file.read()).list).size).toBe(20)
  })

  posix('0600 in a 0700 directory, asserted anew at each write', async () => {
    const dir = join(temporaryDirectory(), 'store')
    const path = join(dir, 'n.json')
    const file = numbers(path, { ours: true })
    await file.update(add(1))
    expect([statSync(dir).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600])
    chmodSync(dir, 0o755)
    chmodSync(path, 0o644)
    await file.update(add(2))
    expect([statSync(dir).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600])
  })

  posix.each([
    [[], 0o700],
    [
      [
        'accounts.json',
        'tokens',
        'history',
        'sandbox.json.lock',
        'accounts.json.corrupt-20260101T000000000Z',
      ],
      0o700,
    ],
    [['package.json'], 0o755],
    [['.git', 'tokens'], 0o755],
  ])('a directory that was there, and holds %j, has mode %o afterwards', async (names, mode) => {
    const dir = join(temporaryDirectory(), 'given')
    mkdirSync(dir)
    chmodSync(dir, 0o755)
    for (const name of names) if (name !== 'accounts.json') mkdirSync(join(dir, name))
    const path = join(dir, 'accounts.json')
    await numbers(path).update(add(1))
    expect([statSync(dir).mode & 0o777, statSync(path).mode & 0o777]).toEqual([mode, 0o600])
  })

  posix('a directory that everybody shares keeps its mode', async () => {
    const dir = join(temporaryDirectory(), 'tmp')
    mkdirSync(dir)
    chmodSync(dir, 0o1777)
    await numbers(join(dir, 'n.json')).update(add(1))
    expect(statSync(dir).mode & 0o7777).toBe(0o1777)
  })

  posix('a symlink stays one and its target is replaced', async () => {
    const dir = temporaryDirectory()
    const [target, path] = [join(dir, 'dotfiles.json'), join(dir, 'store', 'n.json')]
    mkdirSync(join(dir, 'store'))
    writeFileSync(target, '{"list":[1]}')
    symlinkSync('../dotfiles.json', path)
    await numbers(path).update(add(2))
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({ list: [1, 2] })
    expect(statSync(target).mode & 0o777).toBe(0o600)
  })

  posix('a symlink to nothing yet makes its target', async () => {
    const dir = temporaryDirectory()
    const path = join(dir, 'n.json')
    symlinkSync('target.json', path)
    await numbers(path).update(add(1))
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(join(dir, 'target.json'), 'utf8'))).toEqual({ list: [1] })
  })

  test('leftovers of killed processes go once they are old', async () => {
    const dir = temporaryDirectory()
    const path = join(dir, 'n.json')
    const [old, young] = [`${path}.new-0a0a0a`, `${path}.new-0b0b0b.tmp-1234567890abcdef`]
    for (const file of [old, young]) writeFileSync(file, '{')
    utimesSync(old, 1000, 1000)
    await numbers(path).update(add(1))
    expect([existsSync(old), existsSync(young)]).toEqual([false, true])
  })

  test('a parent that is a file is STORE_UNWRITABLE', async () => {
    const dir = temporaryDirectory()
    writeFileSync(join(dir, 'file'), '')
    await expect(numbers(join(dir, 'file', 'n.json')).update(add(1))).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
    })
  })
})

describe('the lock', () => {
  test('keeps a second taker out until it is let go', async () => {
    const path = join(temporaryDirectory(), 'x')
    const release = await tryLock(path)
    expect(release).toBeTypeOf('function')
    expect(await tryLock(path)).toBeUndefined()
    await release?.()
    const again = await tryLock(path)
    expect(again).toBeTypeOf('function')
    await again?.()
  })

  test('who waits too long is told the file and the seconds', async () => {
    const path = join(temporaryDirectory(), 'x')
    const release = await tryLock(path)
    await expect(withLock(path, { waitMs: 1000 }, async () => 1)).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      params: { file: path, seconds: 1 },
    })
    await release?.()
  })

  test.each([1, 2, 3, 4, 5])(
    'left by a killed process it is taken over by exactly one of many (%i)',
    async () => {
      const path = join(temporaryDirectory(), 'x')
      mkdirSync(`${path}.lock`)
      utimesSync(`${path}.lock`, Date.now() / 1000 - 60, Date.now() / 1000 - 60)
      let [inside, most] = [0, 0]
      await Promise.all(
        Array.from({ length: 8 }, () =>
          withLock(path, { waitMs: 10_000 }, async () => {
            inside++
            most = Math.max(most, inside)
            await new Promise((resolve) => setTimeout(resolve, 10))
            inside--
          }),
        ),
      )
      expect(most).toBe(1)
      expect(existsSync(`${path}.lock`)).toBe(false)
    },
  )

  test('held for longer than a lock may go unrenewed it still keeps others out', async () => {
    const path = join(temporaryDirectory(), 'x')
    await withLock(path, { waitMs: 0 }, async (lock) => {
      await new Promise((resolve) => setTimeout(resolve, 5500))
      expect(await tryLock(path)).toBeUndefined()
      expect(await lock.isOurs()).toBe(true)
    })
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  test('one that another process has taken over is noticed, and not let go in its place', async () => {
    const path = join(temporaryDirectory(), 'x')
    await withLock(path, { waitMs: 0 }, async (lock) => {
      expect(await lock.isOurs()).toBe(true)
      rmdirSync(`${path}.lock`)
      expect(await lock.isOurs()).toBe(false)
      mkdirSync(`${path}.lock`) // the other's
      expect(await lock.isOurs()).toBe(false)
    })
    expect(existsSync(`${path}.lock`)).toBe(true)
  })

  test('an update whose lock was taken over begins again and loses nothing', async () => {
    const path = join(temporaryDirectory(), 'n.json')
    let calls = 0
    const result = await numbers(path).update((file) => {
      if (calls++ === 0) {
        // as if this process had slept: another took the lock, wrote and let go
        rmdirSync(`${path}.lock`)
        writeFileSync(path, '{"list":[7]}')
      }
      return add(1)(file)
    })
    expect(result).toEqual({ list: [7, 1] })
    expect(calls).toBe(2)
  })
})
