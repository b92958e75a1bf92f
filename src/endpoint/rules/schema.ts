import * as z from 'zod/mini'
import { file } from './shape'

/**
 * The JSON Schema (draft-07) of rules files. It refuses what `readRules` has an error for, but for what a schema cannot
 * say: keys that stand twice, and regular expressions that are none.
 */
export const rulesSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(file, { target: 'draft-7' })
