// Compares how many sequences a model is told to run at once with what its cache holds.

import { engineOf } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic, type Model, type Pointer } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { flagsIn } from './arguments.js'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

const flag = '--max-num-seqs'

export const capacityConcurrency: Rule = (subject) =>
  subject.platform.models.flatMap((model) => judge(subject, model))

/** Worth a warning when not even requests of the usual length fit. */
function judge(subject: Subject, model: Model): readonly Diagnostic[] {
  const { platform, draft, inPlatform } = subject
  const component = engineOf(model)
  const tokens = draft.plan.sizes[component]?.[model.name]?.figures['cacheTokens']?.value ?? 0
  const told = sequencesOf(subject, component, model.name)
  if (told === undefined || model.context === undefined || tokens <= 0) return []
  const { sequences, at } = told
  const fits = Math.floor(tokens / model.context)
  if (sequences <= fits) return []
  const { promptTokens, answerTokens } = platform.demand.chat
  const usual = Math.min(model.context, Math.max(1, promptTokens + answerTokens))
  const severity = sequences * usual > tokens ? 'warning' : 'info'
  const params = { model: model.name, sequences, context: model.context, fits }
  return [diagnostic('capacity/concurrency-exceeds-cache', inPlatform(at), params, { severity })]
}

type Told = { readonly sequences: number; readonly at: Pointer }

/** What is said for the model wins over what is said for all. */
function sequencesOf({ platform }: Subject, component: string, part: string): Told | undefined {
  const told = choicesIn(platform)
    .filter((choice) => choice.name === component && (choice.part ?? part) === part)
    .flatMap(({ choice, at }) =>
      flagsIn(choice.args ?? [])
        .filter(({ name }) => name === flag)
        .map(({ value, index }): Told => ({
          sequences: Number(value),
          at: `${at}${pointer('args', index)}`,
        })),
    )
    .filter(({ sequences }) => Number.isInteger(sequences) && sequences > 0)
  return told.at(-1)
}
