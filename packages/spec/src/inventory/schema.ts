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
  descriptionField,
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
  key: z
    .string()
    .max(300)
    .meta(about('Key of the taint, such as nvidia.com/gpu.', '테인트의 키. 예: nvidia.com/gpu')),
  value: z
    .string()
    .max(63)
    .optional()
    .meta(
      about(
        'Value of the taint; computed tolerations match it exactly.',
        '테인트의 값. 계산된 톨러레이션은 이 값과 정확히 맞춥니다',
      ),
    ),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .meta(
      about(
        'What happens to pods that do not tolerate it: NoSchedule keeps new ones away, NoExecute also evicts, PreferNoSchedule only discourages.',
        '테인트를 허용하지 않는 파드의 처리: NoSchedule은 새로 배치하지 않고, NoExecute는 실행 중인 파드도 내보내며, PreferNoSchedule은 되도록 피합니다',
      ),
    ),
})

const node = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the node; unique in the inventory.',
      '노드의 이름. 인벤토리에서 하나뿐이어야 합니다',
    ),
  ),
  address: addressField
    .optional()
    .meta(
      about(
        'IPv4 address; machines outside Kubernetes need one. It must lie in a network of the pool’s links.',
        'IPv4 주소. Kubernetes 밖의 서버에는 반드시 필요합니다. 풀의 링크에 연결된 네트워크 안에 있어야 합니다',
      ),
    ),
  zone: z
    .string()
    .max(63)
    .optional()
    .meta(
      about(
        'Zone that fails as one; replicas are spread over zones.',
        '함께 장애가 나는 구역(존). 레플리카를 여러 존에 나눠 배치합니다',
      ),
    ),
  rack: z
    .string()
    .max(63)
    .optional()
    .meta(
      about(
        'Rack in which the node stands; power and space are added up for each.',
        '노드가 있는 랙. 랙마다 전력과 공간을 합산합니다',
      ),
    ),
})

