import { defineConfig } from 'vitest/config'
import { pageAssets } from './page-assets.mjs'

export default defineConfig({
  plugins: [pageAssets()],
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The suite spawns real processes: a fixed environment keeps a developer's own settings out of it.
    env: { LANG: 'en_US.UTF-8', LC_ALL: '', NO_COLOR: '', CI: '' },
  },
})
