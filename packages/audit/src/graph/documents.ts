// Tells which files lie together, and gives each text once: those of one directory speak of one installation.

import { readFields, type Field } from '@llmflow/spec'
import type { AuditedFile, Form, Graph } from './graph.js'

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

/** Texts whose parts are files of their own. */
const around: ReadonlySet<Form> = new Set<Form>(['markdown', 'kubernetes', 'template'])

/** The documents of configurations that no reader keeps, found by how their text looks; equal texts count once. */
export function documentsLike(
  { files }: Graph,
  isMeant: (text: string) => boolean,
): readonly Field[] {
  const texts = new Map(
    files
      .filter(({ form, excerpt }) => !around.has(form) && isMeant(excerpt.text))
      .map(({ excerpt }) => [excerpt.text, excerpt]),
  )
  return [...texts.values()].flatMap((excerpt) => readFields(excerpt).documents)
}
