import type { Tag, User } from './state'

/** The tags of a fresh account: 星标组 is the platform's own (docs/platform.md 9). */
export function seedTags(): Tag[] {
  return [
    { id: 2, name: '星标组' },
    { id: 100, name: 'VIP' },
    { id: 101, name: '员工' },
  ]
}

/** 2026-01-01 00:00 UTC, in Unix seconds. */
const FIRST_FOLLOW = 1_767_225_600

/**
 * The users of a fresh account: every platform, with and without tags, one who reads English, one who
 * no longer follows.
 * Openids have 28 characters and begin with `o`, as real ones; they contain the user's name.
 */
export function seedUsers(): User[] {
  return [
    user('alice', { platform: '1', tags: [2] }, 1),
    user('bob', { platform: '2', tags: [100] }, 2),
    user('carol', { platform: '1', tags: [2, 100] }, 3),
    user('dave', { platform: '3', tags: [], language: 'en' }, 4),
    user('erin', { platform: '2', tags: [2] }, 5),
    user('frank', { platform: '2', tags: [], follows: false }, 6),
  ]
}

function user(
  name: string,
  traits: Pick<User, 'platform' | 'tags'> & Partial<Pick<User, 'follows' | 'language'>>,
  number: number,
): User {
  return {
    openid: `oSandbox_${name}_`.padEnd(28, '0123456789abcdefghij'),
    wechatId: `sandbox_${name}`,
    follows: true,
    language: 'zh_CN',
    followedAt: FIRST_FOLLOW + number * 3600,
    remark: '',
    ...traits,
  }
}
