// Runs one rule on texts and says each finding in a line: its severity, its code and the text at its place.

import { buildGraph } from '../../src/graph/build.js'
import { readFiles } from '../../src/read/read.js'
import type { AuditRule } from '../../src/rule.js'

export type Texts = { readonly [name: string]: string }

/** `error metrics/no-such-port: metrics` for each finding. */
export function findings(rule: AuditRule, texts: Texts, isComplete = false): readonly string[] {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }))
  return rule(buildGraph(readFiles(files), isComplete)).map(({ severity, code, location }) => {
    const text = texts[location.document] ?? ''
    const place =
      'offset' in location
        ? text.slice(location.offset, location.offset + location.length)
        : location.pointer
    return `${severity} ${code}: ${place}`
  })
}
