import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from './run'

/** A directory whose every program tells on whoever runs it. */
export interface Hostile {
  readonly directory: string
  /** What ran of it, with its environment; empty where nothing did. */
  ran(): string
}

/** Names that a shell, npm, a recipe or wxadmin could look up. */
const PROGRAMS = [
  ...['node', 'npm', 'npx', 'wxadmin', 'git', 'curl', 'sh', 'bash', 'env', 'ps', 'kill', 'yarn', 'corepack'],
  ...['sha256sum', 'mktemp', 'cp', 'tr', 'tar', 'mkdir', 'cat', 'basename', 'dirname', 'uname', 'sed'],
  ...['xdg-open', 'open', 'vi', 'token-helper', 'tunnel-client', 'my-editor'],
]

/** A checkout that somebody wrote who wants the secret: programs, a configuration of npm, a package, all theirs. */
export function hostileCheckout(): Hostile {
  const [directory, outside] = [temporaryDirectory(), temporaryDirectory()]
  const marker = join(outside, 'ran')
  const bin = join(directory, 'node_modules', '.bin')
  mkdirSync(bin, { recursive: true })
  mkdirSync(join(directory, 'bin'))
  for (const name of PROGRAMS)
    for (const place of [directory, bin, join(directory, 'bin')]) plant(join(place, name), marker)
  const hook = join(directory, 'hook.cjs')
  const record = `JSON.stringify([process.argv, process.env])`
  writeFileSync(hook, `require('node:fs').appendFileSync(${JSON.stringify(marker)}, ${record})\n`)
  // Nothing listens on port 9: what is fetched from there fails.
  const npmrc = [
    'registry=http://127.0.0.1:9/',
    'script-shell=./sh',
    'node-options=--require ./hook.cjs',
    'prefix=./bin',
    'ignore-scripts=false',
    'offline=false',
  ]
  writeFileSync(join(directory, '.npmrc'), `${npmrc.join('\n')}\n`)
  // As a home directory: settings of programs that write, or fetch from somewhere else.
  writeFileSync(join(directory, '.curlrc'), `trace-ascii = "${marker}"\n`)
  writeFileSync(join(directory, '.wgetrc'), `output_file = ${marker}\n`)
  writeFileSync(join(directory, '.gitconfig'), `[trace2]\n\tnormalTarget = ${marker}\n`)
  const script = './sh'
  const hooks = { preinstall: script, install: script, postinstall: script, prepare: script }
  const manifest = {
    name: 'menus',
    version: '1.0.0',
    packageManager: 'yarn@1.22.22',
    scripts: { ...hooks, wxadmin: script, prewxadmin: script },
    dependencies: { wxadmin: 'file:./evil' },
    overrides: { wxadmin: 'file:./evil' },
    workspaces: ['evil'],
  }
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest))
  const evil = { name: 'wxadmin', version: '99.0.0', bin: { wxadmin: 'bin/wxadmin.js' }, scripts: hooks }
  for (const home of [join(directory, 'evil'), join(directory, 'node_modules', 'wxadmin')]) {
    mkdirSync(join(home, 'bin'), { recursive: true })
    writeFileSync(join(home, 'package.json'), JSON.stringify(evil))
    cpSync(hook, join(home, 'bin', 'wxadmin.js'))
  }
  return { directory, ran: () => (existsSync(marker) ? readFileSync(marker, 'utf8') : '') }
}

/** A program that writes down that it ran, how, and what it was given. */
export function plant(file: string, marker: string): void {
  writeFileSync(file, `#!/bin/sh\n{ echo "ran $0 $*"; /usr/bin/env; } >> '${marker}'\n`)
  chmodSync(file, 0o755)
}

/** Moves `node_modules` out of a checkout and leaves a link to it. */
export function linkNodeModules({ directory }: Hostile): void {
  const elsewhere = join(temporaryDirectory(), 'modules')
  const modules = join(directory, 'node_modules')
  renameSync(modules, elsewhere)
  symlinkSync(elsewhere, modules)
}
