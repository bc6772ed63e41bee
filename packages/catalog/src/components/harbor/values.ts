// Computes the values of the Harbor chart: its own database, no scanner without a network, one address.

import { printKubernetesBytes, gibibytes, type JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor, resourcesOf } from '../../addon.js'
import type { ComponentSizes, Context } from '../../component.js'
import { replicaFloor } from '../../standing.js'
import { registryAddressOf } from './options.js'

export const harborSecret = 'harbor'
export const certificateSecret = 'harbor-certificate'

const tag = 'v2.12.2'
const nodePort = 30_003

const parts = {
  nginx: 'nginx-photon',
  portal: 'harbor-portal',
  core: 'harbor-core',
  jobservice: 'harbor-jobservice',
  registry: 'registry-photon',
  controller: 'harbor-registryctl',
  database: 'harbor-db',
  redis: 'redis-photon',
  exporter: 'harbor-exporter',
} as const

export const harborImages = Object.values(parts).map((name) => `docker.io/goharbor/${name}:${tag}`)

export function harborValues(context: Context, sizes: ComponentSizes): JsonObject {
  const image = (part: keyof typeof parts): JsonObject => ({
    repository: `${registryFor(context, 'docker.io')}/goharbor/${parts[part]}`,
    tag,
  })
  const registry = sizes['registry']
  const replicas = replicaFloor(context.platform)
  return {
    expose: exposedAs(context),
    externalURL: externalUrlOf(context),
    imagePullSecrets: pullSecretsOf(context),
    existingSecretAdminPassword: harborSecret,
    existingSecretSecretKey: harborSecret,
    persistence: persistenceOf(context, sizes),
    // The chart's own scanner fetches its list of vulnerabilities from the internet.
    trivy: { enabled: false },
    metrics: { enabled: true },
    updateStrategy: { type: 'Recreate' },
    nginx: { image: image('nginx'), replicas },
    portal: { image: image('portal'), replicas },
    core: {
      image: image('core'),
      replicas,
      existingSecret: harborSecret,
      existingXsrfSecret: harborSecret,
    },
    jobservice: { image: image('jobservice'), existingSecret: harborSecret },
    registry: {
      registry: {
        image: image('registry'),
        ...(registry === undefined ? {} : { resources: resourcesOf(registry) }),
      },
      controller: { image: image('controller') },
      existingSecret: harborSecret,
      credentials: { username: 'harbor', existingSecret: harborSecret },
    },
    database: { type: 'internal', internal: { image: image('database') } },
    redis: { type: 'internal', internal: { image: image('redis') } },
    exporter: { image: image('exporter') },
  }
}

function exposedAs(context: Context): JsonObject {
  const address = registryAddressOf(context)
  const tls = { enabled: true, certSource: 'secret', secret: { secretName: certificateSecret } }
  return address === undefined
    ? { type: 'nodePort', tls, nodePort: { ports: { https: { nodePort } } } }
    : { type: 'loadBalancer', tls, loadBalancer: { IP: address } }
}

/** The address that Harbor writes into tokens: pulls fail where it differs from the one that nodes use. */
function externalUrlOf({ platform }: Context): string {
  return `https://${platform.registry?.host ?? `harbor.${platform.domain}`}`
}

function persistenceOf({ platform }: Context, sizes: ComponentSizes): JsonObject {
  const choice = platform.components['harbor']?.storageClass
  const storageClass = choice === undefined ? {} : { storageClass: choice }
  const size = printKubernetesBytes(sizes['registry']?.storage?.value ?? gibibytes(500))
  const small = { ...storageClass, size: '10Gi' }
  return {
    resourcePolicy: 'keep',
    persistentVolumeClaim: {
      registry: { ...storageClass, size },
      jobservice: { jobLog: { ...storageClass, size: '2Gi' } },
      database: small,
      redis: { ...storageClass, size: '2Gi' },
    },
    imageChartStorage: { type: 'filesystem' },
  }
}
