/** Environment variables by name, as a value: nobody below context.ts reads the process's own. */
export type Env = Readonly<Record<string, string | undefined>>
