// Finds labels and taints of nodes that one workload writes otherwise than the rest, by a letter or two.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { similarTo } from '../objects/similar.js'
import { isWrittenByPrograms, nodesOf } from './nodes.js'

/** Where the nodes are here, they say which labels and taints there are. */
export const unlikePlacement: AuditRule = (graph) => {
  if (nodesOf(graph).length > 0) return []
  const vocabularies = new Map<string, Vocabulary>()
  for (const word of wordsOf(graph)) {
    const vocabulary = vocabularies.get(word.about) ?? new Map<string, Word[]>()
    vocabularies.set(word.about, vocabulary)
    const uses = vocabulary.get(word.text) ?? []
    vocabulary.set(word.text, uses)
    uses.push(word)
  }
  return [...vocabularies.values()].flatMap(judge)
}

type Word = {
  readonly workload: string
  readonly text: string
  /** What it is a word of: `selector`, `taint`, or the values of one of these. */
  readonly about: string
  readonly place: Diagnostic['location']
}

type Vocabulary = Map<string, Word[]>

function wordsOf(graph: Graph): readonly Word[] {
  const specs = [
    ...graph.pods.map(({ owner, spec }) => ({ workload: owner.name, spec })),
    ...graph.processes
      .filter(({ origin }) => origin === 'values')
      .map(({ name, field }) => ({ workload: name, spec: field })),
    ...graph.addons.flatMap(({ chart, values }) =>
      [values, ...values.entries.map(({ field }) => field)].map((spec) => ({
        workload: chart,
        spec,
      })),
    ),
  ]
  return specs.flatMap(({ workload, spec }) => [
    ...spec
      .get('nodeSelector')
      .entries.flatMap(({ key, field }) => wordsFor(workload, 'selector', key, field, field)),
    ...spec.get('tolerations').items.flatMap((toleration) => {
      const key = toleration.get('key')
      const value = toleration.get('value')
      return key.text === undefined ? [] : wordsFor(workload, 'taint', key.text, value, key)
    }),
  ])
}

function wordsFor(
  workload: string,
  about: string,
  key: string,
  value: Field,
  keyField: Field,
): readonly Word[] {
  if (isWrittenByPrograms(key) && about === 'selector') return []
  const place = about === 'selector' ? keyField.keyPlace : wordPlace(keyField)
  const words = [{ workload, text: key, about, place }]
  if (value.text === undefined || value.text === '') return words
  return [
    ...words,
    { workload, text: value.text, about: `${about} ${key}`, place: wordPlace(value) },
  ]
}

/** Without the quotes around it. */
const wordPlace = ({ excerpt, place }: Field): Diagnostic['location'] =>
  excerpt.text === '' ? place : excerpt.place(0, excerpt.text.length)

/** Once against twice and more: then the one is the slip. */
const usesMin = 2
/** Shorter words are near to each other by chance. */
const lengthMin = 6

function judge(vocabulary: Vocabulary): readonly Diagnostic[] {
  const usual = [...vocabulary].filter(([, uses]) => uses.length >= usesMin).map(([text]) => text)
  return [...vocabulary].flatMap(([written, [only, ...others]]) => {
    if (only === undefined || others.length > 0 || written.length < lengthMin) return []
    if (isTemplate(written)) return []
    const { name, isCertain } = similarTo(written, usual)
    if (!isCertain || isVariant(written, name)) return []
    const uses = vocabulary.get(name)?.length ?? 0
    return [
      diagnostic(
        'wiring/unlike-placement',
        only.place,
        { workload: only.workload, written, usual: name, uses },
        { advice: isBare(only) ? [{ kind: 'diff', remove: written, add: name }] : [] },
      ),
    ]
  })
}

/** A quoted key is longer than its text: then the fix is not a plain replacement. */
const isBare = ({ place, text }: Word): boolean =>
  !('length' in place) || place.length === text.length

/** `pool-a` and `pool-b` are two pools, `gpu-west` and `gpu-east` two places: they differ in a whole last word. */
function isVariant(left: string, right: string): boolean {
  return [left, right].some((text) => {
    const words = text.split(/[-_]/)
    return words.length > 1 && (words.at(-1) ?? '').length <= 4
  })
}