const pool = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the pool, as components.NAME.pool and storage refer to it.',
      '풀의 이름. components.이름.pool과 스토리지에서 이 이름으로 가리킵니다',
    ),
  ),
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
  nodes: z
    .union([
      z.array(node).min(1).max(5000),
      z.strictObject({
        count: countField(5000).min(1).meta(about('Nodes in the pool.', '풀의 노드 수')),
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
    ])
    .meta(
      about(
        'The machines: a list with names, or how many there are.',
        '풀의 서버. 이름 목록으로 적거나 개수로 적습니다',
      ),
    ),
  cpu: aboveZero(cpuField).meta(
    about('Hardware threads of one node.', '노드 한 대의 하드웨어 스레드 수'),
  ),
  processors: processors.optional().meta(about('What `cpu` is made of.', '`cpu`의 내역')),
  memory: aboveZero(bytesField).meta(
    about(
      'Memory of one node, such as 1TiB; workloads get it less `reserved`.',
      '노드 한 대의 메모리. 예: 1TiB. `reserved`를 뺀 만큼을 워크로드가 씁니다',
    ),
  ),
  gpus: z
    .strictObject({
      product: z
        .string()
        .max(60)
        .meta(
          about(
            'GPU product, such as A100-SXM4-80GB; models ask for it by this name.',
            'GPU 제품. 예: A100-SXM4-80GB. 모델의 gpu와 이름이 같아야 합니다',
          ),
        ),
      count: countField(64).min(1).meta(about('GPUs in one node.', '노드 한 대의 GPU 수')),
    })
    .optional()
    .meta(
      about('GPUs of one node; left out means none.', '노드 한 대의 GPU. 생략하면 GPU가 없습니다'),
    ),
  disks: z.array(disk).max(20).default([]).meta(about('Disks of one node.', '노드 한 대의 디스크')),
  labels: z
    .record(z.string().max(300), z.string().max(63))
    .default({})
    .meta(
      about(
        'Labels that tell this pool’s nodes from others.',
        '이 풀의 노드를 다른 노드와 구별하는 레이블',
      ),
    ),
  taints: z
    .array(taint)
    .max(20)
    .default([])
    .meta(
      about(
        'Taints of the nodes; workloads that are placed here get the tolerations for them.',
        '노드의 테인트. 이 풀에 배치되는 워크로드에는 맞는 톨러레이션이 붙습니다',
      ),
    ),
  reserved: z
    .strictObject({
      cpu: cpuField
        .default(cpuMillis(1000))
        .meta(
          about(
            'Threads of one node that workloads do not get.',
            '노드 한 대에서 워크로드에 주지 않을 스레드 수',
          ),
        ),
      memory: bytesField
        .default(gibibytes(4))
        .meta(
          about(
            'Memory of one node that workloads do not get.',
            '노드 한 대에서 워크로드에 주지 않을 메모리',
          ),
        ),
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
  name: nameField.meta(
    about('Name of the Kubernetes StorageClass.', 'Kubernetes StorageClass의 이름'),
  ),
  kind: z
    .enum(['block', 'file', 'local'])
    .meta(
      about(
        'Block devices, shared files, or disks of the node itself. Ceph and Longhorn bring the first two, never local.',
        '블록(block), 공유 파일(file), 노드 자체의 디스크(local). Ceph와 Longhorn은 local이 아닌 클래스만 만듭니다',
      ),
    ),
  accessModes: z
    .array(z.enum(['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOncePod']))
    .min(1)
    .default(['ReadWriteOnce'])
    .meta(
      about(
        'How volumes may be mounted. The model store needs ReadWriteMany, data volumes ReadWriteOnce.',
        '볼륨을 마운트할 수 있는 방식. 모델 저장소에는 ReadWriteMany, 데이터 볼륨에는 ReadWriteOnce가 필요합니다',
      ),
    ),
  capacity: bytesField
    .optional()
    .meta(about('Usable capacity of the whole class.', '클래스 전체의 실효 용량')),
  replication: countField(10)
    .default(1)
    .meta(
      about(
        'Copies that the storage keeps of everything; usable is raw divided by it.',
        '스토리지가 데이터를 몇 벌로 저장하는지. 전체 용량을 이 수로 나눈 것이 실효 용량입니다',
      ),
    ),
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
  isDefault: z
    .boolean()
    .default(false)
    .meta(
      about(
        'Whether volumes that name no class lie here.',
        '클래스를 지정하지 않은 볼륨을 여기에 둘지 여부',
      ),
    ),
})

/** The Inventory: what a person writes in inventory.yaml. */
export const inventorySchema = z.strictObject({
  apiVersion: z
    .literal('llmflow.io/v1')
    .meta(about('Version of this file’s format.', '이 파일의 형식 버전')),
  kind: z
    .literal('Inventory')
    .meta(
      about(
        'What this file describes: an inventory.',
        '이 파일이 기술하는 것. 인벤토리이면 Inventory입니다',
      ),
    ),
  metadata: z
    .strictObject({
      name: nameField.meta(about('Name of the inventory.', '인벤토리의 이름')),
      description: descriptionField,
    })
    .meta(about('What the file is called.', '이 파일의 이름과 설명')),
  kubernetes: z
    .strictObject({
      minor: z
        .string()
        .regex(/^1\.[0-9]{1,2}$/, 'a minor version such as 1.29')
        .meta(
          about(
            "Minor version that the cluster runs, in quotes: '1.29'. It may not be older than that of the release.",
            "클러스터의 Kubernetes 마이너 버전. 따옴표로 감쌉니다: '1.29'. 릴리스의 버전보다 낮으면 안 됩니다",
          ),
        ),
    })
    .optional()
    .meta(about('The Kubernetes cluster that runs here.', '여기서 실행되는 Kubernetes 클러스터')),
  pools: z
    .array(pool)
    .min(1)
    .max(200)
    .meta(
      about(
        'Machines of one kind form a pool; merged by name in overlays.',
        '같은 종류의 서버를 묶은 풀. 오버레이에서는 이름이 같은 항목끼리 합칩니다',
      ),
    ),
  networks: z
    .array(network)
    .max(200)
    .default([])
    .meta(about('Networks in use, with their ranges.', '사용 중인 네트워크와 대역')),
  storageClasses: z
    .array(storageClass)
    .max(50)
    .default([])
    .meta(about('Storage classes of the cluster.', '클러스터의 스토리지 클래스')),
  objectStores: z
    .array(objectStore)
    .max(20)
    .default([])
    .meta(
      about(
        'How drives are joined to an object store, and what it may lose.',
        '드라이브를 묶어 만드는 오브젝트 스토어와 그 패리티',
      ),
    ),
  fabrics: z
    .array(fabric)
    .max(50)
    .default([])
    .meta(about('InfiniBand fabrics.', 'InfiniBand 패브릭')),
  switches: z
    .array(networkSwitch)
    .max(500)
    .default([])
    .meta(
      about(
        'Switches; what leads to one of them alone is found.',
        '스위치. 스위치 하나에만 연결된 것은 검사에서 찾아냅니다',
      ),
    ),
  racks: z
    .array(rack)
    .max(500)
    .default([])
    .meta(
      about(
        'Racks with their power and space. Once there are any, every rack that is named must be among them.',
        '랙의 전력과 공간. 하나라도 적으면, 다른 곳에서 쓴 랙 이름이 모두 여기에 있어야 합니다',
      ),
    ),
  site: site
    .optional()
    .meta(about('Power and cooling of the whole site.', '설비 전체의 전력과 냉각')),
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
