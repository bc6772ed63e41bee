// Keeps the first of alike findings loud: who has read one of them knows the others.

import type { Diagnostic } from '@llmflow/spec'

/** Warnings that say the same again further down, by what they say, are for information. */
export function quietRepeats(
  findings: readonly Diagnostic[],
  sayingOf: (finding: Diagnostic) => string,
): readonly Diagnostic[] {
  const firsts = new Map<string, Diagnostic>()
  for (const finding of findings) {
    const saying = sayingOf(finding)
    const first = firsts.get(saying)
    if (first === undefined || isBefore(finding, first)) firsts.set(saying, finding)
  }
  return findings.map((finding) =>
    finding.severity === 'warning' && firsts.get(sayingOf(finding)) !== finding
      ? { ...finding, severity: 'info' }
      : finding,
  )
}

/** Of two documents the one that was read first stays the first. */
const isBefore = ({ location }: Diagnostic, { location: other }: Diagnostic): boolean =>
  location.document === other.document &&
  'offset' in location &&
  'offset' in other &&
  location.offset < other.offset
