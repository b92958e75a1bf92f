import type { Env } from '../../env'

/** Address of the CI job that this runs in, as GitHub Actions, GitLab and Jenkins give it; undefined elsewhere. */
export function jobUrl(env: Env): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env
  const github =
    GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
      : undefined
  const url = github ?? env.CI_JOB_URL ?? env.BUILD_URL
  if (!url || !URL.canParse(url)) return undefined
  const { protocol, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && !username && !password ? url : undefined
}
