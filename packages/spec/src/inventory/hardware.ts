// Defines the parts of which machines, racks, networks and storage are made, for the schema of the inventory.

import { z } from 'zod'
import {
  about,
  aboveZero,
  addressField,
  bytesField,
  countField,
  nameField,
  rangeField,
  wattsField,
} from '../platform/fields.js'

export const planes = [
  'management',
  'application',
  'data',
  'vector-graph',
  'gpu',
  'storage',
] as const

/** How disks of one machine stand in for each other. Storage that keeps copies itself wants `none`. */
const raidLevels = ['none', 'raid0', 'raid1', 'raid5', 'raid6', 'raid10'] as const

/** Gigabits a second of a port with four lanes, by InfiniBand generation. */
export const fabricRates = { EDR: 100, HDR: 200, NDR: 400, XDR: 800 } as const

const speed = z
  .number()
  .positive()
  .max(1600)
  .meta(about('Gigabits a second of one port.', '포트 하나의 속도(Gb/s)'))

export const disk = z.strictObject({
  kind: z
    .enum(['nvme', 'ssd', 'hdd'])
    .default('nvme')
    .meta(
      about(
        'Kind of disk, for readers; sizes are computed from `size`, `count` and `raid`.',
        '디스크의 종류. 용량 계산에는 `size`, `count`, `raid`만 씁니다',
      ),
    ),
  size: aboveZero(bytesField).meta(
    about('Size of one disk, such as 8TB.', '디스크 하나의 크기. 예: 8TB'),
  ),
  count: countField(1000)
    .min(1)
    .default(1)
    .meta(about('Disks of this kind in one node.', '노드 한 대에 있는 이 디스크의 수')),
  raid: z
    .enum(raidLevels)
    .default('none')
    .meta(about('How these disks are joined.', '디스크를 묶는 RAID 구성')),
})

export const processors = z.strictObject({
  model: z
    .string()
    .max(100)
    .meta(
      about(
        'Product, such as AMD EPYC 9654; for readers.',
        '제품 이름. 예: AMD EPYC 9654. 계산에는 쓰지 않습니다',
      ),
    ),
  sockets: countField(16)
    .min(1)
    .default(1)
    .meta(about('Processors in one node.', '노드 한 대에 꽂힌 프로세서 수')),
  cores: countField(1000).min(1).meta(about('Cores of one socket.', '소켓 하나의 코어 수')),
  threads: countField(4000)
    .min(1)
    .meta(about('Hardware threads of one socket.', '소켓 하나의 하드웨어 스레드 수')),
})

export const link = z.strictObject({
  speed,
  ports: countField(64)
    .min(1)
    .default(1)
    .meta(about('Ports of this speed in one node.', '노드 한 대에 있는 이 속도의 포트 수')),
  bonded: z
    .boolean()
    .default(false)
    .meta(about('Whether the ports act as one.', '포트를 하나로 묶어 쓸지 여부(본딩)')),
  networks: z
    .array(nameField)
    .max(50)
    .default([])
    .meta(about('Networks that it carries.', '이 링크에 연결된 네트워크')),
  fabric: nameField
    .optional()
    .meta(
      about(
        'The InfiniBand fabric; without one it is Ethernet.',
        'InfiniBand 패브릭. 없으면 이더넷입니다',
      ),
    ),
  switches: z
    .array(nameField)
    .max(64)
    .default([])
    .meta(about('Switches that the ports lead to.', '포트가 이어지는 스위치')),
})

export const managementController = z.strictObject({
  network: nameField.meta(
    about(
      'Network of the controllers; its purpose should be bmc, and no machine’s link should carry it.',
      '컨트롤러가 연결된 네트워크. purpose를 bmc로 두고, 서버의 링크에는 연결하지 않습니다',
    ),
  ),
  firstAddress: addressField
    .optional()
    .meta(
      about(
        'Of the first node; the others follow.',
        '첫 번째 노드의 주소. 나머지는 차례로 이어집니다',
      ),
    ),
})

const addressRange = z.strictObject({
  first: addressField.meta(
    about(
      'First address that is kept; it must lie in the range.',
      '비워 둘 첫 주소. 대역 안에 있어야 합니다',
    ),
  ),
  last: addressField.meta(
    about(
      'Last address that is kept, itself included.',
      '비워 둘 마지막 주소. 이 주소까지 포함합니다',
    ),
  ),
})

export const fabric = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the InfiniBand fabric, as links and switches refer to it.',
      'InfiniBand 패브릭의 이름. 링크와 스위치에서 이 이름으로 가리킵니다',
    ),
  ),
  rate: z
    .enum(['EDR', 'HDR', 'NDR', 'XDR'])
    .meta(
      about(
        'InfiniBand generation: EDR 100, HDR 200, NDR 400 or XDR 800 Gb/s for each port. Ports of another speed are reported.',
        'InfiniBand 세대. 포트 하나가 EDR 100, HDR 200, NDR 400, XDR 800 Gb/s입니다. 속도가 다른 포트는 검사에서 알려 줍니다',
      ),
    ),
  subnetManagers: countField(100).meta(
    about(
      'Programs that can route it; one of them is active.',
      '서브넷 매니저 수. 그 가운데 하나가 활성 상태입니다',
    ),
  ),
  resource: z
    .string()
    .max(100)
    .optional()
    .meta(
      about(
        'What pods request to use it, such as rdma/hca.',
        '파드가 이 패브릭을 쓰려고 요청하는 리소스 이름. 예: rdma/hca',
      ),
    ),
})

