/**
 * Which variables are never filled in. A menu is public, and whoever may propose a change to its file may name any
 * variable of the machine that reads it: so it is refused by its name, whether it is set or not, and by its value
 * where that is a secret under another name. Names that begin with MENU_ are the way out: somebody chose them for this.
 */
export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Variables that hold wxadmin's own secrets: never filled in, whatever else their value is called. */
  readonly secret: readonly string[]
}

/** How names that hold secrets are made; in capitals, because Windows does not tell them apart. */
const NAME = new RegExp(
  [
    'SECRET|TOKEN|PASS|PWD|CREDENTIAL|PRIVATE|AUTH|COOKIE|SESSION|JWT|WEBHOOK|APIKEY|CONNECTION_STRING',
    '(?:^|_)(?:KEYS?|PAT|PW)(?:_|$)',
    '(?:^|_)(?:PROXY|DSN|DATABASE_URL)$',
  ].join('|'),
)
/** `scheme://user:password@host` */
const USERINFO = /:\/\/[^/?#\s]*@/
const PUBLIC = 'MENU_'
/** A shorter value may be the same by chance. Characters. */
const TELLING = 8
/** Look like secrets by their name, and are known to be none: the directory says nothing of another variable. */
const DIRECTORIES = ['PWD', 'OLDPWD']

/** `own`: one of wxadmin's. `likely`: it may be one, and a name with MENU_ would say that it is not. */
export type Secrecy = 'own' | 'likely'

export class SecretVariables {
  private readonly names: ReadonlySet<string>
  private known?: { readonly own: ReadonlySet<string>; readonly likely: ReadonlySet<string> }

  constructor(private readonly variables: Variables) {
    this.names = new Set(variables.secret.map((name) => name.toUpperCase()))
  }

  /** The value of a variable; undefined where there is none. What objects inherit is no variable. */
  valueOf(name: string): string | undefined {
    const { env } = this.variables
    return Object.hasOwn(env, name) ? env[name] : undefined
  }

  /** Why a variable is not filled in; undefined where it may be. */
  judge(name: string): Secrecy | undefined {
    const capital = name.toUpperCase()
    if (this.names.has(capital)) return 'own'
    const value = this.valueOf(name) ?? ''
    if (this.values().own.has(value)) return 'own'
    if (capital.startsWith(PUBLIC)) return undefined
    const isSecret = NAME.test(capital) || USERINFO.test(value) || this.values().likely.has(value)
    return isSecret ? 'likely' : undefined
  }

  private values() {
    this.known ??= this.readValues()
    return this.known
  }

  private readValues() {
    const [own, likely] = [new Set<string>(), new Set<string>()]
    for (const [name, value] of Object.entries(this.variables.env)) {
      if (!value) continue
      const capital = name.toUpperCase()
      if (this.names.has(capital)) own.add(value)
      else if (
        value.length >= TELLING &&
        NAME.test(capital) &&
        !capital.startsWith(PUBLIC) &&
        !DIRECTORIES.includes(capital)
      )
        likely.add(value)
    }
    return { own, likely }
  }
}

/** The name under which a variable is filled in. */
export function publicName(name: string): string {
  return `${PUBLIC}${name}`
}
