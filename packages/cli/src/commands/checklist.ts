// `llmflow checklist`: goes through a checklist of operation, and settles what findings can settle.

import { Argument } from 'commander'
import { checklistNames, judgeChecklist, type ChecklistEntry } from '@llmflow/planner'
import type { Language } from '@llmflow/spec'
import { proofOf } from '../audit/tree.js'
import { printChecklist } from '../checklist/print.js'
import { outcomeOf, textOf, type CommandDefinition } from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf } from '../platform/planned.js'
import { loadRender } from '../tree/renderer.js'

export const checklistCommand: CommandDefinition = {
  name: 'checklist',
  declare: (command, words) =>
    declareOverlays(
      command
        .addArgument(new Argument('<LIST>', words.arguments.checklist).choices(checklistNames))
        .argument('[DIR]', words.arguments.directoryOrPlan),
      words,
    ),
  run: async (context, { args, flags }) => {
    const [list = '', given = '.'] = args
    const name = checklistNames.find((known) => known === list) ?? 'pre'
    const { plan, diagnostics, sources } = await planOf(context.host, given, overlaysOf(flags))
    if (plan === undefined) return outcomeOf({ diagnostics, sources })
    const { renderers } = await loadRender()
    const proof = await proofOf('', renderers.kubernetes.applied(plan), plan)
    const entries = judgeChecklist(name, plan, [...diagnostics, ...proof.diagnostics])
    return outcomeOf({
      diagnostics: [...new Set(entries.flatMap(({ findings }) => findings))],
      sources: [...sources, ...proof.sources],
      result: { list: name, items: entries.map((entry) => resultOf(entry, context.language)) },
      text: textOf(printChecklist(name, entries, context)),
    })
  },
}

function resultOf(entry: ChecklistEntry, language: Language) {
  const { id, title, kind, state, how, findings, commands, alerts } = entry
  const codes = [...new Set(findings.map(({ code }) => code))]
  return { id, title: title[language], kind, state, how: how[language], codes, commands, alerts }
}
