// Names images of Kubernetes itself where the platform's registry has them.

import type { Plan } from '@llmflow/spec'

export const imageIn = ({ registry }: Plan, upstream: string): string =>
  registry === null ? upstream : `${registry.host}/${upstream}`
