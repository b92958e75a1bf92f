import { messages } from '../language'

/** What `menu pull` tells. */
export const pullMessages = messages({
  wrote: { en: 'wrote {file}', zh: '已写入 {file}' },
  updated: { en: 'updated {file}: {changes}', zh: '已更新 {file}：{changes}' },
  unchanged: { en: '{file}: unchanged', zh: '{file}：没有变化' },
  differs: {
    en: 'What {file} says, and what is live:',
    zh: '{file} 与线上菜单的差异：',
  },
  changedMeanwhile: {
    en: '{file} or the live menu was changed meanwhile',
    zh: '{file} 或线上菜单在此期间已被修改',
  },
  confirm: {
    en: 'Update {file} to the live menu?',
    zh: '将 {file} 更新为线上菜单？',
  },
  notInPlace: {
    en: '{file} was written anew, without the comments it had: {reason}',
    zh: '{file} 已整体重写，原有注释未保留：{reason}',
  },
  invalid: { en: 'it was no valid menu file', zh: '原文件不是有效的菜单文件' },
  unusual: { en: 'it is written in an unusual way', zh: '原文件的写法较为特殊' },
  console: {
    en: 'this menu was made in the web console: buttons of the types text, img, voice, video and news cannot be pushed',
    zh: '该菜单是在公众平台后台设置的：text、img、voice、video、news 类型的按钮无法通过接口推送',
  },
  consoleComment: {
    en: 'Made in the web console. Buttons of the types text, img, photo, voice, video and news cannot be pushed.',
    zh: '在公众平台后台设置的菜单。text、img、photo、voice、video、news 类型的按钮无法推送。',
  },
  faults: {
    en: 'this menu has {count} {count?place:places} that a push would refuse: wxadmin menu validate {$file}',
    zh: '该菜单有 {count} 处无法推送：wxadmin menu validate {$file}',
  },
})
