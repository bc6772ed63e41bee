// Prints one JSON object for other programs: the contract of docs/contracts.md.

import { hasErrors } from '@llmflow/spec'
import { printedDiagnostics, type Report } from './report.js'

export function jsonReport(report: Report): string {
  const { diagnostics, result } = report.outcome
  const printed = {
    command: report.command,
    ok: !hasErrors(diagnostics),
    diagnostics: printedDiagnostics(report),
    result,
  }
  return `${JSON.stringify(printed, null, 2)}\n`
}
