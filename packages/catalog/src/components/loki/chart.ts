// Names what others need to know of the Loki chart: where it runs and what its Service is called.

import type { Context } from '../../component.js'

export const lokiAddon = 'loki'
export const lokiNamespace = 'loki'
export const lokiPort = 3100
export const lokiBucket = 'loki'

/** Everything that Loki runs in one kind of process. */
export const lokiLabels = {
  'app.kubernetes.io/name': 'loki',
  'app.kubernetes.io/component': 'single-binary',
} as const

export const lokiHost = ({ platform }: Context): string =>
  `${lokiAddon}.${lokiNamespace}.svc.${platform.network.clusterDomain}`
