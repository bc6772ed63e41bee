// Prints findings as SARIF 2.1.0, which code scanning services read.

import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  wordingOf,
  type Code,
  type PrintedAdvice,
  type PrintedDiagnostic,
  type Severity,
} from '@llmflow/spec'
import { version } from '../version.js'
import { relativeTo } from './relative.js'
import { placeOnDisk, printedIn, type Report } from './report.js'

const levels: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

export function sarifReport(report: Report, workingDirectory: string): string {
  const printed = printedIn(report)
  const locate = (place: Place) =>
    locationOf(placeOnDisk(place, report.outcome.sources), workingDirectory)
  const found = [...new Set(report.outcome.diagnostics.map(({ code }) => code))].toSorted()
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'llmflow',
            semanticVersion: version,
            rules: found.map((code) => ruleOf(code, report)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: printed.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: found.findIndex((code) => code === finding.code),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [locate(finding)],
          relatedLocations: finding.advice.flatMap((advice) => relatedOf(advice, locate)),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleOf(code: Code, { language }: Report) {
  const { title, why, fix } = wordingOf(code, language)
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why} ${fix}`, markdown: `${why}\n\n${fix}` },
  }
}

type Place = Pick<PrintedDiagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>

function locationOf(place: Place, workingDirectory: string) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(relativeTo(workingDirectory, place.file)) },
      region: {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
      },
    },
  }
}

const uriOf = (file: string): string =>
  isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file)

function relatedOf<Located>(advice: PrintedAdvice, locate: (place: Place) => Located) {
  if (advice.kind !== 'frame') return []
  const message = advice.label === '' ? {} : { message: { text: advice.label } }
  return [{ ...locate(advice), ...message }]
}
