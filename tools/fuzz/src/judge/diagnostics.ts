// Judges diagnostics: each has a place that exists, words in both languages, and no hole in its facts.

import {
  locate,
  messageOf,
  wordingOf,
  type Diagnostic,
  type Language,
  type Location,
} from '@llmflow/spec'

import { inventoryFile, platformFile, type Outcome, type Texts } from '../pipeline.js'

const languages: readonly Language[] = ['en', 'ko']

/** What code writes when a value is missing. */
export const hole = /\bundefined\b|\bNaN\b|\[object /

export function faultsInDiagnostics(outcome: Outcome, texts: Texts): readonly string[] {
  return outcome.diagnostics.flatMap((finding) => [
    ...faultsInPlaces(finding, outcome, texts),
    ...faultsInWords(finding, texts),
  ])
}

function faultsInPlaces(finding: Diagnostic, outcome: Outcome, texts: Texts): readonly string[] {
  const frames = finding.advice.flatMap((advice) =>
    advice.kind === 'frame' ? [advice.location] : [],
  )
  return [finding.location, ...finding.related, ...frames].flatMap((location) => {
    const line = lineOf(location, outcome, texts)
    const last = linesOf(textOf(location.document, texts))
    return line >= 1 && line <= last
      ? []
      : [
          `${finding.code} is at line ${line} of ${location.document}, which has ${last} (${JSON.stringify(location)})`,
        ]
  })
}

/** The line of a place, counted from 1; 0 when the place does not exist. */
function lineOf(location: Location, { documents }: Outcome, texts: Texts): number {
  const text = textOf(location.document, texts)
  if (text === undefined) return 0
  if ('offset' in location) {
    const { offset, length } = location
    return offset >= 0 && offset <= text.length && length >= 1 ? linesOf(text.slice(0, offset)) : 0
  }
  const document = documents.find((one) => one.document?.name === location.document)?.document
  if (document === undefined) return 0
  const span = locate(document, location.pointer, location.on)
  const isSpan = span.column >= 1 && span.endLine >= span.line && span.endColumn > span.column
  return isSpan ? span.line : 0
}

/** A place in a file that is not there is at its first line. */
function textOf(name: string, texts: Texts): string | undefined {
  if (name === platformFile) return texts.platform
  return name === inventoryFile ? (texts.inventory ?? '') : undefined
}

const linesOf = (text: string | undefined): number => (text ?? '').split('\n').length

function faultsInWords(finding: Diagnostic, texts: Texts): readonly string[] {
  return faultsOfWords(finding, [texts.platform, texts.inventory ?? ''])
}

/** Words in both languages, without a hole that the texts do not have themselves. */
export function faultsOfWords(finding: Diagnostic, texts: readonly string[]): readonly string[] {
  const isHoleWritten = texts.some((text) => hole.test(text))
  return languages.flatMap((language) => {
    const message = messageOf(finding, language)
    const { title, why, fix } = wordingOf(finding.code, language)
    const isWhole = [message, title, why, fix].every((words) => words.trim() !== '')
    if (!isWhole) return [`${finding.code} lacks words in ${language}`]
    return !isHoleWritten && hole.test(message) ? [`${finding.code} says “${message}”`] : []
  })
}
