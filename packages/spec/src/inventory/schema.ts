// Defines what a person writes in inventory.yaml: the hardware, network and nodes that exist.

import { z } from 'zod'
import { cpuMillis } from '../quantity/brand.js'
import { gibibytes } from '../quantity/bytes.js'
import {
  about,
  aboveZero,
  addressField,
  bytesField,
  countField,
  cpuField,
  nameField,
  wattsField,
} from '../platform/fields.js'
import {
  disk,
  fabric,
  link,
  managementController,
  network,
  networkSwitch,
  objectStore,
  planes,
  processors,
  rack,
  site,
} from './hardware.js'

export const roles = [
  'control-plane',
  'application',
  'inference',
  'training',
  'vector',
  'database',
  'cache',
  'storage',
  'edge',
] as const

/** What a pool is for. A workload names a role; the pool that has it takes the workload. */
export type Role = (typeof roles)[number]

const taint = z.strictObject({
  key: z.string().max(300),
  value: z.string().max(63).optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
})

const node = z.strictObject({
  name: nameField,
  address: addressField.optional(),
  zone: z.string().max(63).optional(),
  rack: z.string().max(63).optional(),
})

const pool = z.strictObject({
  name: nameField,
  kind: z
    .enum(['cluster', 'hosts', 'control-plane'])
    .default('cluster')
    .meta(
      about(
        'Kubernetes workers, machines outside Kubernetes, or the control plane.',
        'Kubernetes 워커(cluster), Kubernetes 밖의 서버(hosts), 컨트롤 플레인(control-plane) 가운데 하나',
      ),
    ),
  roles: z
    .array(z.enum(roles))
    .min(1)
    .meta(
      about(
        'What the pool is for; the first pool with a role takes its workloads.',
        '풀의 역할. 역할이 같은 첫 번째 풀이 그 워크로드를 맡습니다',
      ),
    ),
  plane: z
    .enum(planes)
    .optional()
    .meta(
      about(
        'The plane that it belongs to; follows from kind and roles when left out.',
        '풀이 속한 플레인. 생략하면 kind와 roles에서 정해집니다',
      ),
    ),
  nodes: z.union([
    z.array(node).min(1).max(5000),
    z.strictObject({
      count: countField(5000).min(1),
      prefix: nameField.meta(
        about(
          'Nodes are called <prefix>-01, <prefix>-02 …',
          '노드 이름의 앞부분. <prefix>-01, <prefix>-02 …가 됩니다',
        ),
      ),
      firstAddress: addressField
        .optional()
        .meta(
          about(
            'Address of the first node; the others follow.',
            '첫 번째 노드의 주소. 나머지는 차례로 이어집니다',
          ),
        ),
      zones: z
        .array(z.string().max(63))
        .max(50)
        .default([])
        .meta(about('Zones in turn.', '노드에 차례로 배정할 존')),
      racks: z
        .array(z.string().max(63))
        .max(500)
        .default([])
        .meta(about('Racks in turn.', '노드에 차례로 배정할 랙')),
    }),
  ]),
  cpu: aboveZero(cpuField).meta(
    about('Hardware threads of one node.', '노드 한 대의 하드웨어 스레드 수'),
  ),
  processors: processors.optional().meta(about('What `cpu` is made of.', '`cpu`의 내역')),
  memory: aboveZero(bytesField),
  gpus: z.strictObject({ product: z.string().max(60), count: countField(64).min(1) }).optional(),
  disks: z.array(disk).max(20).default([]),
  labels: z
    .record(z.string().max(300), z.string().max(63))
    .default({})
    .meta(
      about(
        'Labels that tell this pool’s nodes from others.',
        '이 풀의 노드를 다른 노드와 구별하는 레이블',
      ),
    ),
  taints: z.array(taint).max(20).default([]),
  reserved: z
    .strictObject({
      cpu: cpuField.default(cpuMillis(1000)),
      memory: bytesField.default(gibibytes(4)),
    })
    .prefault({})
    .meta(
      about(
        'Kept for the system, kubelet and node agents.',
        '운영체제, kubelet, 노드 에이전트 몫으로 남겨 두는 자원',
      ),
    ),
  power: wattsField
    .optional()
    .meta(
      about(
        'Watts of one node under load, GPUs included.',
        '부하가 걸렸을 때 노드 한 대의 소비 전력(W). GPU를 포함합니다',
      ),
    ),
  units: countField(60)
    .min(1)
    .optional()
    .meta(about('Rack units of one node.', '노드 한 대가 차지하는 랙 공간(U)')),
  links: z
    .array(link)
    .max(20)
    .default([])
    .meta(about('Network ports of one node.', '노드 한 대의 네트워크 포트')),
  bmc: managementController
    .optional()
    .meta(
      about(
        'The controller that switches a node on and off (IPMI, Redfish).',
        '노드의 전원을 제어하는 컨트롤러(IPMI, Redfish)',
      ),
    ),
  note: z
    .string()
    .max(1000)
    .optional()
    .meta(about('Why the pool is as it is.', '풀을 이렇게 구성한 이유')),
})

const storageClass = z.strictObject({
  name: nameField,
  kind: z.enum(['block', 'file', 'local']),
  accessModes: z
    .array(z.enum(['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOncePod']))
    .min(1)
    .default(['ReadWriteOnce']),
  capacity: bytesField
    .optional()
    .meta(about('Usable capacity of the whole class.', '클래스 전체의 실효 용량')),
  replication: countField(10).default(1),
  pools: z
    .array(nameField)
    .max(50)
    .default([])
    .meta(
      about(
        'Pools whose disks hold it; none when it lies outside this inventory.',
        '이 클래스의 디스크가 있는 풀. 없으면 인벤토리 밖의 스토리지입니다',
      ),
    ),
  isDefault: z.boolean().default(false),
})

/** The Inventory: what a person writes in inventory.yaml. */
export const inventorySchema = z.strictObject({
  apiVersion: z.literal('llmflow.io/v1'),
  kind: z.literal('Inventory'),
  metadata: z.strictObject({ name: nameField, description: z.string().max(2000).optional() }),
  kubernetes: z
    .strictObject({
      minor: z.string().regex(/^1\.[0-9]{1,2}$/, 'a minor version such as 1.29'),
    })
    .optional(),
  pools: z.array(pool).min(1).max(200),
  networks: z.array(network).max(200).default([]),
  storageClasses: z.array(storageClass).max(50).default([]),
  objectStores: z.array(objectStore).max(20).default([]),
  fabrics: z.array(fabric).max(50).default([]),
  switches: z.array(networkSwitch).max(500).default([]),
  racks: z.array(rack).max(500).default([]),
  site: site.optional(),
})

/** A checked Inventory with every default filled in. */
export type Inventory = z.output<typeof inventorySchema>
export type Pool = Inventory['pools'][number]
export type Taint = Pool['taints'][number]
export type StorageClass = Inventory['storageClasses'][number]
export type Disk = Pool['disks'][number]
export type Link = Pool['links'][number]
export type Network = Inventory['networks'][number]
export type Plane = NonNullable<Pool['plane']>
