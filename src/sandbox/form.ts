import type { Context } from 'hono'

/** A form as an upload sends it. */
export interface Form {
  /** What stands in the field `media`, where that is a file. */
  readonly file?: { readonly name: string; readonly content: Buffer }
  readonly description?: string
}

/** The form of a request; empty where its body is none. The body has been read, and is no larger than allowed. */
export async function readForm(c: Context): Promise<Form> {
  const { media, description } = await c.req.parseBody().catch(() => ({}) as Record<string, undefined>)
  return {
    ...(media instanceof File && {
      file: { name: media.name, content: Buffer.from(await media.arrayBuffer()) },
    }),
    ...(typeof description === 'string' && { description }),
  }
}
