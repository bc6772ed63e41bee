// Tells whether a program is told to listen at a port that its container does not declare.

import type { Process } from '../../graph/graph.js'

/** Whether the command line, a variable or a file of a container has the number: declaring a port is optional. */
export function isSet({ command, args, environment, files }: Process, port: string): boolean {
  const number = new RegExp(`(^|\\D)${port}(\\D|$)`)
  return (
    [...command, ...args].some(({ text }) => number.test(text)) ||
    environment.some(({ value }) => value !== undefined && number.test(value)) ||
    files.some(({ excerpt }) => number.test(excerpt.text))
  )
}
