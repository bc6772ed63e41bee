// Plans every environment of a platform directory: each overlay of its own, over the same base.

import { basename, dirname } from 'node:path'
import { withoutKnown, type Diagnostic, type Plan, type SourceText } from '@llmflow/spec'
import type { Host } from '../host/host.js'
import { environmentsIn } from './directory.js'
import { planOf, type Planned } from './planned.js'

type PlannedEnvironments = {
  readonly plans: { readonly [name: string]: Plan }
  /** What is wrong in an environment and not in the base. */
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
}

/** A plan.json is one plan, without environments. */
export async function planEnvironments(
  host: Host,
  given: string,
  files: readonly string[],
  base: Planned,
): Promise<PlannedEnvironments> {
  if (base.platform === undefined) return { plans: {}, diagnostics: [], sources: [] }
  const directory = basename(given) === 'llmflow.yaml' ? dirname(given) : given
  const names = await environmentsIn(host, directory)
  const planned = await Promise.all(
    names.map(async (name) => ({
      name,
      ...(await planOf(host, given, { environment: name, files })),
    })),
  )
  return {
    plans: Object.fromEntries(
      planned.flatMap(({ name, plan }) => (plan === undefined ? [] : [[name, plan]])),
    ),
    diagnostics: planned.flatMap(({ name, diagnostics }) =>
      withoutKnown(diagnostics, base.diagnostics).map((one) =>
        named(one, `llmflow check ${directory} --env ${name}`),
      ),
    ),
    sources: planned.flatMap(({ sources }) => sources),
  }
}

/** The command that shows it alone says in which environment it is. */
const named = (finding: Diagnostic, command: string): Diagnostic => ({
  ...finding,
  advice: [...finding.advice, { kind: 'command', command }],
})
