/** An answer that is a file. */
export class Download {
  constructor(
    readonly content: Buffer,
    readonly contentType: string,
    readonly name: string,
  ) {}
}
