/** The name that stands for stdin, or for stdout where something is written. */
export const STDIN = '-'

/** Names under which stdin is opened by those who know no `-`. */
const STDIN_PATHS: readonly string[] = ['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']

/** Whether a file name means stdin. */
export const isStdin = (name: string): boolean => name === STDIN || STDIN_PATHS.includes(name)
