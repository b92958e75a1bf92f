import { escaped } from '../escape-html'
import pageStyle from './jssdk-page/page.css?raw'
import pageScript from './jssdk-page/page.js?raw'
import { format, type Language, type Message } from './language'
import { pageWords } from './messages/jssdk-page'

/** The script of the JS-SDK, as its documentation names it (docs/platform.md 6). */
export const JSSDK_SCRIPT = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js'

/** Files of the demo that are served beside its page. */
export const demoParts = { style: pageStyle, script: pageScript } as const

/** What a page can share: as a card, and with the older call as music or video. */
const kinds = ['text', 'picture', 'music', 'video', 'link'] as const

/** The policy that goes with the page: its own parts, and the script of the JS-SDK. @param script address of that */
export function demoPolicy(script: string): string {
  const { origin } = new URL(script)
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    // The JS-SDK calls home from inside WeChat.
    `connect-src 'self' ${origin} https://*.weixin.qq.com https://*.wx.qq.com`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * The demo page. It asks its own server for the signature of the address that it is open under.
 * @param script address of the JS-SDK: WeChat's, or the sandbox's replacement
 */
export function demoPage(language: Language, script: string): string {
  const t = (message: Message) => format(message, language)
  const data = {
    words: {
      accepted: t(pageWords.accepted),
      refused: t(pageWords.refused),
      noSdk: t(pageWords.noSdk),
      set: t(pageWords.set),
    },
    picture: 'picture.png',
    kinds: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        {
          title: t(pageWords[`${kind}Title`]),
          desc: t(pageWords[`${kind}Desc`]),
          ...((kind === 'music' || kind === 'video') && {
            type: kind,
            dataUrl: kind === 'music' ? 'music.wav' : './',
          }),
          ...(kind === 'text' && { image: false }),
        },
      ]),
    ),
  }
  const checks = (['form', 'address', 'time', 'signature', 'domain', 'spa'] as const).map((name) => {
    const key =
      `check${name.replace(/^./, (letter) => letter.toUpperCase())}` as `check${Capitalize<typeof name>}`
    return `<li id="check-${name}">${escaped(t(pageWords[key]))}</li>`
  })
  const buttons = kinds.map(
    (kind) => `<button type="button" data-kind="${kind}" disabled>${escaped(t(pageWords[kind]))}</button>`,
  )
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t(pageWords.title))}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
</head>
<body>
<h1>${escaped(t(pageWords.title))}</h1>
<p id="verdict" class="verdict" role="status">${escaped(t(pageWords.waiting))}</p>
<h2>${escaped(t(pageWords.share))}</h2>
<div class="kinds">${buttons.join('\n')}</div>
<p id="set" class="note"></p>
<img src="picture.png" width="96" height="96" alt="">
<h2>${escaped(t(pageWords.checks))}</h2>
<ul class="checks">${checks.join('\n')}</ul>
<h2>${escaped(t(pageWords.signed))}</h2>
<pre id="config"></pre>
<h2>${escaped(t(pageWords.calls))}</h2>
<pre id="log"></pre>
<script type="application/json" id="demo">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script src="${escaped(script)}"></script>
<script src="page.js"></script>
</body>
</html>
`
}
