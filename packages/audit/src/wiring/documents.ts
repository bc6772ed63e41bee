// Tells which files lie together: those of one directory speak of one installation.

/** The directory of a document; empty for the one that the audit began in. */
export function directoryOf(document: string): string {
  return document.slice(0, document.lastIndexOf('/') + 1)
}

/** Whether a document lies in a directory or somewhere below it. */
export const isBelow = (document: string, directory: string): boolean =>
  document.startsWith(directory)
