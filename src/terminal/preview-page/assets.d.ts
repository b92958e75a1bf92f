/** Texts that .config/page-assets.mjs brings into the bundle. */
declare module '*?raw' {
  const text: string
  export = text
}

/** The rules of WeUI's style sheet that the page uses. */
declare module 'virtual:weui' {
  const css: string
  export = css
}