export const networkSwitch = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the switch, as links and uplinks refer to it.',
      '스위치의 이름. 링크와 업링크에서 이 이름으로 가리킵니다',
    ),
  ),
  tier: z
    .enum(['core', 'spine', 'leaf'])
    .meta(
      about(
        'Where the switch stands: leaf switches lead to machines, spine and core join them.',
        '스위치의 계층. leaf는 서버와 이어지고, spine과 core는 스위치끼리 잇습니다',
      ),
    ),
  speed,
  fabric: nameField
    .optional()
    .meta(about('The InfiniBand fabric that it belongs to.', '이 스위치가 속한 InfiniBand 패브릭')),
  uplinks: z
    .array(nameField)
    .max(64)
    .default([])
    .meta(about('Switches above it.', '위에 있는 스위치(업링크)')),
  rack: z
    .string()
    .max(63)
    .optional()
    .meta(about('Rack in which the switch stands.', '스위치가 있는 랙')),
  power: wattsField
    .optional()
    .meta(
      about(
        'Watts of the switch; counted for its rack and for the site.',
        '스위치의 소비 전력(W). 랙과 전체 전력에 합산합니다',
      ),
    ),
  units: countField(60)
    .default(1)
    .meta(about('Rack units that the switch takes.', '스위치가 차지하는 랙 공간(U)')),
})

export const rack = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(63)
    .meta(
      about(
        'Name of the rack, as nodes and switches refer to it.',
        '랙의 이름. 노드와 스위치에서 이 이름으로 가리킵니다',
      ),
    ),
  power: wattsField
    .optional()
    .meta(
      about(
        'Watts that its feed gives when one of two is lost.',
        '이중 전원 중 한쪽을 잃었을 때 랙이 받을 수 있는 전력(W)',
      ),
    ),
  units: countField(60)
    .min(1)
    .default(42)
    .meta(about('Rack units that there are.', '랙의 전체 공간(U)')),
})

export const site = z.strictObject({
  power: wattsField
    .optional()
    .meta(about('Watts for everything, cooling included.', '냉각을 포함한 전체 전력(W)')),
  cooling: z
    .number()
    .min(1)
    .max(4)
    .default(1.5)
    .meta(
      about(
        'Watts at the meter for one watt of the machines (PUE).',
        '서버가 1 W를 쓸 때 계량기에서 쓰는 전력(PUE)',
      ),
    ),
})

export const objectStore = z.strictObject({
  name: nameField.meta(about('Name of the object store.', '오브젝트 스토어의 이름')),
  pool: nameField.meta(about('Pool whose disks are its drives.', '드라이브가 있는 풀')),
  setSize: countField(64)
    .min(2)
    .meta(
      about('Drives over which one object is spread.', '오브젝트 하나를 나눠 담는 드라이브 수'),
    ),
  parity: countField(32).meta(
    about('Drives of a set that may be lost.', '한 세트에서 잃어도 되는 드라이브 수'),
  ),
  usable: bytesField
    .optional()
    .meta(
      about(
        'What is promised; checked against the drives.',
        '약속한 실효 용량. 드라이브에서 계산한 값과 견주어 검사합니다',
      ),
    ),
})

export const network = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the network, as links and controllers refer to it.',
      '네트워크의 이름. 링크와 컨트롤러에서 이 이름으로 가리킵니다',
    ),
  ),
  vlan: countField(4094)
    .optional()
    .meta(about('VLAN number on the switches.', '스위치에 설정한 VLAN 번호')),
  range: rangeField.meta(
    about(
      'Addresses of the network; it may overlap no other one.',
      '네트워크의 주소 대역. 다른 네트워크와 겹치면 안 됩니다',
    ),
  ),
  gateway: addressField
    .optional()
    .meta(
      about(
        'Address of the router; it must lie in the range.',
        '라우터의 주소. 대역 안에 있어야 합니다',
      ),
    ),
  virtual: addressRange
    .optional()
    .meta(
      about(
        'Addresses for load balancers, which no machine has.',
        '로드 밸런서가 쓸 주소. 서버에 배정된 주소가 아니어야 합니다',
      ),
    ),
  purpose: z
    .enum([
      'management',
      'bmc',
      'nodes',
      'storage',
      'database',
      'gpu',
      'external',
      'pods',
      'services',
      'other',
    ])
    .meta(
      about(
        'What the network is for. Ranges for pods and services may be those of the platform; controllers need bmc.',
        '네트워크의 용도. pods와 services에는 플랫폼의 파드, 서비스 대역을 적고, 관리 컨트롤러에는 bmc를 씁니다',
      ),
    ),
})
