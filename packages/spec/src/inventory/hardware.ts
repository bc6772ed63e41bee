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
  kind: z.enum(['nvme', 'ssd', 'hdd']).default('nvme'),
  size: aboveZero(bytesField),
  count: countField(1000).min(1).default(1),
  raid: z
    .enum(raidLevels)
    .default('none')
    .meta(about('How these disks are joined.', '디스크를 묶는 RAID 구성')),
})

export const processors = z.strictObject({
  model: z.string().max(100),
  sockets: countField(16).min(1).default(1),
  cores: countField(1000).min(1).meta(about('Cores of one socket.', '소켓 하나의 코어 수')),
  threads: countField(4000)
    .min(1)
    .meta(about('Hardware threads of one socket.', '소켓 하나의 하드웨어 스레드 수')),
})

export const link = z.strictObject({
  speed,
  ports: countField(64).min(1).default(1),
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
  network: nameField,
  firstAddress: addressField
    .optional()
    .meta(
      about(
        'Of the first node; the others follow.',
        '첫 번째 노드의 주소. 나머지는 차례로 이어집니다',
      ),
    ),
})

const addressRange = z.strictObject({ first: addressField, last: addressField })

export const fabric = z.strictObject({
  name: nameField,
  rate: z.enum(['EDR', 'HDR', 'NDR', 'XDR']),
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
  name: nameField,
  tier: z.enum(['core', 'spine', 'leaf']),
  speed,
  fabric: nameField
    .optional()
    .meta(about('The InfiniBand fabric that it belongs to.', '이 스위치가 속한 InfiniBand 패브릭')),
  uplinks: z
    .array(nameField)
    .max(64)
    .default([])
    .meta(about('Switches above it.', '위에 있는 스위치(업링크)')),
  rack: z.string().max(63).optional(),
  power: wattsField.optional(),
  units: countField(60).default(1),
})

export const rack = z.strictObject({
  name: z.string().min(1).max(63),
  power: wattsField
    .optional()
    .meta(
      about(
        'Watts that its feed gives when one of two is lost.',
        '이중 전원 중 한쪽을 잃었을 때 랙이 받을 수 있는 전력(W)',
      ),
    ),
  units: countField(60).min(1).default(42),
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
  name: nameField,
  pool: nameField,
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
  name: nameField,
  vlan: countField(4094).optional(),
  range: rangeField,
  gateway: addressField.optional(),
  virtual: addressRange
    .optional()
    .meta(
      about(
        'Addresses for load balancers, which no machine has.',
        '로드 밸런서가 쓸 주소. 서버에 배정된 주소가 아니어야 합니다',
      ),
    ),
  purpose: z.enum([
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
  ]),
})
