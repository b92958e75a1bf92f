import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandsPage, errorsPage } from '../support/docs'

const docs = join(import.meta.dirname, '../../docs')

/** `npm run docs` writes the pages anew; a page that is not what the program says fails here. */
test.each([
  ['commands.md', commandsPage('en')],
  ['commands.zh-CN.md', commandsPage('zh')],
  ['errors.md', errorsPage('en')],
  ['errors.zh-CN.md', errorsPage('zh')],
])('docs/%s says what the program says', async (file, page) => {
  await expect(page).toMatchFileSnapshot(join(docs, file))
})
