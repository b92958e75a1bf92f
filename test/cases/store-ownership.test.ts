import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makePrivate } from '../../src/store/directory'
import { JsonFile } from '../../src/store/json-file'
import { openOauthStore } from '../../src/store/oauth'
import { openStore, type Store } from '../../src/store/store'
import { projectRoot, runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { kind } from './kind'

const STRANGER = 12345
const APPID = 'wx0123456789abcdef'
const BASE = 'https://api.weixin.qq.com'
const KEY = { appid: APPID, source: 'stable', base: BASE }
const isRoot = process.getuid?.() === 0
const now = () => Date.now()

/** A home with a store in which something of every kind is kept. */
async function home() {
  const root = temporaryDirectory()
  const at = (...names: string[]) => join(root, 'home', ...names)
  mkdirSync(at('.config'), { recursive: true, mode: 0o755 })
  const open = (user = process.getuid?.()) => {
    const warned: string[] = []
    const store = openStore({ HOME: at() }, 'linux', user, (directory) => warned.push(directory))
    return { store, warned }
  }
  const { store } = open()
  const account = {
    name: 'prod',
    appid: APPID,
    secret: 'f'.repeat(32),
    mode: 'plain',
    tokenSource: 'stable',
  } as const
  await store.accounts.update((file) => ({ ...file, accounts: { prod: account } }))
  await store.tokens.write(KEY, { token: 'T'.repeat(136), expiresAt: now() + 7_200_000, fetchedAt: now() })
  await store.history.save({
    appid: APPID,
    base: BASE,
    source: 'api',
    hash: 'h',
    menu: null,
    reason: 'push',
    by: 'me',
    time: now(),
  })
  await store.media.keep(KEY, { type: 'image', sha256: 'a'.repeat(64) }, { mediaId: 'M', time: 1 })
  await store.callbacks.update((file) => ({ ...file, values: { '-': { token: 'abc' } } }))
  await openOauthStore(store.dir).states.remember(APPID, 's', now())
  await openOauthStore(store.dir).tokens.keep(
    KEY,
    {
      openid: 'o',
      scope: 'snsapi_base',
      accessToken: 'A',
      refreshToken: 'R',
      expiresAt: now() + 1e6,
      authorizedAt: now(),
    },
    now(),
  )
  return { at, root, open, wx: (...names: string[]) => at('.config', 'wxadmin', ...names) }
}

/** Every file of the store, by what reads it. */
const readers: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  accounts: (store) => store.accounts.read(),
  token: (store) => store.tokens.read(KEY),
  history: async (store) => {
    const { entries, damaged } = await store.history.list(APPID, BASE)
    // One entry that cannot be used is no reason to refuse the others: it is named, and why shows when it is read.
    if (damaged[0] !== undefined) await new JsonFile({ path: damaged[0], parse: Object, empty: {} }).read()
    return entries
  },
  media: (store) => store.media.find(KEY, { type: 'image', sha256: 'a'.repeat(64) }),
  callback: (store) => store.callbacks.read(),
  'oauth state': (store) => openOauthStore(store.dir).states.anyFor(APPID, now()),
  'web token': (store) => openOauthStore(store.dir).tokens.find(KEY),
}

