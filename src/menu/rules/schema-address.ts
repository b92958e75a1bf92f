declare const __VERSION__: string

/**
 * Where the JSON Schema of menu files lies: in the published package, of the version that wrote the address, so that
 * a file is held against the rules that this version knew.
 */
export const schemaAddress = `https://unpkg.com/wxadmin@${__VERSION__}/dist/menu.schema.json`

/** The first line of a menu file: editors with yaml-language-server take the schema from it. Without a newline. */
export const modeline = `# yaml-language-server: $schema=${schemaAddress}`
