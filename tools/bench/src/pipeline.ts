// Runs check, plan and render on texts, as a command does, and says what came out.

import { planPlatform } from '@llmflow/planner'
import { renderKubernetes } from '@llmflow/render'
import {
  hasErrors,
  readDocument,
  readInventory,
  readPlatform,
  type Diagnostic,
  type Plan,
  type RenderedFile,
} from '@llmflow/spec'

import type { Texts } from './platforms.js'

export type Produced = {
  readonly isAccepted: boolean
  readonly errors: readonly string[]
  readonly nodes: number
  readonly models: number
  readonly tenants: number
  readonly files: number
}

const nothing: Produced = {
  isAccepted: false,
  errors: ['unreadable'],
  nodes: 0,
  models: 0,
  tenants: 0,
  files: 0,
}

export function produce(texts: Texts): Produced {
  const planned = plan(texts)
  if (planned === undefined) return nothing
  return {
    isAccepted: !hasErrors(planned.diagnostics),
    errors: planned.diagnostics.flatMap(({ code, severity, params }) =>
      severity === 'error' ? [`${code} ${JSON.stringify(params)}`] : [],
    ),
    nodes: Object.keys(planned.plan.nodes).length,
    models: planned.plan.service.models.length,
    tenants: Object.keys(planned.plan.tenants).length,
    files: renderKubernetes(planned.plan).files.length,
  }
}

/** The files that come of the texts; none when they are refused. */
export function filesOf(texts: Texts): readonly RenderedFile[] {
  const planned = plan(texts)
  return planned === undefined ? [] : renderKubernetes(planned.plan).files
}

function plan({
  platform,
  inventory,
}: Texts): { readonly plan: Plan; readonly diagnostics: readonly Diagnostic[] } | undefined {
  const platformDocument = readDocument('llmflow.yaml', platform).document
  const inventoryDocument = readDocument('inventory.yaml', inventory).document
  if (platformDocument === undefined || inventoryDocument === undefined) return undefined
  const { read } = readPlatform([platformDocument])
  const machines = readInventory([inventoryDocument]).read
  if (read === undefined || machines === undefined) return undefined
  const planned = planPlatform({ platform: read, inventory: machines })
  return planned.plan === undefined
    ? undefined
    : { plan: planned.plan, diagnostics: planned.diagnostics }
}
