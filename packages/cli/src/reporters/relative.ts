// Names files as reports for other machines need them: relative to where the command ran.

import { isAbsolute, relative, sep } from 'node:path'

/** Files outside the working directory keep their name. */
export function relativeTo(workingDirectory: string, file: string): string {
  const inside = isAbsolute(file) ? relative(workingDirectory, file) : file
  const isOutside = inside.startsWith('..') || isAbsolute(inside)
  return (isOutside && isAbsolute(file) ? file : inside).split(sep).join('/')
}
