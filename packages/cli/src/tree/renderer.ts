// Loads what renders for the commands that need files, which the others do without.

import type { appliedTrees, hasMachines, renderers } from '@llmflow/render'

type Render = {
  readonly appliedTrees: typeof appliedTrees
  readonly hasMachines: typeof hasMachines
  readonly renderers: typeof renderers
}

export const loadRender = (): Promise<Render> => import('@llmflow/render')
