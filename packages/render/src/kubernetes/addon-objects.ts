// Builds the objects that the platform adds to addons, such as the addresses that a load balancer may give out.

import type { AddonObject, Plan } from '@llmflow/spec'
import { type KubernetesObject, platformLabels } from './object.js'

export function buildAddonObjects({ addons }: Plan): readonly KubernetesObject[] {
  return Object.values(addons).flatMap(({ objects = [] }) => objects.map(objectOf))
}

function objectOf({
  apiVersion,
  kind,
  name,
  namespace,
  annotations,
  body,
}: AddonObject): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: platformLabels,
      ...(annotations === undefined ? {} : { annotations }),
    },
    ...body,
  }
}
