// Stands in for WeChat's JS-SDK where a page is tried against the sandbox: the sandbox checks the signature, and
// every interface that the page asked for succeeds.
;(() => {
  const base = new URL(document.currentScript.src).origin
  const waiting = { ready: [], error: [] }
  let outcome
  const settle = (errMsg) => {
    outcome = errMsg
    if (errMsg === 'config:ok') for (const tell of waiting.ready) tell({ errMsg })
    else for (const tell of waiting.error) tell({ errMsg })
  }
  const call =
    (name) =>
    (options = {}) => {
      const errMsg = outcome === 'config:ok' ? `${name}:ok` : `${name}:permission denied`
      setTimeout(() => {
        ;(outcome === 'config:ok' ? options.success : options.fail)?.({ errMsg })
        options.complete?.({ errMsg })
      })
    }
  const own = {
    config({ appId = '', timestamp = '', nonceStr = '', signature = '' }) {
      const url = location.href.split('#')[0]
      const query = new URLSearchParams({ appId, timestamp, nonceStr, signature, url })
      const script = document.createElement('script')
      script.src = `${base}/sandbox/jssdk?${query}`
      script.addEventListener('error', () => settle('config:fail, the sandbox does not answer'))
      document.head.append(script)
    },
    ready: (tell) => (outcome === 'config:ok' ? tell({ errMsg: outcome }) : waiting.ready.push(tell)),
    error: (tell) =>
      outcome && outcome !== 'config:ok' ? tell({ errMsg: outcome }) : waiting.error.push(tell),
    /** The sandbox's answer arrives here. */
    sandbox: settle,
  }
  window.wx = new Proxy(own, { get: (all, name) => all[name] ?? call(String(name)) })
})()
