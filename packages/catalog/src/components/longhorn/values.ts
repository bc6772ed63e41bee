// Computes the values of the Longhorn chart: its registry, nodes with taints, and nothing that calls home.

import type { JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor } from '../../addon.js'
import type { Context } from '../../component.js'

const version = 'v1.7.2'

export const longhornImages: readonly string[] = [
  ...[
    'longhorn-engine',
    'longhorn-instance-manager',
    'longhorn-manager',
    'longhorn-share-manager',
    'longhorn-ui',
    'backing-image-manager',
  ].map((name) => `docker.io/longhornio/${name}:${version}`),
  'docker.io/longhornio/support-bundle-kit:v0.0.45',
  'docker.io/longhornio/csi-attacher:v4.7.0',
  'docker.io/longhornio/csi-provisioner:v4.0.1-20241007',
  'docker.io/longhornio/csi-node-driver-registrar:v2.12.0',
  'docker.io/longhornio/csi-resizer:v1.12.0',
  'docker.io/longhornio/csi-snapshotter:v7.0.2-20241007',
  'docker.io/longhornio/livenessprobe:v2.14.0',
]

export function longhornValues(context: Context): JsonObject {
  const path = context.platform.components['longhorn']?.options?.['path']
  const registrySecret = pullSecretsOf(context)[0]?.['name']
  const tolerations = [{ operator: 'Exists' }]
  return {
    privateRegistry: {
      registryUrl: registryFor(context, 'docker.io'),
      ...(registrySecret === undefined ? {} : { registrySecret }),
    },
    longhornManager: { tolerations },
    longhornDriver: { tolerations },
    // The classes of the inventory stand beside it under their own names.
    persistence: { defaultClass: false },
    defaultSettings: {
      defaultDataPath: typeof path === 'string' && path !== '' ? path : '/var/lib/longhorn',
      taintToleration: taintsOf(context),
      // Without it a lost node keeps its volumes until somebody deletes its pods by hand.
      nodeDownPodDeletionPolicy: 'delete-both-statefulset-and-deployment-pod',
      storageOverProvisioningPercentage: 100,
      storageMinimalAvailablePercentage: 15,
      upgradeChecker: false,
      allowCollectingLonghornUsageMetrics: false,
    },
  }
}

/** What Longhorn starts itself, such as its engines, tolerates only what this line says. */
function taintsOf({ inventory }: Context): string {
  const taints = (inventory?.pools ?? [])
    .filter(({ kind }) => kind === 'cluster')
    .flatMap((pool) => pool.taints)
    .map(({ key, value, effect }) => `${key}${value === undefined ? '' : `=${value}`}:${effect}`)
  return [...new Set(taints)].join('; ')
}
