// Prints a judged checklist for people: what is done, what needs attention, what they must look at themselves.

import type { ChecklistEntry, ChecklistName, ChecklistState } from '@llmflow/planner'
import type { Context } from '../command.js'
import type { Style } from '../terminal/style.js'
import { indent } from '../terminal/table.js'
import { padEnd, widthOf } from '../terminal/width.js'

const marks: { readonly [S in ChecklistState]: string } = { done: '✓', attention: '!', open: '·' }

export function printChecklist(
  name: ChecklistName,
  entries: readonly ChecklistEntry[],
  context: Context,
): readonly string[] {
  const { words, style } = context
  const kinds = Object.values(words.checklist.kinds)
  const width = Math.max(...kinds.map(widthOf))
  const of = (state: ChecklistState): number =>
    entries.filter((entry) => entry.state === state).length
  return [
    style.title(words.checklist.titles[name]),
    ...entries.flatMap((entry) => ['', ...entryLines(entry, width, context)]),
    '',
    words.checklist.counts(entries.length, of('done'), of('attention'), of('open')),
  ]
}

function entryLines(
  entry: ChecklistEntry,
  width: number,
  { words, style, language }: Context,
): readonly string[] {
  const { state, kind, title, how, findings, commands, alerts } = entry
  const codes = [...new Set(findings.map(({ code }) => code))]
  return [
    `${paintOf(state, style)(marks[state])} ${padEnd(words.checklist.kinds[kind], width)}  ${title[language]}`,
    ...indent(
      [
        style.dim(how[language]),
        ...(codes.length === 0
          ? []
          : [words.checklist.findings(findings.length, codes.join(', '))]),
        ...commands.map((command) => `$ ${command}`),
        ...(alerts.length === 0 ? [] : [words.checklist.alerts(alerts.join(', '))]),
      ],
      ' '.repeat(width + 4),
    ),
  ]
}

function paintOf(state: ChecklistState, style: Style): (text: string) => string {
  if (state === 'done') return style.add
  return state === 'attention' ? style.severity.warning : style.dim
}
