import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../support/run'

const root = join(import.meta.dirname, '../..')
const FILES = ['package.json', 'package-lock.json']
const HEAD = '# Changelog\n\n## [Unreleased]\n'
const ADDED = '\n### Added\n\n- A thing.\n'

/** A repository with this project's manifest, on main, with everything committed. */
function repository(changelog: string, version = '0.1.0', tags: readonly string[] = []) {
  const directory = temporaryDirectory()
  const env = {
    ...process.env,
    HOME: directory,
    GIT_CONFIG_GLOBAL: join(directory, '.git/none'),
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  }
  const git = (...argv: string[]) =>
    execFileSync('git', argv, { cwd: directory, env, encoding: 'utf8' }).trim()
  git('init', '--quiet', '--initial-branch', 'main')
  for (const file of FILES) {
    copyFileSync(join(root, file), join(directory, file))
    const text = readFileSync(join(directory, file), 'utf8')
    writeFileSync(
      join(directory, file),
      text.replaceAll(/^( {2}| {6})"version": ".*"/gm, `$1"version": "${version}"`),
    )
  }
  writeFileSync(join(directory, 'CHANGELOG.md'), changelog)
  git('add', '.')
  git('commit', '--quiet', '--message', 'All')
  for (const tag of tags) git('tag', tag)
  return {
    directory,
    git,
    read: (file: string) => readFileSync(join(directory, file), 'utf8'),
    release: (...argv: string[]) => {
      const script = join(root, '.config/release.mjs')
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...argv], {
        cwd: directory,
        env,
        encoding: 'utf8',
      })
      return { status, stdout, stderr }
    },
  }
}

const versionIn = (text: string): string => JSON.parse(text).version

describe('npm run release', () => {
  test('writes the version, the changelog with its date, a commit and a tag with the changes', () => {
    const older = '\n## [0.1.0] - 2026-01-02\n\n### Added\n\n- All of it.\n'
    const links =
      '\n[unreleased]: https://example.com/compare/v0.1.0...HEAD\n[0.1.0]: https://example.com/tag/v0.1.0\n'
    const { git, read, release } = repository(`${HEAD}${ADDED}${older}${links}`, '0.1.0', ['v0.1.0'])
    expect(release()).toMatchObject({ status: 0, stderr: '' })
    expect(FILES.map((file) => versionIn(read(file)))).toEqual(['0.2.0', '0.2.0'])
    expect(JSON.parse(read('package-lock.json')).packages[''].version).toBe('0.2.0')
    const changelog = read('CHANGELOG.md')
    expect(changelog.replace(/\d{4}-\d\d-\d\d(?=\n\n### Added\n\n- A thing)/, 'TODAY')).toBe(
      `${HEAD}\n## [0.2.0] - TODAY\n${ADDED}${older}
[unreleased]: https://example.com/compare/v0.2.0...HEAD
[0.2.0]: https://example.com/compare/v0.1.0...v0.2.0
[0.1.0]: https://example.com/tag/v0.1.0\n`,
    )
    expect(git('status', '--porcelain')).toBe('')
    expect(git('log', '-1', '--format=%s')).toBe('Release v0.2.0')
    expect(git('describe', '--exact-match')).toBe('v0.2.0')
    expect(git('tag', '--list', '--format=%(contents)', 'v0.2.0')).toBe('v0.2.0\n\n### Added\n\n- A thing.')
  })

  test('--dry-run says the same and changes nothing', () => {
    const { git, release } = repository(`${HEAD}${ADDED}`)
    const before = git('rev-parse', 'HEAD')
    const { status, stdout } = release('0.3.0', '--dry-run')
    expect(status).toBe(0)
    expect(stdout).toContain('0.1.0 → 0.3.0')
    expect(stdout).toContain('  - A thing.')
    expect(git('rev-parse', 'HEAD')).toBe(before)
    expect(git('status', '--porcelain')).toBe('')
    expect(git('tag')).toBe('')
  })

  test.each([
    ['the version of package.json, for the first release', '0.1.0', [], ADDED, [], '0.1.0'],
    ['a patch where there are only fixes', '0.4.1', ['v0.4.1'], '\n### Fixed\n\n- A fault.\n', [], '0.4.2'],
    ['a minor where there is more', '0.4.1', ['v0.4.1'], `\n### Fixed\n\n- A fault.\n${ADDED}`, [], '0.5.0'],
    ['a major where that is asked for', '0.4.1', ['v0.4.1'], ADDED, ['major'], '1.0.0'],
    [
      'counted from the highest tag, not the last by the alphabet',
      '0.10.0',
      ['v0.9.0', 'v0.10.0'],
      ADDED,
      [],
      '0.11.0',
    ],
  ])('the version is %s', (_, version, tags, changes, argv, next) => {
    const { release } = repository(`${HEAD}${changes}`, version, tags)
    expect(release(...argv, '--dry-run').stdout).toContain(`${version} → ${next}\n`)
  })

  test.each([
    ['a branch other than main', ADDED, '0.2.0', 'checkout -b other', 'the branch other, not main'],
    ['nothing under Unreleased', '\n### Added\n', '0.2.0', '', 'says nothing under Unreleased'],
    ['a version that was released', ADDED, '0.1.0', 'tag v0.1.0', '0.1.0 is not higher than 0.1.0'],
    ['a version lower than one that was released', ADDED, '0.9.0', 'tag v0.10.0', 'not higher than 0.10.0'],
    ['a version lower than that of package.json', ADDED, '0.0.9', '', '0.0.9 is lower than 0.1.0'],
    ['a word that is no version', ADDED, 'huge', '', 'huge is no version'],
  ])('refuses %s', (_, changes, version, command, why) => {
    const { git, read, release } = repository(`${HEAD}${changes}`)
    if (command) git(...command.split(' '))
    const { status, stderr } = release(version)
    expect(status).toBe(1)
    expect(stderr).toContain(why)
    expect(git('status', '--porcelain')).toBe('')
    expect(git('log', '--format=%s')).toBe('All')
    expect(versionIn(read('package.json'))).toBe('0.1.0')
  })

  test('refuses a tree with changes, and with files that are not committed', () => {
    const { directory, git, release } = repository(`${HEAD}${ADDED}`)
    writeFileSync(join(directory, 'new.txt'), '')
    expect(release('0.2.0')).toMatchObject({ status: 1, stderr: expect.stringContaining('new.txt') })
    git('add', '.')
    git('commit', '--quiet', '--message', 'New')
    appendFileSync(join(directory, 'CHANGELOG.md'), '\n')
    expect(release('0.2.0')).toMatchObject({ status: 1, stderr: expect.stringContaining('CHANGELOG.md') })
  })
})

test("this project's own changelog can be released", () => {
  if (!existsSync(join(root, 'CHANGELOG.md'))) return
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { release } = repository(changelog, version)
  const { stderr } = release('--dry-run')
  expect(stderr.replace(/.*says nothing under Unreleased\n/, '')).toBe('')
})
