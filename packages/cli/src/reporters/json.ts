// Prints one JSON object for other programs: the contract of docs/contracts.md.

import { hasErrors } from '@llmflow/spec'
import { printedIn, type Report } from './report.js'

export function jsonReport(report: Report): string {
  const { diagnostics, result } = report.outcome
  const printed = {
    command: report.command,
    ok: !hasErrors(diagnostics),
    diagnostics: printedIn(report),
    result,
  }
  return `${JSON.stringify(printed, null, 2)}\n`
}
