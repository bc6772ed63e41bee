// Names the files of a workload in the letters that every target allows.

import type { FileMount, Workload } from '@llmflow/spec'
import { freeName } from './names.js'

/** The files with the key of each: its path, in the letters that keys may have. */
export function filesOf({
  files = [],
}: Workload): readonly { readonly key: string; readonly file: FileMount }[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const wanted = file.path.replace(/^\/+/, '').replace(/[^-._A-Za-z0-9]+/g, '.')
    const key = freeName(wanted, taken, '-')
    taken.add(key)
    return { key, file }
  })
}
