import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { commandFacts } from './commands.mjs'
import { pageAssets } from './page-assets.mjs'

export default defineConfig({
  plugins: [pageAssets()],
  define: {
    __VERSION__: JSON.stringify('0.0.0-test'),
    __COMMANDS__: JSON.stringify(await commandFacts()),
  },
  test: {
    include: ['test/**/*.test.ts'],
    tags: [{ name: 'slow', description: 'Takes seconds: waits for time to pass, or tries very many cases.' }],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a process or for time to pass. By default there is one file fewer at a time than cores.
    maxWorkers: availableParallelism() + 1,
    // The suite spawns real processes: a fixed environment keeps a developer's own settings out of it.
    env: { LANG: 'en_US.UTF-8', LC_ALL: '', NO_COLOR: '', CI: '' },
  },
})
