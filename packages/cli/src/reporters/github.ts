// Prints findings as workflow commands, which GitHub shows beside the lines of a pull request.

import type { PrintedDiagnostic, Severity } from '@llmflow/spec'
import { relativeTo } from './relative.js'
import { placeOnDisk, printedIn, type Report } from './report.js'

const commands: { readonly [S in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

export function githubReport(report: Report, workingDirectory: string): string {
  return printedIn(report)
    .map((printed) => ({ ...printed, ...placeOnDisk(printed, report.outcome.sources) }))
    .map((printed) => annotationOf(printed, workingDirectory))
    .join('')
}

function annotationOf(printed: PrintedDiagnostic, workingDirectory: string): string {
  const { code, severity, message, line, column, endLine, endColumn } = printed
  const properties = {
    file: relativeTo(workingDirectory, printed.file),
    line,
    col: column,
    endLine,
    endColumn,
    title: code,
  }
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${inProperty(`${value}`)}`,
  )
  return `::${commands[severity]} ${written.join(',')}::${inMessage(message)}\n`
}

/** What `@actions/core` escapes: `actions/toolkit packages/core/src/command.ts`. */
function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
