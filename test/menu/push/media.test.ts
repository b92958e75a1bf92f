import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withMediaChecked } from '../../../src/menu/push/media-files'
import { withMedia } from '../../../src/menu/push/media-pending'
import { formatOf, mediaFormats } from '../../../src/wechat/material'
import { beginnings, png } from '../../support/media'
import { temporaryDirectory } from '../../support/run'
import { button, read, told } from '../rules/reading'

const media = (name: string) => button('name: a', 'type: media_id', `media: ${name}`)

/** What is wrong with a file of these bytes, named by a menu in the same directory. */
async function judged(name: string, content: Buffer): Promise<string[]> {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, name), content)
  return rules(media(name), directory)
}

async function rules(text: string, directory: string): Promise<string[]> {
  return told(await withMediaChecked(read(text), directory))
}

describe('media in place of media_id', () => {
  test.each(Object.entries(beginnings))('a .%s file is told by its first bytes', async (ending, content) => {
    const format = formatOf(content)
    expect(format && mediaFormats[format].endings).toContain(ending)
    expect(await judged(`a.${ending}`, content)).toEqual([])
  })

  test.each([
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\n'],
    ['a file of settings', 'BMI=1\nSECRET=abcdefghijklmnop\n'],
    ['UTF-16 text', '\xff\xfea\0b\0c\0'],
    ['a web page', '<!doctype html>'],
    ['a QuickTime film', '\0\0\0\x18ftypqt  \0\0'],
    ['a HEIC picture', '\0\0\0\x18ftypheic\0\0'],
    ['an executable', '\x7fELF\x02\x01\x01'],
  ])('%s is no media, whatever its name', async (_, text) => {
    const content = Buffer.from(text, 'latin1')
    expect(formatOf(content)).toBeUndefined()
    for (const ending of Object.keys(beginnings))
      expect(await judged(`a.${ending}`, content)).toEqual(['4:12 media-content'])
  })

  test.each([
    ['another format', 'a.png', beginnings.jpg, 'media-content'],
    ['an empty file', 'a.png', Buffer.alloc(0), 'media-empty'],
    ['a name without an ending', 'poster', png(), 'media-ending'],
    ['a name of another kind', 'a.svg', png(), 'media-ending'],
    ['an image of more than 10 MB', 'a.png', png(10 * 1024 * 1024), 'media-size'],
    ['a voice of more than 2 MB', 'a.mp3', padded(beginnings.mp3, 2 * 1024 * 1024 + 1), 'media-size'],
    ['a video of more than 10 MB', 'a.mp4', padded(beginnings.mp4, 10 * 1024 * 1024 + 1), 'media-size'],
  ])('refuses %s', async (_, name, content, rule) => {
    expect(await judged(name, content)).toEqual([`4:12 ${rule}`])
  })

  test('takes the largest that WeChat takes', async () => {
    expect(await judged('a.mp3', padded(beginnings.mp3, 2 * 1024 * 1024))).toEqual([])
    expect(await judged('a.JPEG', padded(beginnings.jpg, 10 * 1024 * 1024))).toEqual([])
  })

  test('a file that is missing, a directory, a pipe', async () => {
    const directory = temporaryDirectory()
    mkdirSync(join(directory, 'dir.png'))
    expect(await rules(media('none.png'), directory)).toEqual(['4:12 media-unreadable'])
    expect(await rules(media('dir.png'), directory)).toEqual(['4:12 media-unreadable'])
    if (process.platform !== 'win32') {
      const { execFileSync } = await import('node:child_process')
      execFileSync('mkfifo', [join(directory, 'pipe.png')])
      expect(await rules(media('pipe.png'), directory)).toEqual(['4:12 media-unreadable'])
    }
  })

  test('nothing outside of the directory is looked at, nor told of', async () => {
    const parent = temporaryDirectory()
    const directory = join(parent, 'menus')
    mkdirSync(directory)
    writeFileSync(join(parent, 'outside.png'), png())
    for (const name of [
      '../outside.png',
      '../none.png',
      join(parent, 'outside.png'),
      './x/../../outside.png',
    ])
      expect(await rules(media(name), directory)).toEqual(['4:12 media-outside'])
    symlinkSync(join(parent, 'outside.png'), join(directory, 'link.png'))
    expect(await rules(media('link.png'), directory)).toEqual(['4:12 media-outside'])
  })

  test('within a repository its other directories may be named', async () => {
    const repository = temporaryDirectory()
    const directory = join(repository, 'menus')
    mkdirSync(directory)
    mkdirSync(join(repository, '.git'))
    writeFileSync(join(repository, 'outside.png'), png())
    expect(await rules(media('../outside.png'), directory)).toEqual([])
    expect(await rules(media('../../outside.png'), directory)).toEqual(['4:12 media-outside'])
  })

  test.each([
    ['beside media_id', ['type: media_id', 'media: a.png', 'media_id: m'], ['4:5 field-exclusive']],
    ['without a value', ['type: media_id', 'media:'], ['3:11 field-missing']],
    ['empty', ['type: media_id', 'media: ""'], ['4:12 field-empty']],
    ['a list', ['type: media_id', 'media: [a.png]'], ['4:12 not-text']],
    ['of another type of button', ['type: click', 'key: k', 'media: a.png'], ['5:5 (field-unused)']],
  ])('%s', (_, lines, expected) => {
    expect(told(read(button('name: a', ...lines)))).toEqual(expected)
  })

  test('every place that names a bad file is told, in order with the other findings', async () => {
    const text = `button:
  - { name: a, type: media_id, media: none.png }
  - { name: b, type: clik, key: k }
  - { name: c, type: media_id, media: none.png }
`
    const file = await withMediaChecked(read(text), temporaryDirectory())
    expect(told(file)).toEqual(['2:39 media-unreadable', '3:22 type-unknown', '4:39 media-unreadable'])
    expect(file.menu).toBeUndefined()
  })

  test('a name that a variable brought in is not repeated', async () => {
    const file = read(media('${POSTER}'), { POSTER: '../secret-place.png' })
    const { findings } = await withMediaChecked(file, temporaryDirectory())
    expect(findings).toHaveLength(1)
    expect(JSON.stringify(findings)).not.toContain('secret-place')
  })
})

test('placeholders give way to media_ids, wherever they are', () => {
  const leaf = { name: 'a', type: 'media_id', media_id: 'media:sha256:1' }
  const other = { name: 'b', type: 'media_id', media_id: 'own' }
  const menu = {
    button: [leaf, { name: 'm', sub_button: [leaf, other] }],
    conditional: [{ matchrule: { tag_id: '2' }, button: [leaf] }],
  }
  const text = JSON.stringify(withMedia(menu, new Map([['media:sha256:1', 'M1']])))
  expect(text).not.toContain('sha256')
  expect(text.match(/"M1"/g)).toHaveLength(3)
  expect(text).toContain('"own"')
})

function padded(content: Buffer, bytes: number): Buffer {
  return Buffer.concat([content, Buffer.alloc(bytes - content.length)])
}
