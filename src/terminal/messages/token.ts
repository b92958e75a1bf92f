import { messages } from '../language'

/** What the token commands say. */
export const tokenMessages = messages({
  account: { en: 'account', zh: '账号' },
  appid: { en: 'appid', zh: 'AppID' },
  source: { en: 'source', zh: '来源' },
  token: { en: 'token', zh: 'access_token' },
  left: { en: 'time left', zh: '剩余时间' },
  kept: { en: 'kept in', zh: '保存位置' },
  none: { en: '—', zh: '—' },
  noneKept: { en: 'none is kept; the next command will fetch one', zh: '无缓存；下一条命令会重新获取' },
  noneOfHub: {
    en: 'the hub has it; none was printed here that still lives',
    zh: '保存在中控服务上；本机没有输出过仍有效的 token',
  },
  unnamed: { en: '(environment)', zh: '（环境变量）' },
  given: { en: 'WXADMIN_ACCESS_TOKEN (used as it is)', zh: 'WXADMIN_ACCESS_TOKEN（直接使用）' },
  unknownLife: { en: 'unknown', zh: '未知' },
  hours: { en: '{hours} h {minutes} min', zh: '{hours} 小时 {minutes} 分' },
  minutes: { en: '{minutes} min', zh: '{minutes} 分' },
  seconds: { en: '{seconds} s', zh: '{seconds} 秒' },
  until: { en: '{left} (until {time})', zh: '{left}（至 {time}）' },

  refreshed: { en: '{token}, {left} left', zh: '{token}，剩余 {left}' },
  same: {
    en: 'The source gave the same token again: the stable source renews one only shortly before its end. --force ends it at once.',
    zh: '来源返回了相同的 token：stable 方式仅在到期前不久才会更新。--force 可立即作废当前 token。',
  },
  sameForced: {
    en: 'WeChat gave the same token again: it passes over a forced refresh within 30 s of the last one. To end this token, wait 30 s and run it again.',
    zh: '微信返回了相同的 token：距上次强制刷新不足 30 秒时不会生效。如需作废该 token，请等待 30 秒后再次运行。',
  },
  sameFromCommand: {
    en: 'The command gave the same token again.',
    zh: '该命令返回了相同的 token。',
  },
  sameFromHub: {
    en: 'The hub asked WeChat, which gave it the same token again: it is still the current one.',
    zh: '中控服务已向微信查询，返回的仍是相同的 token：它目前有效。',
  },
  forceBreaks: {
    en: 'a forced refresh ends the stable token of {appid} at once: everything else that uses it (servers, CI, other machines) fails until it fetches the new one. WeChat allows 20 a day, 30 s apart; it is meant for a leaked token.',
    zh: '强制刷新会立即作废 {appid} 当前的 stable token：其他正在使用它的程序（服务器、CI、其他机器）在重新获取之前都会失败。每天最多 20 次，间隔至少 30 秒，仅用于 token 泄露时。',
  },
  classicBreaks: {
    en: 'the classic source gives a new token and ends the former one of {appid}: everything else that uses it fails in about 5 minutes.',
    zh: 'classic 方式会获取新 token 并作废 {appid} 原来的 token：其他正在使用它的程序约 5 分钟后会失败。',
  },
  confirmRefresh: { en: 'Go on?', zh: '继续吗？' },
  givenCannotRefresh: {
    en: 'WXADMIN_ACCESS_TOKEN is set: that token is used as it is and cannot be refreshed from here.',
    zh: '已设置 WXADMIN_ACCESS_TOKEN：该 token 会被直接使用，无法在此刷新。',
  },
  onlyStableForces: {
    en: '--force is for the stable source; this account uses {source}.',
    zh: '--force 仅适用于 stable 方式；当前账号使用 {source}。',
  },
  cleared: { en: 'The cached token of {appid} is forgotten.', zh: '已清除 {appid} 缓存的 token。' },
  nothingCached: { en: 'No token of {appid} was cached.', zh: '{appid} 没有缓存的 token。' },
})