const filesOf = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe.runIf(process.platform === 'linux')('what others can write is not used', () => {
  kind('every file of the store is refused where its group can write it', readers, async (read) => {
    const { open, wx } = await home()
    await read(open().store)
    for (const file of filesOf(wx())) chmodSync(file, 0o660)
    await expect(read(open().store)).rejects.toMatchObject({
      code: 'STORE_NOT_OURS',
      params: { fix: 'chmod go-w' },
    })
  })

  kind('every file is refused where a directory above it is another user’s', readers, async (read) => {
    if (!isRoot) return
    const { open, at } = await home()
    chownSync(at(), STRANGER, STRANGER)
    await expect(read(open().store)).rejects.toMatchObject({
      code: 'STORE_PLACE_NOT_OURS',
      params: { file: at(), uid: STRANGER },
    })
  })

  type World = Awaited<ReturnType<typeof home>>
  interface Spoiled {
    readonly spoil: (world: World) => void
    /** What is named. */
    readonly at: (world: World) => string
    readonly place?: true
  }
  const config = ({ at }: World) => at('.config')
  const moved = ({ at, root }: World, directory: string) => {
    renameSync(at('.config'), join(directory, 'config'))
    symlinkSync(join(directory, 'config'), at('.config'))
    return root
  }
  kind<Spoiled>(
    'a level that others can change is named, with what to do',
    {
      'the store, by its group': { at: ({ wx }) => wx(), spoil: ({ wx }) => chmodSync(wx(), 0o770) },
      'tokens/, by everybody': {
        at: ({ wx }) => wx('tokens'),
        spoil: ({ wx }) => chmodSync(wx('tokens'), 0o777),
      },
      'the home, by everybody': { at: ({ at }) => at(), spoil: ({ at }) => chmodSync(at(), 0o777) },
      '.config, by everybody': { at: config, spoil: (world) => chmodSync(config(world), 0o757) },
      'what the link .config leads to': {
        at: ({ root }) => join(root, 'shared'),
        spoil: (world) => {
          const shared = join(world.root, 'shared')
          mkdirSync(shared)
          chmodSync(shared, 0o777)
          moved(world, shared)
        },
      },
      ...(isRoot && {
        'the link .config of another user': {
          at: config,
          place: true,
          spoil: (world: World) => {
            moved(world, world.root)
            lchownSync(config(world), STRANGER, STRANGER)
          },
        },
        'a sticky directory of another user': {
          at: config,
          place: true,
          spoil: (world: World) => {
            chownSync(config(world), STRANGER, STRANGER)
            chmodSync(config(world), 0o1777)
          },
        },
        'tokens/ of another user': {
          at: ({ wx }: World) => wx('tokens'),
          spoil: ({ wx }: World) => chownSync(wx('tokens'), STRANGER, STRANGER),
        },
      }),
    },
    async ({ spoil, at, place }) => {
      const world = await home()
      spoil(world)
      const refused = {
        code: place ? 'STORE_PLACE_NOT_OURS' : 'STORE_NOT_OURS',
        params: { file: at(world) },
      }
      await expect(world.open().store.tokens.read(KEY)).rejects.toMatchObject(refused)
      const write = world.open().store.tokens.write(KEY, { token: 'x', expiresAt: 1, fetchedAt: 1 })
      await expect(write).rejects.toMatchObject(refused)
      await expect(world.open().store.tokens.tryLock(KEY)).rejects.toMatchObject(refused)
    },
  )

  kind<{ readonly spoil: (world: World) => void; readonly warned?: (world: World) => string }>(
    'what only looks suspicious is used; a group that can write above the store is a warning',
    {
      'the home, by its group': { spoil: ({ at }) => chmodSync(at(), 0o775), warned: ({ at }) => at() },
      '.config, by its group': { spoil: (world) => chmodSync(config(world), 0o770), warned: config },
      'a sticky directory above': { spoil: ({ root }) => chmodSync(root, 0o1777) },
      'a link of one’s own': { spoil: (world) => moved(world, world.root) },
      'files that others may read': {
        spoil: ({ wx }) => {
          for (const file of filesOf(wx())) chmodSync(file, 0o644)
        },
      },
    },
    async ({ spoil, warned }) => {
      const world = await home()
      spoil(world)
      const opened = world.open()
      for (const read of Object.values(readers)) await read(opened.store)
      expect(await opened.store.tokens.read(KEY)).toBeDefined()
      expect(opened.warned).toEqual(warned ? [warned(world)] : [])
    },
  )

  kind<(directory: string) => string>(
    'no mode is changed through a link',
    {
      'in place of the store': (directory) => join(directory, 'link'),
      'to a link': (directory) => {
        symlinkSync('link', join(directory, 'again'))
        return join(directory, 'again')
      },
      'with its whole path': (directory) => {
        symlinkSync(join(directory, 'target'), join(directory, 'whole'))
        return join(directory, 'whole')
      },
    },
    async (place) => {
      const directory = temporaryDirectory()
      mkdirSync(join(directory, 'target'))
      chmodSync(join(directory, 'target'), 0o755)
      symlinkSync('target', join(directory, 'link'))
      await makePrivate(place(directory), true)
      expect(statSync(join(directory, 'target')).mode & 0o777).toBe(0o755)
    },
  )

  test.runIf(isRoot)('with sudo nothing is made in the home of another user', async () => {
    const { at } = await home()
    const other = join(dirname(at()), 'other')
    mkdirSync(other)
    chownSync(other, STRANGER, STRANGER)
    const argv = ['account', 'add', 'prod', '--appid', APPID, '--secret-stdin']
    const { code, stderr } = await runProgram(argv, { env: { HOME: other }, input: 'f'.repeat(32) })
    expect(code).toBe(1)
    expect(stderr).toContain('sudo')
    expect(readdirSync(other)).toEqual([])
  })

  const VALIDATE = ['menu', 'validate', 'menus/main.yaml']
  const keepsItself = Number(process.versions.node.split('.')[0]) >= 22

  /** A cache of compiled code in which something else stands under the name of a part of the program. */
  async function planted() {
    const top = temporaryDirectory()
    const caches = join(top, 'level', 'caches')
    mkdirSync(caches, { recursive: true, mode: 0o755 })
    const env = { HOME: top, XDG_CACHE_HOME: caches }
    // Nothing is kept of a command's first run.
    for (let run = 1; run <= 2; run++) await runProgram(VALIDATE, { env })
    const version = join(caches, 'wxadmin', String(readdirSync(join(caches, 'wxadmin'))[0]))
    const files = () => filesOf(version)
    for (const file of files()) plant(file)
    return { caches, version, files, run: () => runProgram(VALIDATE, { env }) }
  }

  /** V8 takes compiled code for a source of the same length. */
  function plant(file: string): void {
    const chunk = basename(file, '.v8')
    const source = [join(projectRoot, 'dist', chunk), join(projectRoot, 'dist/chunks', chunk)].find(
      existsSync,
    )
    writeFileSync(file, 'planted')
    if (keepsItself || source === undefined) return
    const { length } = readFileSync(source, 'utf8')
    const script = `
      const { wrap } = require('node:module')
      const code = 'process.stdout.write("PLANTED");process.exit(0)'.padEnd(${length})
      const compiled = new (require('node:vm').Script)(wrap(code))
      require('node:fs').writeFileSync(${JSON.stringify(file)}, compiled.createCachedData())`
    spawnSync(process.execPath, ['-e', script])
  }

  test.runIf(!keepsItself)('what is planted in these tests would run', async () => {
    expect((await (await planted()).run()).stdout).toContain('PLANTED')
  })

  kind<(places: Awaited<ReturnType<typeof planted>>) => void>(
    'compiled code that others could have planted does not run',
    {
      'the group can write a level above': ({ caches }) => chmodSync(dirname(caches), 0o775),
      'everybody can write a level above': ({ caches }) => chmodSync(dirname(caches), 0o757),
      'everybody can write its directory': ({ version }) => chmodSync(version, 0o777),
      'the group can write wxadmin/': ({ version }) => chmodSync(dirname(version), 0o770),
      'the group can write the files': ({ files }) => {
        for (const file of files()) chmodSync(file, 0o660)
      },
      'the files are links': ({ files, caches }) => {
        for (const file of files()) {
          renameSync(file, join(caches, basename(file)))
          symlinkSync(join(caches, basename(file)), file)
        }
      },
      ...(isRoot && {
        'a level is another user’s': ({ caches }: { caches: string }) =>
          chownSync(caches, STRANGER, STRANGER),
        'the files are another user’s': ({ files }: { files: () => string[] }) => {
          for (const file of files()) chownSync(file, STRANGER, STRANGER)
        },
      }),
    },
    async (spoil) => {
      const places = await planted()
      spoil(places)
      expect(await places.run()).toEqual({ code: 0, stdout: 'menus/main.yaml: valid\n', stderr: '' })
    },
  )
})
