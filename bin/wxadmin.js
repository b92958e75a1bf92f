#!/usr/bin/env node
// CommonJS on purpose: starting Node's ES-module loader costs about a tenth of bare `node`.
require('../dist/main.cjs')
  .main(process)
  .then((code) => {
    process.exitCode ||= code
  })
