import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { format, messages } from '../../src/terminal/language'
import { shellWord } from '../../src/terminal/shell-word'
import { serving } from '../commands/endpoint/serve-world'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

/** Names that people give to files, as a shell must get them back. */
const names: Readonly<Record<string, string>> = {
  plain: 'menu.yaml',
  'Han characters': '菜单/主菜单.yaml',
  'a space': 'my menu.yaml',
  'an apostrophe': "it's.yaml",
  'both kinds of quotes': `a'b"c.yaml`,
  'a substitution': '$(touch owned).yaml',
  backticks: '`touch owned`.yaml',
  'a variable': '$HOME.yaml',
  'a separator': 'a;touch owned.yaml',
  'a pipe and an ampersand': 'a|b&c.yaml',
  'a beginning like a flag': '-rf.yaml',
  'a beginning like a home': '~root.yaml',
  'a beginning that zsh expands': '=ls.yaml',
  'globs and braces': '*?[a]{b,c}.yaml',
  'a history expansion': 'wow!.yaml',
  'a percent sign': '%PATH%.yaml',
  'a backslash': 'a\\b c.yaml',
  'a comment': '#a.yaml',
}

kind('a file that was typed is one word of the command to copy', names, (name) => {
  for (const shell of ['sh', 'bash', 'zsh', 'fish']) {
    const word = shellWord(name, 'linux')
    const [read] = read0(shell, `printf '%s\\0' ${word}`)
    expect(read?.replace(/^\.\//, ''), `${shell}: ${word}`).toBe(name)
  }
  // On Windows plain or between double quotes, in which neither cmd nor PowerShell finds anything.
  const word = shellWord(name, 'win32')
  if (word !== undefined) expect(word).toMatch(/^(?:[^\s"'`$%!&|;<>()^#*?[\]{},~]+|"[^"`$%!]*")$/)
})

/** What a command line of a shell writes, between zeros. */
function read0(shell: string, command: string): string[] {
  return execFileSync(shell, ['-c', command], { cwd: temporaryDirectory(), encoding: 'utf8' }).split('\0')
}

const unspeakable: Readonly<Record<string, string>> = {
  'a line break': 'a\nrm -rf x.yaml',
  'an escape sequence': 'a\u001b[2J.yaml',
  'a C1 control': 'a\u009b2J.yaml',
  'marks of direction': 'a\u202eb.yaml',
  'a command to a CI runner': 'a##[error]b.yaml',
  'quotation marks that PowerShell obeys': 'a\u201d; calc \u201cb.yaml',
  'white space that nobody sees': 'a\u2003b.yaml',
  'a backslash that shells disagree about': 'a b\\\\',
  'nothing at all': '',
}

kind('a file whose name cannot be shown as it is is left out', unspeakable, (name) => {
  for (const platform of ['linux', 'darwin', 'win32', undefined])
    expect(shellWord(name, platform), platform).toBeUndefined()
  const say = messages({ it: { en: 'Try: wxadmin menu push {$file}', zh: '{$file}' } }).it
  expect(format(say, 'en', { file: name }, 'linux')).toBe('Try: wxadmin menu push FILE')
})

/** Hints that hold the name of a file, each met with a menu file of that name. */
const hints: Readonly<
  Record<string, { file: string; argv: (file: string) => string[]; copied: (file: string) => string[] }>
> = {
  'validate, after push': {
    file: 'a b;touch owned.yaml',
    argv: (file) => ['menu', 'push', file],
    copied: (file) => ['menu', 'validate', file],
  },
  'validate, after diff': {
    file: '$(touch owned).yaml',
    argv: (file) => ['menu', 'diff', file, file],
    copied: (file) => ['menu', 'validate', file],
  },
  'validate, after preview': {
    file: '`touch owned`.yaml',
    argv: (file) => ['menu', 'preview', file],
    copied: (file) => ['menu', 'validate', file],
  },
  'check, after serve': {
    file: "it's $HOME.yaml",
    argv: (file) => ['serve', '--reply', file],
    copied: (file) => ['serve', '--reply', file, '--check'],
  },
}

kind('a hint can be pasted, and runs nothing but wxadmin', hints, async ({ file, argv, copied }) => {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, file), 'button: 1\nrules: 1\n')
  for (const lang of ['en', 'zh']) {
    const { code, stderr } = await wxadmin([...argv(file), '--lang', lang], {
      cwd,
      env: { WXADMIN_CONFIG_DIR: join(cwd, 'store') },
    })
    expect(code, stderr).toBe(65)
    const command = /wxadmin (?:menu validate|serve) .*/.exec(stderr)?.[0]
    expect(command, stderr).toBeDefined()
    const script = `wxadmin() { printf '%s\\0' "$@"; }\n${command}`
    const words = execFileSync('sh', ['-c', script], { cwd, encoding: 'utf8' }).split('\0').slice(0, -1)
    expect(words.map((word) => word.replace(/^\.\//, ''))).toEqual(copied(file))
    expect(readdirSync(cwd)).not.toContain('owned')
  }
})

/** Paths that a stranger asks for, and whether the hint may name it. */
const paths: Readonly<Record<string, { readonly asked: string; readonly shown?: string }>> = {
  'a plain one': { asked: '/wechat', shown: '--path /wechat' },
  'a second command': { asked: '/wx;curl$IFS-s$IFS@x|sh' },
  'a substitution': { asked: '/$(id)' },
  'an ampersand': { asked: '/a&b' },
  quotes: { asked: "/a'b" },
  'encoded white space and backticks': { asked: '/a%20%60id%60' },
}

kind('a stranger’s path is put into a command only where it is plain', paths, async ({ asked, shown }) => {
  for (const lang of ['en', 'zh']) {
    const { stderr } = await serving(['--path', '/here', '--lang', lang], async ({ port }) => {
      await fetch(`http://127.0.0.1:${port}${asked}`)
    })
    const hint = /--path (\S*)/.exec(stderr)
    expect(hint?.[0], stderr).toBe(shown ?? '--path PATH')
  }
})

/** Commands that sentences hold whole: they are made where they are filled in. */
const MADE = new Set([
  'push',
  'rollback',
  'next',
  'command',
  'exchange',
  'url',
  'where',
  'hash',
  'verb',
  'mode',
  'number',
  'seconds',
  'suggestion',
  'count',
])

kind(
  'no catalogue puts a text into a command without quoting it',
  Object.fromEntries(
    readdirSync(join(import.meta.dirname, '../../src/terminal/messages')).map((file) => [
      file,
      join(import.meta.dirname, '../../src/terminal/messages', file),
    ]),
  ),
  (file) => {
    for (const line of readFileSync(file, 'utf8').split('\n'))
      for (const [, words = ''] of line.matchAll(/wxadmin ((?:[\w{}$!.=/-]+ ?)+)/g))
        for (const [, hole = ''] of words.matchAll(/\{(\w+)\}/g))
          expect(MADE.has(hole) || hole, `${file}: ${words}`).toBe(true)
  },
)
