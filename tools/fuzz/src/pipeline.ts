// Runs what a command runs, from texts to files, without a disk: read, check, plan and render.

import { audit, type AuditInput, type AuditReport } from '@llmflow/audit'
import { planPlatform, type PlanningInput, type PlanningResult } from '@llmflow/planner'
import { renderCompose, renderHelm, renderHosts, renderKubernetes } from '@llmflow/render'
import {
  hasErrors,
  readDocument,
  readInventory,
  readPlatform,
  type Diagnostic,
  type Files,
  type Inventory,
  type Plan,
  type Platform,
  type ReadDocument,
} from '@llmflow/spec'

/** The texts of a platform directory, by the names under which diagnostics speak of them. */
export type Texts = { readonly platform: string; readonly inventory: string | undefined }

export const platformFile = 'llmflow.yaml'
export const inventoryFile = 'inventory.yaml'

/** What is on trial. A law is proved by variants of these that break it. */
export type World = {
  readonly plan: (input: PlanningInput) => PlanningResult
  readonly render: (plan: Plan) => Files
  readonly compose: (plan: Plan) => Files
  readonly hosts: (plan: Plan) => Files
  readonly helm: (plan: Plan) => Files
  readonly audit: (input: AuditInput) => AuditReport
}

export const realWorld: World = {
  plan: planPlatform,
  render: renderKubernetes,
  compose: renderCompose,
  hosts: renderHosts,
  helm: renderHelm,
  audit,
}

export type Outcome = {
  readonly platform: Platform | undefined
  readonly inventory: Inventory | undefined
  readonly documents: readonly ReadDocument[]
  readonly plan: Plan | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Whether there is a plan and nobody objects to it. */
  readonly isAccepted: boolean
}

export function planTexts(texts: Texts, world: World): Outcome {
  const platformDocument = readDocument(platformFile, texts.platform)
  const inventoryDocument =
    texts.inventory === undefined ? undefined : readDocument(inventoryFile, texts.inventory)
  const platform =
    platformDocument.document === undefined ? undefined : readPlatform([platformDocument.document])
  const inventory =
    inventoryDocument?.document === undefined
      ? undefined
      : readInventory([inventoryDocument.document])
  const isReadable = texts.inventory === undefined || inventory?.read !== undefined
  const planned =
    isReadable && platform?.read !== undefined
      ? world.plan({ platform: platform.read, inventory: inventory?.read })
      : undefined
  const diagnostics = [
    ...platformDocument.diagnostics,
    ...(inventoryDocument?.diagnostics ?? []),
    ...(platform?.diagnostics ?? []),
    ...(inventory?.diagnostics ?? []),
    ...(planned?.diagnostics ?? []),
  ]
  return {
    platform: platform?.read?.value,
    inventory: inventory?.read?.value,
    documents:
      inventoryDocument === undefined ? [platformDocument] : [platformDocument, inventoryDocument],
    plan: planned?.plan,
    diagnostics,
    isAccepted: planned?.plan !== undefined && !hasErrors(diagnostics),
  }
}
