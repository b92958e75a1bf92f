import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testWith } from '../support/needs'
import { projectRoot } from '../support/program'
import { temporaryDirectory } from '../support/run'

const unitIn = (page: string): string => {
  const text = readFileSync(join(projectRoot, 'docs', page), 'utf8')
  return /```ini\n(.*?)```/s.exec(text)?.[1] ?? ''
}

describe('the unit of systemd in docs/hub.md', () => {
  testWith('systemd-analyze')('is one that systemd takes without a word', () => {
    const directory = temporaryDirectory()
    const program = join(directory, 'wxadmin')
    writeFileSync(program, '#!/bin/sh\n')
    chmodSync(program, 0o755)
    const file = join(directory, 'wxadmin-hub.service')
    const unit = unitIn('hub.md')
    expect(unit).toContain('ExecStart=/usr/local/bin/wxadmin token serve ')
    writeFileSync(file, unit.replace('/usr/local/bin/wxadmin', program))
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    })
    const own = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('wxadmin-hub'))
    expect([status, own]).toEqual([0, []])
  })

  test('is the same in both languages', () => {
    expect(unitIn('hub.zh-CN.md')).toBe(unitIn('hub.md'))
  })
})
