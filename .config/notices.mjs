// The licence texts of the packages whose modules ended up in the bundle.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** @param {string[]} modules paths of bundled modules @returns {string} one notice for each package, by name */
export function notices(modules) {
  const homes = new Set(modules.map(packageHome).filter(Boolean))
  const parts = [...homes].map((home) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry))
    const by = typeof author === 'string' ? author : (author?.name ?? '')
    const text = file ? readFileSync(join(home, file), 'utf8').trim() : `${license}${by && `, ${by}`}`
    return { key: `${name}@${version}`, text: `${name} ${version} (${license})\n\n${text}\n` }
  })
  parts.sort((a, b) => (a.key < b.key ? -1 : 1))
  return `wxadmin contains the following packages.\n\n${parts.map((part) => part.text).join(`\n${'-'.repeat(78)}\n\n`)}`
}

function packageHome(module) {
  if (!module.includes('node_modules')) return undefined
  for (let at = dirname(module); !at.endsWith('node_modules'); at = dirname(at)) {
    const manifest = join(at, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return at
  }
  return undefined
}
