/** An answer that is a file. */
export class Download {
  constructor(
    readonly file: string,
    /** Its size. */
    readonly bytes: number,
    readonly contentType: string,
    readonly name: string,
  ) {}
}
