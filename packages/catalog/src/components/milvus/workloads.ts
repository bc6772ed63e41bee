// Describes Milvus’ workloads: one server, or a cluster of proxies, coordinators and nodes of three kinds.

import {
  edgeTo,
  gibibytes,
  mebibytes,
  ratio,
  seconds,
  type Edge,
  type Port,
  type Scaling,
  type Text,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { etcdBackupWorkloads } from '../etcd/backup.js'
import { etcdWorkload } from '../etcd/workload.js'
import { milvusBackupWorkload, milvusEtcd } from './backup.js'
import { kafkaWorkload } from './kafka.js'
import { passwordWorkload } from './password.js'
import {
  clusterFile,
  configurationPath,
  environmentOf,
  milvusUser,
  scratchVolumes,
  standaloneFile,
  storeEdges,
} from './settings.js'

const component = 'milvus'

export function milvusWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { milvus, etcd, kafka, password } = sizes
  if (etcd === undefined || password === undefined) return []
  const metadata = etcdWorkload(context, etcd, {
    id: 'milvus-etcd',
    component,
    part: 'etcd',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    role: 'vector',
    priority: 950,
  })
  const job = passwordWorkload(context, password)
  const copies = copiesOf(context, sizes)
  if (milvus !== undefined) return [metadata, standaloneWorkload(context, milvus), job, ...copies]
  if (kafka === undefined) return []
  const processes = roles.flatMap((role) => {
    const part = sizes[role.part]
    return part === undefined ? [] : [processWorkload(context, part, role)]
  })
  return [metadata, kafkaWorkload(context, kafka), ...processes, job, ...copies]
}

function copiesOf(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { backup } = sizes
  const own = backup === undefined ? undefined : milvusBackupWorkload(context, backup)
  return [
    ...(own === undefined ? [] : [own]),
    ...etcdBackupWorkloads(context, sizes['etcd-backup'], milvusEtcd),
  ]
}

const metrics: Port = {
  name: 'metrics',
  number: 9091,
  scheme: 'http',
  metrics: { path: '/metrics', interval: seconds(30) },
}

const probes = {
  startup: httpProbe('/healthz', 'metrics', { failures: 60 }),
  ready: httpProbe('/healthz', 'metrics', { every: 15 }),
  live: httpProbe('/healthz', 'metrics', { every: 30, timeout: 10, failures: 6 }),
}

/** A process of the cluster: what it is called, what it runs, where it listens and whom it calls. */
type ProcessRole = {
  readonly part: string
  readonly arguments: readonly Text[]
  readonly ports: readonly Port[]
  readonly edges: readonly Edge[]
  readonly role: 'application' | 'vector'
  readonly stopSeconds: number
  readonly scaling?: Scaling
}

const grpc = (name: string, number: number): Port => ({ name, number, scheme: 'grpc' })
const queue = edgeTo('milvus-kafka', 'kafka', 'reads and writes the log of changes')
const coordinators: readonly Edge[] = [
  edgeTo('milvus-mixcoord', 'rootcoord', 'collections, users and timestamps'),
  edgeTo('milvus-mixcoord', 'querycoord', 'which query node holds what'),
  edgeTo('milvus-mixcoord', 'datacoord', 'segments'),
]

const roles: readonly ProcessRole[] = [
  {
    part: 'mixcoord',
    // Version 2.4 has no role of this name: three coordinators in one process are a mixture.
    arguments: [['mixture'], ['-rootcoord'], ['-querycoord'], ['-datacoord']],
    ports: [grpc('rootcoord', 53100), grpc('querycoord', 19531), grpc('datacoord', 13333)],
    edges: [
      ...coordinators,
      queue,
      edgeTo('milvus-proxy', 'internal', 'tells proxies what has changed'),
      edgeTo('milvus-querynode', 'querynode', 'hands out segments'),
      edgeTo('milvus-datanode', 'datanode', 'hands out channels'),
      edgeTo('milvus-indexnode', 'indexnode', 'hands out indexes to build'),
    ],
    role: 'vector',
    stopSeconds: 60,
  },
  {
    part: 'proxy',
    arguments: [['proxy']],
    ports: [grpc('grpc', 19530), grpc('internal', 19529)],
    edges: [...coordinators, queue, edgeTo('milvus-querynode', 'querynode', 'searches')],
    role: 'vector',
    stopSeconds: 60,
    scaling: {
      signals: [{ kind: 'cpu', target: ratio(0.7) }],
      growAfter: seconds(60),
      shrinkAfter: seconds(600),
    },
  },
  {
    part: 'querynode',
    arguments: [['querynode']],
    ports: [grpc('querynode', 21123)],
    edges: [
      ...coordinators,
      queue,
      edgeTo('milvus-querynode', 'querynode', 'parts of a search on other nodes'),
    ],
    role: 'vector',
    // A query node hands its segments over before it goes.
    stopSeconds: 1800,
  },
  {
    part: 'datanode',
    arguments: [['datanode']],
    ports: [grpc('datanode', 21124)],
    edges: [...coordinators, queue],
    role: 'vector',
    stopSeconds: 300,
  },
  {
    part: 'indexnode',
    arguments: [['indexnode']],
    ports: [grpc('indexnode', 21121)],
    edges: coordinators,
    role: 'vector',
    stopSeconds: 300,
  },
]

function processWorkload(context: Context, sizes: PartSizes, process: ProcessRole): Workload {
  return buildWorkload(context, sizes, {
    id: `milvus-${process.part}`,
    component,
    part: process.part,
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateless',
    args: [['milvus'], ['run'], ...process.arguments],
    environment: environmentOf(context),
    files: [{ path: configurationPath, content: clusterFile }],
    ports: [...process.ports, metrics],
    volumes: scratchVolumes,
    probes,
    ...(process.scaling === undefined ? {} : { scaling: process.scaling }),
    role: process.role,
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: milvusUser,
    edges: [...storeEdges, ...process.edges],
    after: ['milvus-etcd', 'milvus-kafka', 'minio'],
    stopWithin: seconds(process.stopSeconds),
    priority: 850,
  })
}

function standaloneWorkload(context: Context, sizes: PartSizes): Workload {
  const storageClass = context.platform.components[component]?.storageClass
  return buildWorkload(context, sizes, {
    id: 'milvus',
    component,
    part: 'milvus',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    args: [['milvus'], ['run'], ['standalone']],
    environment: environmentOf(context),
    files: [{ path: configurationPath, content: standaloneFile }],
    ports: [grpc('grpc', 19530), metrics],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/var/lib/milvus',
        size: sizes.storage?.value ?? gibibytes(20),
        ...(storageClass === undefined ? {} : { storageClass }),
        accessMode: 'ReadWriteOnce',
      },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(512) },
    ],
    probes,
    role: 'vector',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: milvusUser,
    edges: storeEdges,
    after: ['milvus-etcd', 'minio'],
    stopWithin: seconds(120),
    priority: 850,
  })
}
