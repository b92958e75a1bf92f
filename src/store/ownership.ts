import { fstatSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { WxError } from '../errors'

const OTHERS_WRITE = 0o022
const STICKY = 0o1000

/**
 * As ssh does with its own: what others may have written is not trusted, for the accounts file says which program is
 * run for a token and where the secret is sent.
 * @param user this user's number; undefined (Windows): nothing is checked
 */
export class Ownership {
  constructor(private readonly user: number | undefined) {}

  /** @param fd the file, opened: it is that very one which is read. @throws WxError STORE_NOT_OURS */
  checkFile(path: string, fd: number): void {
    if (this.user === undefined) return
    this.check(path, fstatSync(fd), 0)
    this.checkDirectory(path)
  }

  /** The directory that a file lies in, which others may have put it into. @throws WxError STORE_NOT_OURS */
  checkDirectory(path: string): void {
    if (this.user === undefined) return
    const directory = dirname(path)
    this.check(directory, statSync(directory), STICKY)
  }

  /** @param excused mode bits that make writing by others harmless: in a sticky directory they touch their own alone */
  private check(file: string, { uid, mode }: Stats, excused: number): void {
    if (mode & excused) return
    if (uid !== 0 && uid !== this.user)
      throw new WxError('STORE_NOT_OURS', { file, fix: `chown ${this.user}` })
    if (mode & OTHERS_WRITE) throw new WxError('STORE_NOT_OURS', { file, fix: 'chmod go-w' })
  }
}
