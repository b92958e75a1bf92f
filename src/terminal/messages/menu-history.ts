import { messages } from '../language'

/** What `menu history` says. */
export const historyMessages = messages({
  id: { en: 'ID', zh: 'ID' },
  time: { en: 'REPLACED', zh: '替换时间' },
  menu: { en: 'MENU', zh: '菜单' },
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
    en: 'this entry of the history is damaged and left out: {file}',
    zh: '该历史记录已损坏，已跳过：{file}',
  },
  comment: { en: 'Live until {time}, replaced by {by}', zh: '线上使用至 {time}，由 {by} 替换' },
  confirmPrune: {
    en: 'Delete {count} old {count?entry:entries} of {appid}?',
    zh: '删除 {appid} 的 {count} 条旧历史记录？',
  },
  pruned: { en: '{appid}: {count} {count?entry:entries} deleted', zh: '{appid}：已删除 {count} 条' },
})
