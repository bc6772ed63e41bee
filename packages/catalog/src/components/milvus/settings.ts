// Writes what every process of Milvus reads: its file, the addresses of its stores and its keys.

import {
  edgeTo,
  gibibytes,
  hostPortOf,
  mebibytes,
  membersOf,
  secretOf,
  text,
  type Edge,
  type SecretText,
  type Text,
  type Volume,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { minioEndpoint } from '../../endpoints.js'
import { objectStoreSecret } from '../minio/buckets.js'

/** Read after milvus.yaml, so that only what differs stands here. */
export const configurationPath = '/milvus/configs/user.yaml'

const security = `common:
  security:
    authorizationEnabled: true
`

export const standaloneFile: Text = text`mq:
  type: rocksmq
${security}`

/** The second coordinator stands by: without this setting both would work against each other. */
export const clusterFile: Text = text`mq:
  type: kafka
kafka:
  brokerList: ${membersOf('milvus-kafka', 'kafka', 'host-port')}
rootCoord:
  enableActiveStandby: true
queryCoord:
  enableActiveStandby: true
dataCoord:
  enableActiveStandby: true
${security}`

export function environmentOf(context: Context): { readonly [name: string]: SecretText } {
  const config = context.platform.components['milvus']?.config ?? {}
  // Case, `.` and `_` do not count: `queryNode.gracefulTime` is QUERYNODE_GRACEFULTIME. Variables win over files.
  const chosen = Object.entries(config).map(([name, value]): [string, SecretText] => [
    name.replaceAll('.', '_').toUpperCase(),
    [`${value}`],
  ])
  return { ...environment, ...Object.fromEntries(chosen) }
}

const environment: { readonly [name: string]: SecretText } = {
  HOME: ['/tmp'],
  ETCD_ENDPOINTS: [membersOf('milvus-etcd', 'client', 'host-port')],
  ETCD_ROOT_PATH: ['llmflow'],
  MINIO_ADDRESS: [hostPortOf(minioEndpoint.workload, minioEndpoint.port)],
  MINIO_ACCESS_KEY_ID: [secretOf(objectStoreSecret('milvus'), 'access-key')],
  MINIO_SECRET_ACCESS_KEY: [secretOf(objectStoreSecret('milvus'), 'secret-key')],
  MINIO_BUCKET_NAME: ['milvus'],
}

export const storeEdges: readonly Edge[] = [
  edgeTo('milvus-etcd', 'client', 'metadata and who does what'),
  edgeTo(minioEndpoint.workload, minioEndpoint.port, 'segments and indexes'),
]

/** Space for files that go with the process. */
export const scratchVolumes: readonly Volume[] = [
  { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(512) },
  { kind: 'scratch', name: 'work', path: '/var/lib/milvus', size: gibibytes(10) },
]

/** The image lets only root and its group run the program; group 0 gives no rights elsewhere. */
export const milvusUser = { user: 1000, group: 0, volumesGroup: 0, readOnlyRoot: true } as const
