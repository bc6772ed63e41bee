// Runs check, plan and render on texts, as a command does, and says what came out.

import { planPlatform } from '@llmflow/planner'
import { renderKubernetes } from '@llmflow/render'
import { hasErrors, readDocument, readInventory, readPlatform } from '@llmflow/spec'

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

export function produce({ platform, inventory }: Texts): Produced {
  const platformDocument = readDocument('llmflow.yaml', platform).document
  const inventoryDocument = readDocument('inventory.yaml', inventory).document
  if (platformDocument === undefined || inventoryDocument === undefined) return nothing
  const { read } = readPlatform([platformDocument])
  const machines = readInventory([inventoryDocument]).read
  if (read === undefined || machines === undefined) return nothing
  const { plan, diagnostics } = planPlatform({ platform: read, inventory: machines })
  if (plan === undefined) return nothing
  return {
    isAccepted: !hasErrors(diagnostics),
    errors: diagnostics.flatMap(({ code, severity, params }) =>
      severity === 'error' ? [`${code} ${JSON.stringify(params)}`] : [],
    ),
    nodes: Object.keys(plan.nodes).length,
    models: plan.service.models.length,
    tenants: Object.keys(plan.tenants).length,
    files: renderKubernetes(plan).files.length,
  }
}
