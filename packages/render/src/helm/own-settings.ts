// Names the settings that a chart has and a plan has not: which environment it is, and what is installed at all.

import type { JsonObject } from '@llmflow/spec'
import type { Setting } from './settings.js'
import type { PrintedPlan } from './templates.js'

const toggle: JsonObject = { type: 'boolean' }

export function ownSettings(
  environment: string,
  printed: readonly PrintedPlan[],
  components: readonly string[],
): readonly Setting[] {
  return [
    {
      place: ['global', 'environment'],
      schema: { type: 'string', enum: printed.map((one) => one.environment) },
      description: 'Environment whose plan this is; its values file sets it',
      value: environment,
    },
    {
      place: ['global', 'createNamespaces'],
      schema: toggle,
      description:
        'Whether the chart makes the namespaces; their secrets must be there before pods are',
      value: true,
    },
    ...components.map((component) => ({
      place: [component, 'enabled'],
      schema: toggle,
      description: `Whether ${component} is installed; when it is not, no rule lets others connect to it`,
      value: true,
    })),
  ]
}
