// Writes a first inventory.yaml: machines on which the first platform fits, to be replaced by real ones.

import { newestRelease } from '../catalog-names.js'
import type { CliWords } from '../words/words.js'
import type { Answers } from './answers.js'
import { gpuNodesFor, layoutFor } from './layout.js'

export function inventoryText(answers: Answers, { init }: CliWords): string {
  const { comments } = init
  const body = layoutFor(answers) === 'host' ? hostLines(answers) : clusterLines(answers)
  const lines = [
    '# yaml-language-server: $schema=.llmflow/inventory.schema.json',
    `# ${comments.inventory}`,
    'apiVersion: llmflow.io/v1',
    'kind: Inventory',
    'metadata:',
    `  name: ${answers.name}`,
    'kubernetes:',
    `  minor: "${newestRelease?.kubernetesMinor ?? ''}"`,
    '',
    `# ${comments.pools}`,
    ...body,
  ]
  return `${lines.join('\n')}\n`
}

function hostLines({ gpus, gpuProduct }: Answers): readonly string[] {
  return [
    'pools:',
    '  - name: host',
    '    roles: [application, inference, vector, database, cache, storage]',
    '    nodes: [{name: host-01, address: 192.168.0.10}]',
    '    cpu: 96',
    '    memory: 768GiB',
    `    gpus: {product: ${gpuProduct}, count: ${gpus}}`,
    '    disks: [{kind: nvme, size: 8TB, count: 2}]',
    '',
    'networks:',
    '  - {name: office, range: 192.168.0.0/24, purpose: nodes}',
    '',
    'storageClasses:',
    '  - {name: local-path, kind: local, accessModes: [ReadWriteOnce, ReadWriteMany], capacity: 8TB, isDefault: true}',
  ]
}

type PoolText = {
  readonly name: string
  readonly kind?: 'hosts' | 'control-plane'
  readonly role: string
  readonly count: number
  readonly first: string
  readonly memory: string
  readonly disks: string
  readonly more?: readonly string[]
}

function clusterLines(answers: Answers): readonly string[] {
  const pools = clusterPools(answers)
  return ['pools:', ...pools.flatMap(poolLines), ...networkLines, ...storageLines]
}

const racks = '[rack-a, rack-b, rack-c]'

function clusterPools(answers: Answers): readonly PoolText[] {
  const { nodes, gpusPerNode } = gpuNodesFor(answers)
  const gpus = [
    `    gpus: {product: ${answers.gpuProduct}, count: ${gpusPerNode}}`,
    '    taints: [{key: nvidia.com/gpu, value: "true", effect: NoSchedule}]',
  ]
  const controlPlane = [
    '    taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]',
  ]
  const large = '[{kind: nvme, size: 4TB, count: 2}]'
  return [
    {
      name: 'management',
      kind: 'control-plane',
      role: 'control-plane',
      count: 3,
      first: '10.60.0.11',
      memory: '64GiB',
      disks: large,
      more: controlPlane,
    },
    {
      name: 'application',
      role: 'application',
      count: 9,
      first: '10.60.0.21',
      memory: '512GiB',
      disks: large,
    },
    {
      name: 'vector',
      role: 'vector',
      count: 6,
      first: '10.60.0.41',
      memory: '512GiB',
      disks: large,
    },
    {
      name: 'inference',
      role: 'inference',
      count: nodes,
      first: '10.60.0.61',
      memory: '1TiB',
      disks: large,
      more: gpus,
    },
    {
      name: 'postgresql',
      kind: 'hosts',
      role: 'database',
      count: 3,
      first: '10.40.0.11',
      memory: '512GiB',
      disks: large,
    },
    {
      name: 'redis',
      kind: 'hosts',
      role: 'cache',
      count: 3,
      first: '10.40.0.21',
      memory: '256GiB',
      disks: large,
    },
    {
      name: 'minio',
      kind: 'hosts',
      role: 'storage',
      count: 4,
      first: '10.30.0.11',
      memory: '256GiB',
      disks: '[{kind: nvme, size: 25TB, count: 4}]',
    },
  ]
}

function poolLines({
  name,
  kind,
  role,
  count,
  first,
  memory,
  disks,
  more,
}: PoolText): readonly string[] {
  return [
    `  - name: ${name}`,
    ...(kind === undefined ? [] : [`    kind: ${kind}`]),
    `    roles: [${role}]`,
    `    nodes: {count: ${count}, prefix: ${name}, firstAddress: ${first}, zones: ${racks}, racks: ${racks}}`,
    '    cpu: 128',
    `    memory: ${memory}`,
    `    disks: ${disks}`,
    ...(more ?? []),
    '',
  ]
}

const networkLines: readonly string[] = [
  'networks:',
  '  - {name: storage, range: 10.30.0.0/24, purpose: storage}',
  '  - {name: database, range: 10.40.0.0/24, purpose: database}',
  '  - {name: nodes, range: 10.60.0.0/24, purpose: nodes}',
  '  - {name: pods, range: 10.244.0.0/16, purpose: pods}',
  '  - {name: services, range: 10.96.0.0/16, purpose: services}',
  '',
]

const storageLines: readonly string[] = [
  'storageClasses:',
  '  - {name: ceph-rbd, kind: block, accessModes: [ReadWriteOnce], capacity: 48TB, replication: 3, isDefault: true}',
  '  - {name: cephfs, kind: file, accessModes: [ReadWriteMany, ReadWriteOnce], capacity: 100TB, replication: 3}',
]
