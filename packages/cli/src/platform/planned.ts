// Gives commands a plan, whether they were given a directory or a plan.json.

import { resolve } from 'node:path'
import { planPlatform } from '@llmflow/planner'
import {
  diagnostic,
  isObject,
  type Diagnostic,
  type Inventory,
  type Plan,
  type Platform,
  type Sourced,
  type SourceText,
} from '@llmflow/spec'
import type { Host } from '../host/host.js'
import { secretsIn, sourceWithoutSecrets, withoutSecrets } from '../sources/secrets.js'
import { readDirectory, type Overlays } from './directory.js'
import { isPlan, readPlanFile } from './plan-file.js'

export type Planned = {
  /** Undefined when nothing sensible could be planned; the diagnostics say why. */
  readonly plan: Plan | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
  /** What the plan was made from; absent for a plan.json. */
  readonly platform?: Sourced<Platform> | undefined
  readonly inventory?: Sourced<Inventory> | undefined
}

export async function planOf(host: Host, given: string, overlays: Overlays): Promise<Planned> {
  const path = resolve(host.workingDirectory, given)
  if (given.endsWith('.json') && (await host.disk.kindOf(path)) !== 'directory') {
    const text = await host.disk.read(path)
    return { ...(text === undefined ? noFile(given) : readPlanFile(given, text)), sources: [] }
  }
  return planDirectory(host, given, overlays)
}

function noFile(file: string): Pick<Planned, 'plan' | 'diagnostics'> {
  const place = { document: file, offset: 0, length: 1 }
  return { plan: undefined, diagnostics: [diagnostic('spec/missing-file', place, { file })] }
}

async function planDirectory(host: Host, given: string, overlays: Overlays): Promise<Planned> {
  const read = await readDirectory(host, given, overlays)
  const { platform, inventory, sources } = read
  if (platform === undefined) return { plan: undefined, diagnostics: read.diagnostics, sources }
  const { plan, diagnostics } = planPlatform({ platform, inventory })
  const secrets = secretsIn(diagnostics, sources)
  return {
    plan: plan === undefined ? undefined : planWithoutSecrets(plan, secrets),
    diagnostics: [...read.diagnostics, ...diagnostics],
    sources: sources.map((source) => sourceWithoutSecrets(source, secrets)),
    platform,
    inventory,
  }
}

/** A plan with a secret in it is never written, but it is shown and compared. */
function planWithoutSecrets(plan: Plan, secrets: readonly string[]): Plan | undefined {
  if (secrets.length === 0) return plan
  const shown: unknown = JSON.parse(
    JSON.stringify(plan, (_, value: unknown) =>
      typeof value === 'string' ? withoutSecrets(value, secrets) : value,
    ),
  )
  return isObject(shown) && isPlan(shown) ? shown : undefined
}
