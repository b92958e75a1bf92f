// The demo page of the JS-SDK: signs itself, says whether that was right, and sets what is shared.
const { words, kinds, picture } = JSON.parse(document.getElementById('demo').textContent)
const $ = (id) => document.getElementById(id)
const address = location.href.split('#')[0]

function verdict(kind, text) {
  $('verdict').className = `verdict ${kind}`
  $('verdict').textContent = text
}

function check(id, good) {
  $(id).className = good === undefined ? '' : good ? 'good' : 'bad'
}

function log(name, value) {
  $('log').textContent = `${name} ${JSON.stringify(value)}\n${$('log').textContent}`
}

async function begin() {
  const answer = await fetch(`config?url=${encodeURIComponent(address)}`)
  const config = await answer.json()
  if (!answer.ok) return verdict('bad', config.error)
  const { url, ...signed } = config
  $('config').textContent = JSON.stringify(config, null, 2)
  check('check-address', url === address)
  check('check-time', Math.abs(Date.now() / 1000 - signed.timestamp) < 7200)
  check('check-form', /^[0-9a-f]{40}$/.test(signed.signature) && Number.isInteger(signed.timestamp))
  if (!window.wx?.config) return verdict('bad', words.noSdk)
  wx.error((error) => {
    verdict(
      'bad',
      words.refused.replace('{reason}', () => error.errMsg),
    )
    if (/invalid signature/.test(error.errMsg)) check('check-signature', false)
    if (/invalid url domain/.test(error.errMsg)) check('check-domain', false)
  })
  wx.ready(() => {
    verdict('good', words.accepted)
    for (const id of ['check-signature', 'check-domain']) check(id, true)
    for (const button of document.querySelectorAll('[data-kind]')) button.disabled = false
  })
  wx.config({
    debug: false,
    ...signed,
    jsApiList: [
      'updateAppMessageShareData',
      'updateTimelineShareData',
      'onMenuShareAppMessage',
      'previewImage',
    ],
  })
}

function share(kind) {
  const { title, desc, type, dataUrl, image } = kinds[kind]
  const imgUrl = new URL(picture, address).href
  const data = { title, desc, link: address, imgUrl: image === false ? '' : imgUrl }
  const done = (name) => ({
    success: () => log(name, 'ok'),
    fail: (error) => log(name, error.errMsg ?? 'fail'),
  })
  // The newer calls share cards only; music and video are known to the older one alone.
  if (type)
    wx.onMenuShareAppMessage({ ...data, type, dataUrl: new URL(dataUrl, address).href, ...done(type) })
  else wx.updateAppMessageShareData({ ...data, ...done('updateAppMessageShareData') })
  wx.updateTimelineShareData({ title, link: address, imgUrl, ...done('updateTimelineShareData') })
  if (kind === 'picture') wx.previewImage({ current: imgUrl, urls: [imgUrl] })
  $('set').textContent = words.set
  log(kind, data)
}

for (const button of document.querySelectorAll('[data-kind]'))
  button.addEventListener('click', () => share(button.dataset.kind))
begin().catch((error) => verdict('bad', String(error)))
