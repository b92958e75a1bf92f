// `npm run release -- [VERSION | patch | minor | major] [--dry-run]`: makes a release in this checkout: the version in
// package.json and its lock, the entry in CHANGELOG.md out of what is under Unreleased, a commit and a tag. Nothing is
// pushed or published. Without a version it is what Unreleased asks for: a patch where it has fixes alone, or else a
// minor. `--dry-run` says what it would do and changes nothing.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const BRANCH = 'main'
const CHANGELOG = 'CHANGELOG.md'
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/
/** Kinds of changes that a patch may have. */
const FIXES = ['Fixed', 'Security']

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' } },
  })
  release(positionals[0], values['dry-run'] ?? false)
} catch (error) {
  console.error(`No release: ${error.message}`)
  process.exitCode = 1
}

/** @throws where something is in the way; nothing is changed then */
function release(wanted, isDry) {
  requireCleanMain()
  const changelog = readFileSync(CHANGELOG, 'utf8')
  const changes = unreleased(changelog)
  const current = JSON.parse(readFileSync('package.json', 'utf8')).version
  const version = nextVersion(wanted, { changes, current, released: lastReleased(changelog) })
  const tag = `v${version}`
  const entry = `## [${version}] - ${today()}\n\n${changes}\n`

  const say = isDry ? 'would' : 'will'
  console.log(`${say} set the version in package.json and package-lock.json: ${current} → ${version}`)
  console.log(`${say} write into ${CHANGELOG}:\n\n${entry.replaceAll(/^(?=.)/gm, '  ')}`)
  console.log(`${say} commit "Release ${tag}" and tag it ${tag}`)
  if (isDry) return

  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version')
  writeFileSync(CHANGELOG, withEntry(changelog, entry, version))
  run('git', 'add', 'package.json', 'package-lock.json', CHANGELOG)
  run('git', 'commit', '--quiet', '--message', `Release ${tag}`)
  run('git', 'tag', '--annotate', tag, '--cleanup=verbatim', '--message', `${tag}\n\n${changes}\n`)
  console.log(`\nDone. What is left: npm test && git push --follow-tags && npm publish`)
}

function requireCleanMain() {
  const branch = run('git', 'branch', '--show-current')
  if (branch !== BRANCH) throw new Error(`this is the branch ${branch || '(none)'}, not ${BRANCH}`)
  const changed = run('git', 'status', '--porcelain')
  if (changed !== '') throw new Error(`there are changes that are not committed:\n${changed}`)
}

/** What is under Unreleased, without blank lines around it. @throws where there is nothing */
function unreleased(changelog) {
  const [, text] =
    /^## \[Unreleased\][^\n]*\n([\s\S]*?)(?=^## |^\[[^\]\n]+\]: |(?![\s\S]))/im.exec(changelog) ?? []
  if (text === undefined) throw new Error(`${CHANGELOG} has no heading "## [Unreleased]"`)
  if (!/^\s*[-*] \S/m.test(text)) throw new Error(`${CHANGELOG} says nothing under Unreleased`)
  return text.trim()
}

/** The highest version that has an entry or a tag; undefined before the first release. */
function lastReleased(changelog) {
  const entries = [...changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)\b/gm)].map(([, version]) => version)
  const tags = run('git', 'tag', '--list', 'v*')
    .split('\n')
    .map((tag) => tag.slice(1))
  return [...entries, ...tags]
    .filter((version) => VERSION.test(version))
    .sort(compare)
    .at(-1)
}

/** @throws where the version is none, or is not higher than what was released, or lower than that of package.json */
function nextVersion(wanted, { changes, current, released }) {
  const version = VERSION.test(wanted ?? '') ? wanted : raised(wanted ?? kindOf(changes), current, released)
  if (released !== undefined && compare(version, released) <= 0)
    throw new Error(`${version} is not higher than ${released}, which was released`)
  if (compare(version, current) < 0)
    throw new Error(`${version} is lower than ${current}, the version in package.json`)
  return version
}

function kindOf(changes) {
  const kinds = [...changes.matchAll(/^### (\w+)/gm)].map(([, kind]) => kind)
  return kinds.length > 0 && kinds.every((kind) => FIXES.includes(kind)) ? 'patch' : 'minor'
}

/** Before the first release the version is that of package.json, whatever kind of change it is. */
function raised(kind, current, released) {
  const at = ['major', 'minor', 'patch'].indexOf(kind)
  if (at < 0) throw new Error(`${kind} is no version such as 1.2.3, and not patch, minor or major`)
  if (released === undefined) return current
  const numbers = partsOf(released)
  return numbers.map((number, place) => (place < at ? number : place === at ? number + 1 : 0)).join('.')
}

/** The changelog with the entry under an empty Unreleased, and the links to comparisons where it has some. */
function withEntry(changelog, entry, version) {
  const text = changelog.replace(
    /^(## \[Unreleased\][^\n]*\n)[\s\S]*?(?=^## |^\[[^\]\n]+\]: |(?![\s\S]))/im,
    (_, heading) => `${heading}\n${entry}\n`,
  )
  const linked = text.replace(
    /^\[unreleased\]: (\S+\/compare\/)(\S+)\.\.\.HEAD$/im,
    (_, base, last) => `[unreleased]: ${base}v${version}...HEAD\n[${version}]: ${base}${last}...v${version}`,
  )
  return `${linked.trimEnd()}\n`
}

function partsOf(version) {
  return version.split('.').map(Number)
}

function compare(one, other) {
  const [a, b] = [partsOf(one), partsOf(other)]
  const at = a.findIndex((number, place) => number !== b[place])
  return at < 0 ? 0 : a[at] - b[at]
}

/** Of the local calendar. */
function today() {
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function run(program, ...argv) {
  return execFileSync(program, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}
