import { messages } from '../language'

/** Words around findings. */
export const findingWords = messages({
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  errcode: { en: ' (WeChat: {errcode})', zh: '（微信错误码 {errcode}）' },
  valid: { en: '{file}: valid', zh: '{file}：有效' },
  more: { en: '{file}: … and {count} more', zh: '{file}：…… 另有 {count} 处' },
  left: { en: '… and {count} more, see the log of this step', zh: '…… 另有 {count} 处，见本步骤的日志' },
  place: { en: 'Place', zh: '位置' },
  rule: { en: 'Rule', zh: '规则' },
  finding: { en: 'Finding', zh: '问题' },
  summary: {
    en: '{errors} {errors?error:errors}, {warnings} {warnings?warning:warnings} in {files} {files?file:files}',
    zh: '{files} 个文件中有 {errors} 个错误、{warnings} 个警告',
  },
})

/** What was found where something else should be, by its JSON kind. */
export const kindWords: Readonly<Record<string, { en: string; zh: string }>> = messages({
  object: { en: 'keys and values', zh: '键值对' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  boolean: { en: 'true or false', zh: '布尔值' },
  null: { en: 'an empty value', zh: '空值' },
})

/** Where a misplaced key belongs. */
export const homeWords: Readonly<Record<string, { en: string; zh: string }>> = messages({
  top: { en: 'at the top of the file', zh: '文件最外层' },
  button: { en: 'in a button', zh: '按钮中' },
  conditional: { en: 'in an item of conditionalmenu', zh: ' conditionalmenu 的某一项中' },
  matchrule: { en: 'in a matchrule', zh: ' matchrule 中' },
})

/** Words in trees and plans. */
export const menuWords = messages({
  defaultMenu: { en: 'default menu', zh: '默认菜单' },
  conditionalMenu: { en: 'conditional menu', zh: '个性化菜单' },
  onlyDefault: { en: 'the default menu', zh: '默认菜单' },
  unread: { en: 'all menus', zh: '全部菜单' },
  withConditional: {
    en: 'the default menu and {count} conditional {count?menu:menus}',
    zh: '默认菜单和 {count} 个个性化菜单',
  },
  added: { en: '{count} added', zh: '新增 {count}' },
  changed: { en: '{count} changed', zh: '修改 {count}' },
  moved: { en: '{count} moved', zh: '移动 {count}' },
  removed: { en: '{count} removed', zh: '删除 {count}' },
  sameButtons: { en: 'the same buttons', zh: '按钮相同' },
  separator: { en: ', ', zh: '、' },
  unchanged: { en: '({count} unchanged)', zh: '（{count} 项不变）' },
  sameDefault: { en: '(default menu unchanged)', zh: '（默认菜单不变）' },
  sameConditional: {
    en: '({count} conditional {count?menu:menus} unchanged)',
    zh: '（{count} 个个性化菜单不变）',
  },
  isAdded: { en: 'added', zh: '新增' },
  isChanged: { en: 'changed', zh: '修改' },
  isMoved: { en: 'moved', zh: '移动' },
  isRemoved: { en: 'removed', zh: '删除' },
  renamed: { en: 'renamed from {name}', zh: '原名：{name}' },
  movedTo: { en: 'moved from {from} to {to}', zh: '从{from}移到{to}' },
  placeAtTop: { en: 'top {place}', zh: '一级第 {place} 项' },
  placeUnder: { en: '{parent}/{place}', zh: '“{parent}”第 {place} 项' },
  movedMenu: { en: 'moved from place {from} to place {to}', zh: '从第 {from} 位移到第 {to} 位' },
  field: { en: '{field}: ', zh: '{field}：' },
})

/** What the menu commands tell. */
export const menuMessages = messages({
  upToDate: {
    en: '{file}: up to date on {appid}, nothing was written',
    zh: '{file}：{appid} 的菜单已是最新，未写入',
  },
  planTitle: { en: 'Plan for {appid}:', zh: '{appid} 的变更计划：' },
  planSummary: {
    en: 'Plan: {changes}; {calls} {calls?call that writes:calls that write}',
    zh: '计划：{changes}；共 {calls} 个写入调用',
  },
  consoleMenu: {
    en: 'the live menu was made in the web console; a push replaces it',
    zh: '当前线上菜单是在公众平台后台设置的，推送将替换它',
  },
  menuOff: {
    en: 'the live menu is switched off in the console (is_menu_open is 0): followers do not see it; whether a push switches it on is not documented, so check it on a phone afterwards',
    zh: '线上菜单在后台处于停用状态（is_menu_open 为 0），粉丝看不到；发布是否会重新启用，官方文档没有说明，请在手机上确认',
  },
  waitingForLock: {
    en: 'another wxadmin is changing this menu: waiting for it …',
    zh: '另一个 wxadmin 正在修改该菜单，等待其完成……',
  },
  changedMeanwhile: {
    en: 'the live menu was changed meanwhile; the plan is now another one',
    zh: '线上菜单在此期间已被修改，变更计划已更新',
  },
  menuChangedMeanwhile: {
    en: 'the live menu was changed meanwhile',
    zh: '线上菜单在此期间已被修改',
  },
  planUpload: {
    en: '  to be uploaded: {file} ({bytes} bytes)',
    zh: '  将上传素材：{file}（{bytes} 字节）',
  },
  planSaved: {
    en: '{file}: the plan is in {plan} ({calls} {calls?call:calls}); nothing was written to WeChat. Apply it: wxadmin menu push --plan {$plan}',
    zh: '{file}：计划已保存到 {plan}（{calls} 个写入调用），未写入微信。执行：wxadmin menu push --plan {$plan}',
  },
  planPrinted: {
    en: '{file}: the plan has {calls} {calls?call:calls} that {calls?writes:write}; nothing was written to WeChat',
    zh: '{file}：计划包含 {calls} 个写入调用；未写入微信',
  },
  drifted: {
    en: 'the live menu of {appid} is not the one that was last pushed from here: a push would stop here (exit 3)',
    zh: '{appid} 的线上菜单不是上次从这里推送的菜单：实际推送会在此停止（退出码 3）',
  },
  gone: {
    en: 'the live menu of {appid} is gone, although one was pushed from here: a push would stop here (exit 3)',
    zh: '{appid} 的线上菜单已不存在，但本机发布过菜单：实际发布会在此停止（退出码 3）',
  },
  cannotCheck: {
    en: 'This machine has not pushed this menu before, so whether somebody else changed it was not checked (--expect {hash} would).',
    zh: '本机没有推送过该菜单，无法检查线上菜单是否被他人修改（可使用 --expect {hash} 检查）。',
  },
  unfinished: {
    en: 'An earlier push from here was cut off while it wrote; this one starts from what it left.',
    zh: '上一次从这里的推送在写入时中断；本次从其留下的状态继续。',
  },
  differing: {
    en: 'After the last push from here WeChat gave back another menu than the one that was pushed; that is what is still live.',
    zh: '上一次从本机发布后，微信返回的菜单与发布的不一致；线上仍是那个菜单。',
  },
  readingAgain: {
    en: 'WeChat gives back another menu than the one that was pushed; reading once more in a second …',
    zh: '微信返回的菜单与发布的不一致，一秒后再读取一次……',
  },
  confirmRollback: {
    en: 'Live on {appid} now: {from}. Roll back to {to}?',
    zh: '{appid} 当前线上：{from}。回滚到{to}？',
  },
  rollbackOf: { en: 'Live now: {from}. Rolling back to {to}', zh: '当前线上：{from}。回滚到{to}' },
  liveNotOurs: { en: 'a menu that was not pushed from here', zh: '非本机发布的菜单' },
  liveNone: { en: 'no menu', zh: '没有菜单的状态' },
  asReplaced: {
    en: 'the menu that was replaced on {time} ({id})',
    zh: '在 {time} 被替换的菜单（{id}）',
  },
  asPushed: {
    en: 'the menu pushed from here on {time} ({id})',
    zh: '本机 {time} 发布的菜单（{id}）',
  },
  allMenus: { en: 'all menus', zh: '全部菜单' },
  theDefault: { en: 'default menu', zh: '默认菜单' },
  theConditional: { en: 'conditional menu {number} ({rule})', zh: '第 {number} 个个性化菜单（{rule}）' },
  formerConditional: { en: 'former conditional menu ({rule})', zh: '原有的个性化菜单（{rule}）' },
  inFile: { en: '{place}: {menu}', zh: '{place}：{menu}' },
  rolledBack: {
    en: '{appid}: rolled back to {file}: {changes}',
    zh: '{appid}：已回滚到{file}：{changes}',
  },
  stepDeleteAll: { en: 'deleted the menus', zh: '已删除全部菜单' },
  restoring: { en: 'putting the former menu back …', zh: '正在恢复原菜单……' },
  notRestored: {
    en: '. It could not be put back ({cause})',
    zh: '。未能恢复原菜单（{cause}）',
  },
  dryRun: { en: '{file}: dry run, nothing was written', zh: '{file}：试运行，未写入' },
  confirmPush: { en: 'Push this to {appid}?', zh: '推送到 {appid}？' },
  saved: { en: 'The former menu is kept in {file}', zh: '原菜单已保存到 {file}' },
  stepCreate: { en: 'created the default menu', zh: '已创建默认菜单' },
  stepAdd: { en: 'added the conditional menu {rule}', zh: '已添加个性化菜单 {rule}' },
  stepDelete: { en: 'deleted the conditional menu {rule}', zh: '已删除个性化菜单 {rule}' },
  pushed: { en: '{file}: pushed to {appid}: {changes}', zh: '{file}：已推送到 {appid}：{changes}' },
  phones: {
    en: 'Read back and equal. Phones show it after up to 5 minutes (at once after following again).',
    zh: '已回读核对，内容一致。手机端最多 5 分钟后更新（重新关注可立即生效）。',
  },
  tookEffect: {
    en: '{call} did not answer ({cause}), but reading back shows that it took effect',
    zh: '{call} 没有响应（{cause}），但回读显示已经生效',
  },
  liveUnknown: {
    en: 'unknown, it cannot be read ({cause})',
    zh: '未知，无法读取（{cause}）',
  },
  formerKept: { en: '. The former menu is kept in {file}', zh: '。原菜单保存于 {file}' },
  liveFormer: { en: 'the former menu, unchanged', zh: '原菜单，没有变化' },
  liveNothing: { en: 'no menu', zh: '没有菜单' },
  liveMixed: {
    en: '{state}; conditional menus: {wanted} of the file, {former} former',
    zh: '{state}；个性化菜单：文件中的 {wanted} 个，原有的 {former} 个',
  },
  defaultNew: { en: 'the new default menu', zh: '新的默认菜单' },
  defaultFormer: { en: 'the former default menu', zh: '原来的默认菜单' },
  defaultOther: { en: 'another default menu', zh: '其他默认菜单' },
  defaultNone: { en: 'no default menu', zh: '没有默认菜单' },
  deleteTitle: { en: 'To be deleted on {appid}:', zh: '将从 {appid} 删除：' },
  deleteUnread: {
    en: '{appid}: the live menu is nested too deep to be read; it is not kept in the history',
    zh: '{appid}：线上菜单嵌套过深，无法读取，不会保存到历史记录',
  },
  confirmDelete: {
    en: 'Delete {menus} of {appid}?',
    zh: '删除 {appid} 的{menus}？',
  },
  deleted: {
    en: '{appid}: deleted {menus}',
    zh: '{appid}：已删除{menus}',
  },
  nothingToDelete: { en: '{appid}: there is no menu, nothing to delete', zh: '{appid}：没有菜单，无需删除' },
  consoleStays: {
    en: '{appid}: nothing was deleted: the live menu was made in the web console, and can be removed only there',
    zh: '{appid}：未删除：线上菜单是在公众平台后台设置的，只能在后台删除',
  },
})
