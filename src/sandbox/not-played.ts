import type { CatalogueEntry, CatalogueStatus } from '../wechat/catalogue/endpoints'
import { playedEndpoints } from './endpoints/endpoints'

const known: Readonly<Record<CatalogueStatus, string>> = {
  current: 'WeChat has it.',
  restricted: 'WeChat has it, for some accounts.',
  retired: 'WeChat has withdrawn it.',
}

/**
 * What answers at an endpoint that WeChat has and the sandbox does not play: words and no JSON, with HTTP 501, so that
 * no client takes it for an answer of WeChat's.
 */
export function notPlayed({ name, method, path, status }: CatalogueEntry): string {
  return [
    `the sandbox does not play this endpoint: ${method} ${path} (${name})`,
    `${known[status]} These are played, also listed by wxadmin sandbox --help and GET /sandbox/endpoints:`,
    ...playedEndpoints().map((played) => `  ${played.method.padEnd(4)} ${played.path}`),
    '',
  ].join('\n')
}
