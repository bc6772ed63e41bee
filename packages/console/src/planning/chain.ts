// Follows the reasons of a value: its formula, its terms, and theirs, down to what a person wrote.

import {
  isObject,
  locate,
  maskSecrets,
  segmentsOf,
  type Layered,
  type Plan,
  type Pointer,
  type Term,
} from '@llmflow/spec'
import type { Link, Origin } from './messages.ts'
import type { PlannedFolder } from './planned.ts'
import { printPlanValue } from './values.ts'

/** The chains of reasons behind paths; a value that comes twice is explained once. */
export function chainsOf(paths: readonly Pointer[], planned: PlannedFolder): readonly Link[] {
  const { plan } = planned
  if (plan === undefined) return []
  const seen = new Set<Pointer>()
  return paths
    .filter((path) => plan.reasons[path] !== undefined)
    .map((path) => linkOf(path, planned, plan, seen))
}

function linkOf(path: Pointer, planned: PlannedFolder, plan: Plan, seen: Set<Pointer>): Link {
  seen.add(path)
  const reason = plan.reasons[path]
  return {
    path,
    value: printPlanValue(path, valueIn(plan, path)),
    rule: reason?.rule ?? '',
    formula: reason?.formula ?? '',
    terms: (reason?.terms ?? []).map((term) => ({
      name: term.name,
      value: term.value,
      from: originOf(term, planned, plan, seen),
    })),
  }
}

function originOf(
  { source }: Term,
  planned: PlannedFolder,
  plan: Plan,
  seen: Set<Pointer>,
): Origin {
  switch (source.kind) {
    case 'fact':
      return source
    case 'plan': {
      const { path } = source
      const isExplained = !seen.has(path) && plan.reasons[path] !== undefined
      const because = isExplained ? linkOf(path, planned, plan, seen) : undefined
      return { kind: 'plan', path, because }
    }
    case 'platform':
      return settingOf(source.pointer, planned.platform?.layered, planned)
    case 'inventory':
      return settingOf(source.pointer, planned.inventory?.layered, planned)
  }
}

function settingOf(
  pointer: Pointer,
  layered: Layered | undefined,
  { sources }: PlannedFolder,
): Origin {
  const origin = layered?.originOf(pointer)
  const source = sources.find(({ name }) => name === origin?.document)
  if (origin === undefined || source?.document === undefined) return { kind: 'default', pointer }
  const { line } = locate(source.document, origin.pointer, 'value')
  const text = maskSecrets(source.text.split('\n')[line - 1] ?? '').trim()
  return { kind: 'written', file: source.name, line, text }
}

function valueIn(value: unknown, path: Pointer): unknown {
  let current = value
  for (const segment of segmentsOf(path)) {
    if (Array.isArray(current)) {
      const item: unknown = current[Number(segment)]
      current = item
    } else {
      current = isObject(current) ? current[segment] : undefined
    }
  }
  return current
}
