// Tells which files lie together, and gives each text once: those of one directory speak of one installation.

import type { AuditedFile } from './graph.js'

/** The directory of a document; empty for the one that the audit began in. */
export function directoryOf(document: string): string {
  return document.slice(0, document.lastIndexOf('/') + 1)
}

/** Whether a document lies in a directory or somewhere below it. */
export const isBelow = (document: string, directory: string): boolean =>
  document.startsWith(directory)

/** Each text once: every document of a YAML file is a file of its own with the whole text. */
export function distinctTexts(files: readonly AuditedFile[]): readonly AuditedFile[] {
  const seen = new Set<AuditedFile['excerpt']>()
  return files.filter(({ excerpt }) => {
    const isNew = !seen.has(excerpt)
    seen.add(excerpt)
    return isNew
  })
}
