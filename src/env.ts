/** Environment variables by name, as a value: nobody below context.ts reads the process's own. */
export type Env = Readonly<Record<string, string | undefined>>

/** Values of wxadmin's own variables and of the proxies': what people set, and may mistake. */
export function settingsIn(env: Env): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    /^WXADMIN_|_PROXY$/i.test(name) && value ? [value] : [],
  )
}
