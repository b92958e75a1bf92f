// The script of the page: sub-menus open, menus switch, a sheet tells what a button does. Everything it shows stands
// in the page already.
;(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const one = (selector) => document.querySelector(selector)

  // Sub-menus: one at a time, by pointing at it, by pressing or by the keyboard.
  const parents = all('.parent')
  let pinned
  function open(parent) {
    for (const each of parents) {
      const isOpen = each === parent
      each.classList.toggle('open', isOpen)
      each.firstElementChild.setAttribute('aria-expanded', String(isOpen))
    }
  }
  function close() {
    pinned = undefined
    open()
  }
  for (const parent of parents) {
    const head = parent.firstElementChild
    const items = all('.sub .press', parent)
    const step = (from, by) => {
      const at = items.indexOf(from)
      // Up from the head is the lowest item; past an end comes the head again.
      const next = at < 0 ? (by < 0 ? items.length - 1 : 0) : at + by
      ;(items[next] ?? head).focus()
    }
    parent.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse' && !pinned) open(parent)
    })
    parent.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse' && !pinned && !parent.contains(document.activeElement)) close()
    })
    head.addEventListener('click', () => {
      if (pinned === parent) close()
      else {
        pinned = parent
        open(parent)
      }
    })
    parent.addEventListener('focusin', ({ target }) => {
      if (!target.matches(':focus-visible') || parent.classList.contains('open')) return
      pinned = undefined
      open(parent)
    })
    parent.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !parent.contains(relatedTarget) && !one('.sheet').contains(relatedTarget)) close()
    })
    parent.addEventListener('keydown', (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (by) {
        event.preventDefault()
        open(parent)
        step(event.target, by)
      } else if (event.key === 'Escape' && parent.classList.contains('open')) {
        head.focus()
        close()
      }
    })
  }
  document.addEventListener('click', ({ target }) => {
    if (!target.closest('.parent, .sheet, .weui-mask')) close()
  })

  // The sheet.
  const [sheet, mask, behind] = [one('.sheet'), one('.weui-mask'), one('.behind')]
  const [title, body] = [one('#sheet-title'), one('.sheet .weui-half-screen-dialog__bd')]
  let pressed
  function show(leaf) {
    pressed = leaf
    title.textContent = leaf.dataset.name
    body.replaceChildren(leaf.nextElementSibling.content.cloneNode(true))
    for (const each of [sheet, mask]) each.hidden = false
    behind.inert = true
    one('.close').focus()
  }
  function dismiss() {
    for (const each of [sheet, mask]) each.hidden = true
    behind.inert = false
    pressed?.focus()
    pressed = undefined
  }
  for (const leaf of all('.leaf')) leaf.addEventListener('click', () => show(leaf))
  one('.close').addEventListener('click', dismiss)
  mask.addEventListener('click', dismiss)
  sheet.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') dismiss()
  })

  // Which menu: tabs, with the arrow keys among them.
  const tabs = all('[role="tab"]')
  function choose(tab) {
    if (!sheet.hidden) dismiss()
    close()
    for (const each of tabs) {
      const isChosen = each === tab
      each.setAttribute('aria-selected', String(isChosen))
      each.tabIndex = isChosen ? 0 : -1
      document.getElementById(each.getAttribute('aria-controls')).hidden = !isChosen
    }
    tab.focus()
  }
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab))
    tab.addEventListener('keydown', (event) => {
      const to = {
        ArrowUp: at - 1,
        ArrowLeft: at - 1,
        ArrowDown: at + 1,
        ArrowRight: at + 1,
        Home: 0,
        End: tabs.length - 1,
      }[event.key]
      if (to === undefined) return
      event.preventDefault()
      choose(tabs[(to + tabs.length) % tabs.length])
    })
  }
})()
