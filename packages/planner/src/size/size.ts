// Sizes a platform for a number of people: the tables of the guide’s chapter 9, from the steps of planning.

import type { Platform } from '@llmflow/spec'
import { demandRow, type DemandRow } from './demand.js'
import { draftOf } from './draft.js'
import { machinesFor, type Machines } from './machines.js'
import { everyModel, inferenceGpu, modelRows, type ChosenModel, type ModelRow } from './models.js'
import { defaultModels, platformFor, withModels, withUsers } from './platform.js'

export type Sizing = {
  readonly demand: DemandRow
  /** The GPU product on which the models are sized. */
  readonly gpu: string
  readonly models: readonly ModelRow[]
  readonly machines: Machines
}

type SizingInput = {
  readonly users: number
  /** The chat models; those of the guide, or of the platform, when empty. */
  readonly models: readonly ChosenModel[]
  /** The platform to size; one with the guide’s components when absent. */
  readonly platform: Platform | undefined
  /** The release line of a platform that is not given. */
  readonly release: string
}

/** Undefined when the platform has no plan. */
export function sizePlatform(input: SizingInput): Sizing | undefined {
  const { users, models, platform } = input
  const release = platform?.release ?? input.release
  const sized = sizedPlatform(users, models, platform, release)
  const plan = sized === undefined ? undefined : draftOf(sized, undefined)?.plan
  const machines = sized === undefined ? undefined : machinesFor(sized)
  if (sized === undefined || plan === undefined || machines === undefined) return undefined
  const rows = modelRows(shownModels(models, platform), release)
  return { demand: demandRow(sized, plan), gpu: inferenceGpu, models: rows, machines }
}

/** The models that were named, else those of the platform, else every one that is known. */
function shownModels(
  models: readonly ChosenModel[],
  platform: Platform | undefined,
): readonly ChosenModel[] {
  if (models.length > 0) return models
  if (platform === undefined) return everyModel
  return platform.models
    .filter(({ kind, endpoint }) => kind === 'chat' && endpoint === undefined)
    .map(({ weights, precision }) => ({ weights, precision }))
}

function sizedPlatform(
  users: number,
  models: readonly ChosenModel[],
  platform: Platform | undefined,
  release: string,
): Platform | undefined {
  if (platform === undefined) {
    const chosen = models.length === 0 ? defaultModels : models
    return platformFor(users, modelRows(chosen, release), release)
  }
  const own = withUsers(platform, users)
  return models.length === 0 ? own : withModels(own, modelRows(models, release))
}
