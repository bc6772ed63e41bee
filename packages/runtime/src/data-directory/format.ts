// What a data directory says about itself: which one it is, by which layout, and up to which step, it was written.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { writeDurably } from './durable.js'

/** Rises when folders or files change their place or meaning; tables have steps of their own. */
const layout = 1

const format = z.object({
  layout: z.number().int().min(1),
  step: z.number().int().min(0),
  /** Absent in what an early version made. */
  id: z.uuid().optional(),
})

type Format = z.infer<typeof format>

export const fileName = 'format.json'

/** Undefined in a folder that holds no data yet. Throws `data-directory` for what this program can't serve. */
export async function readFormat(path: string, step: number): Promise<Format | undefined> {
  const file = join(path, fileName)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new RuntimeError('data-directory', `${file} cannot be read`, { cause: error })
  })
  if (text === undefined) return undefined
  const found = format.safeParse(parseJson(text))
  if (!found.success) {
    throw new RuntimeError(
      'data-directory',
      `${file} is damaged: restore it from a backup, or choose another directory`,
    )
  }
  if (found.data.layout > layout || found.data.step > step) throw newer(path, found.data, step)
  return found.data
}

export async function writeFormat(path: string, id: string, step: number): Promise<void> {
  await writeDurably(join(path, fileName), `${JSON.stringify({ layout, step, id })}\n`)
}

function newer(path: string, found: Format, step: number): RuntimeError {
  return new RuntimeError(
    'data-directory',
    `${path} was written by a newer LLMFlow (layout ${found.layout}, step ${found.step}; this one knows ` +
      `${layout} and ${step}): start that version, or restore a backup from ${join(path, 'backups')}; ` +
      'nothing was changed',
    { detail: { layout: found.layout, step: found.step } },
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
