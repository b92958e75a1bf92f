// Stands in for the package `form-data` inside the bundle: Node's own FormData (see build.mjs).
export default globalThis.FormData
