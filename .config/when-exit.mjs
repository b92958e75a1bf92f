// Stands in for the package `when-exit` inside the bundle: nothing is hooked, nothing is to be undone (see build.mjs).
const whenExit = () => () => undefined

export default whenExit
