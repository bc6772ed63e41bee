// Keeps the first of alike findings loud: who has read one of them knows the others.

import type { Diagnostic } from '@llmflow/spec'

/** Warnings that say the same again, by what they say, are for information. */
export function quietRepeats(
  findings: readonly Diagnostic[],
  sayingOf: (finding: Diagnostic) => string,
): readonly Diagnostic[] {
  const said = new Set<string>()
  return findings.map((finding) => {
    const saying = sayingOf(finding)
    const isRepeat = said.has(saying)
    said.add(saying)
    return isRepeat && finding.severity === 'warning' ? { ...finding, severity: 'info' } : finding
  })
}
