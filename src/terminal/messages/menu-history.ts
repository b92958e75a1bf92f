import { messages } from '../language'

/** What `menu history` says. */
export const historyMessages = messages({
  id: { en: 'ID', zh: 'ID' },
  time: { en: 'TIME', zh: '时间' },
  menu: { en: 'BEFORE', zh: '原菜单' },
  pushed: { en: 'AFTER', zh: '新菜单' },
  unknown: { en: '?', zh: '?' },
  by: { en: 'BY', zh: '操作者' },
  none: {
    en: '{appid}: no menu has been replaced from this machine',
    zh: '{appid}：本机没有替换过菜单',
  },
  noMenu: { en: '(no menu)', zh: '（没有菜单）' },
  wasNone: { en: 'There was no menu.', zh: '当时没有菜单。' },
  conditional: { en: ' +{count} conditional', zh: ' +{count} 个个性化菜单' },
  fromConsole: { en: '(web console)', zh: '（后台设置）' },
  more: { en: '… and {count} more: --limit', zh: '…… 另有 {count} 条：--limit' },
  damaged: {
    en: 'left out an entry of the history that cannot be read: it is damaged, belongs to another user, or was written by a newer wxadmin: {file}',
    zh: '已跳过一条无法读取的历史记录（可能已损坏、属于其他用户，或由更新版本的 wxadmin 写入）：{file}',
  },
  comment: { en: 'Live until {time}, replaced by {by}', zh: '线上使用至 {time}，由 {by} 替换' },
  pushedComment: { en: 'Pushed on {time} by {by}', zh: '{time} 由 {by} 发布' },
  changedMeanwhile: {
    en: 'the history has changed meanwhile',
    zh: '历史记录在此期间有变化',
  },
  confirmPrune: {
    en: 'Delete {count} old {count?entry:entries} of {appid}?',
    zh: '删除 {appid} 的 {count} 条旧历史记录？',
  },
  pruned: { en: '{appid}: {count} {count?entry:entries} deleted', zh: '{appid}：已删除 {count} 条' },
})
