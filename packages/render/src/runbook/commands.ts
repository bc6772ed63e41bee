// Writes what people run to look after each component, with the names that it has.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { lineOf, type RunbookTarget } from './operation.js'
import { fence, pathOf, words, type Language } from './words.js'

export function commandsFile(plan: Plan, target: RunbookTarget, language: Language): RenderedFile {
  const sections = Object.entries(plan.commands).flatMap(([component, operations]) => {
    const lines = operations.flatMap((operation) => {
      const line = lineOf(plan, target, operation)
      return line === undefined ? [] : [`${operation.purpose[language]}:`, fence([line])]
    })
    return lines.length === 0 ? [] : [`## ${component}`, ...lines]
  })
  const note = target === 'compose' ? [words.workFolder[language]] : []
  const parts = [`# ${words.commandsTitle[language]}: ${plan.name}`, ...note, ...sections]
  return { path: pathOf('commands', language), text: `${parts.join('\n\n')}\n` }
}
