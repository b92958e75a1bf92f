/** A form as an upload sends it. */
export interface Form {
  /** The file in the field `media`. */
  readonly file?: { readonly name: string; readonly content: Buffer }
  readonly description?: string
}

/** Reads a body as a form; empty where it is not one. @param contentType of the request, with the form's boundary */
export async function readForm(body: Buffer, contentType: string): Promise<Form> {
  // A view and not a copy: a body is some 10 MB.
  const view = new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength)
  const form = await new Response(view, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined)
  const media = form?.getAll('media').at(-1)
  const description = form?.getAll('description').at(-1)
  return {
    ...(media instanceof File && {
      file: { name: media.name, content: Buffer.from(await media.arrayBuffer()) },
    }),
    ...(typeof description === 'string' && { description }),
  }
}
