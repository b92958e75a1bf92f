import type { CatalogueEntry, CatalogueStatus } from '../wechat/catalogue/endpoints'
import { playedEndpoints } from './endpoints/endpoints'

const known: Readonly<Record<CatalogueStatus, string>> = {
  current: 'WeChat has it.',
  restricted: 'WeChat has it, for some accounts.',
  retired: 'WeChat has withdrawn it.',
}

/**
 * The answer of an endpoint that WeChat has and the sandbox does not play: plain text with HTTP 501, so that no client
 * takes it for WeChat's.
 */
export function notPlayed({ name, method, path, status }: CatalogueEntry): string {
  return [
    `the sandbox does not play this endpoint: ${method} ${path} (${name})`,
    `${known[status]} These are played, also listed by wxadmin sandbox --help and GET /sandbox/endpoints:`,
    ...playedEndpoints().map((played) => `  ${played.method.padEnd(4)} ${played.path}`),
    '',
  ].join('\n')
}
