import type { Language } from './language'
import { loginMessages } from './messages/oauth'

/** What the browser shows at the end of a login, or why a request was not accepted as one. */
export type LoginPage = 'done' | 'failed' | 'denied' | 'refused' | 'used' | 'idle'

const words = {
  done: [loginMessages.pageDone, loginMessages.pageDoneMore, '✓', '#07c160'],
  failed: [loginMessages.pageFailed, loginMessages.pageFailedMore, '✕', '#e64340'],
  denied: [loginMessages.pageDenied, loginMessages.pageDeniedMore, '✕', '#e64340'],
  refused: [loginMessages.pageRefused, loginMessages.pageRefusedMore, '✕', '#e64340'],
  used: [loginMessages.pageUsed, loginMessages.pageUsedMore, '✕', '#e64340'],
  idle: [loginMessages.pageIdle, loginMessages.pageIdleMore, '…', '#888888'],
} as const satisfies Record<LoginPage, readonly unknown[]>

/** A page of fixed words: it shows nothing from the request. */
export function loginPage(page: LoginPage, language: Language): string {
  const [title, more, mark, colour] = words[page]
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title[language]}</title>
<style>
body { margin: 0; min-height: 80vh; display: grid; place-content: center; justify-items: center; gap: 12px;
  padding: 24px; text-align: center; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
i { width: 72px; height: 72px; border-radius: 50%; background: ${colour}; color: #fff;
  font: bold 36px/72px system-ui, sans-serif }
h1 { margin: 8px 0 0; font-size: 22px; font-weight: 600 }
p { margin: 0; max-width: 26em; opacity: .7 }
</style>
<i aria-hidden="true">${mark}</i>
<h1>${title[language]}</h1>
<p>${more[language]}</p>
</html>
`
}
