// Describes the queue of a Milvus cluster: three Kafka brokers that are their own controllers.

import {
  edgeTo,
  fieldOf,
  gibibytes,
  membersOf,
  mebibytes,
  seconds,
  secretText,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { tcpProbe } from '../../probe.js'

/** Base64 of sixteen bytes that never change: brokers of another cluster are refused. */
const clusterId = 'bGxtZmxvdy1taWx2dXMtMQ'

/** Numbers the voters in the order of their names; the own number ends the own name. */
const start = [
  'voters= number=0',
  'for host in $MEMBERS; do voters="${voters:+$voters,}$number@$host:9093"; number=$((number + 1)); done',
  'export KAFKA_CONTROLLER_QUORUM_VOTERS="$voters" KAFKA_NODE_ID="${REPLICA_NAME##*-}"',
  'exec /etc/kafka/docker/run',
].join('\n')

export function kafkaWorkload(context: Context, sizes: PartSizes): Workload {
  const storageClass = context.platform.components['milvus']?.storageClass
  const image = context.factsOf('milvus').images['kafka']
  const copies = Math.min(3, sizes.replicas.minimum.value)
  return buildWorkload(context, sizes, {
    id: 'milvus-kafka',
    component: 'milvus',
    part: 'kafka',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    ...(image === undefined ? {} : { image }),
    command: ['/bin/bash', '-c', start],
    environment: {
      REPLICA_NAME: [fieldOf('pod-name')],
      MEMBERS: [membersOf('milvus-kafka', 'controller', 'host', ' ')],
      CLUSTER_ID: [clusterId],
      KAFKA_PROCESS_ROLES: ['broker,controller'],
      KAFKA_LISTENERS: ['PLAINTEXT://:9092,CONTROLLER://:9093'],
      KAFKA_ADVERTISED_LISTENERS: secretText`PLAINTEXT://${fieldOf('member-host')}:9092`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: ['CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT'],
      KAFKA_INTER_BROKER_LISTENER_NAME: ['PLAINTEXT'],
      KAFKA_CONTROLLER_LISTENER_NAMES: ['CONTROLLER'],
      // A directory inside the volume: a volume's root may hold lost+found, which is no log.
      KAFKA_LOG_DIRS: ['/var/lib/kafka/data/logs'],
      KAFKA_HEAP_OPTS: ['-Xms2g -Xmx2g'],
      KAFKA_DEFAULT_REPLICATION_FACTOR: [`${copies}`],
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: [`${copies}`],
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: [`${copies}`],
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: [`${Math.max(1, copies - 1)}`],
      KAFKA_MIN_INSYNC_REPLICAS: [`${Math.max(1, copies - 1)}`],
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: ['true'],
      KAFKA_MESSAGE_MAX_BYTES: ['10485760'],
      KAFKA_REPLICA_FETCH_MAX_BYTES: ['10485760'],
      KAFKA_LOG_RETENTION_HOURS: ['72'],
    },
    ports: [
      { name: 'kafka', number: 9092, scheme: 'tcp' },
      { name: 'controller', number: 9093, scheme: 'tcp', internal: true },
    ],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/var/lib/kafka/data',
        size: sizes.storage?.value ?? gibibytes(20),
        ...(storageClass === undefined ? {} : { storageClass }),
        accessMode: 'ReadWriteOnce',
      },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(256) },
    ],
    probes: {
      startup: tcpProbe('kafka', { failures: 60 }),
      ready: tcpProbe('kafka'),
      live: tcpProbe('kafka', { every: 20, failures: 6 }),
    },
    role: 'vector',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: false,
    // The start script writes its configuration into /opt/kafka/config.
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: false },
    edges: [
      edgeTo('milvus-kafka', 'kafka', 'replication of the log'),
      edgeTo('milvus-kafka', 'controller', 'election of the controller'),
    ],
    stopWithin: seconds(90),
    priority: 950,
  })
}
