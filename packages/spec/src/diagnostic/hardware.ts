// Lists the findings about machines, racks, networks and disks of an inventory, with facts and words.

import { approximateBytes } from '../quantity/bytes.js'
import { approximateCpu } from '../quantity/cpu.js'
import type { Severity } from './diagnostic.js'
import { object, subject, topic } from './particles.js'
import type { Wording } from './words.js'

export type HardwareParams = {
  /** A rack, or the site when `name` is empty. */
  'capacity/power-exceeded': {
    readonly kind: 'rack' | 'site'
    readonly name: string
    readonly wanted: number
    readonly available: number
  }
  'capacity/rack-full': {
    readonly rack: string
    readonly units: number
    readonly available: number
  }
  'capacity/raid-impossible': {
    readonly pool: string
    readonly raid: string
    readonly count: number
    readonly needed: number
  }
  'capacity/raid-under-copies': {
    readonly pool: string
    readonly raid: string
    /** The storage class or object store that keeps copies itself. */
    readonly storage: string
  }
  'capacity/erasure-impossible': {
    readonly store: string
    readonly drives: number
    readonly setSize: number
    readonly parity: number
    readonly reason: ErasureFault
    readonly plannedSet: number
    readonly plannedParity: number
  }
  'capacity/usable-overstated': {
    readonly name: string
    readonly raw: number
    readonly usable: number
    readonly promised: number
  }
  'capacity/threads-contradict': {
    readonly pool: string
    readonly cpu: number
    readonly cores: number
    readonly threads: number
  }
  'wiring/address-outside-network': {
    readonly what: string
    readonly address: string
    readonly networks: string
  }
  'wiring/pool-unattached': { readonly pool: string }
  'wiring/bmc-shared': { readonly pool: string; readonly network: string }
  'wiring/subnet-managers': {
    readonly fabric: string
    readonly count: number
    readonly needed: number
  }
  'wiring/fabric-rates-differ': {
    readonly fabric: string
    readonly rate: string
    readonly wanted: number
    readonly what: string
    readonly speed: number
  }
  'wiring/fabric-without-resource': { readonly fabric: string; readonly pool: string }
  'wiring/single-switch': { readonly what: string; readonly switch: string }
}

/** Why drives cannot be, or will not be, laid out as an inventory says. */
type ErasureFault = 'not-divisible' | 'too-much-parity' | 'other-than-planned'

export const hardwareSeverities: { readonly [C in keyof HardwareParams]: Severity } = {
  'capacity/power-exceeded': 'error',
  'capacity/rack-full': 'error',
  'capacity/raid-impossible': 'error',
  'capacity/raid-under-copies': 'warning',
  'capacity/erasure-impossible': 'error',
  'capacity/usable-overstated': 'error',
  'capacity/threads-contradict': 'warning',
  'wiring/address-outside-network': 'error',
  'wiring/pool-unattached': 'warning',
  'wiring/bmc-shared': 'warning',
  'wiring/subnet-managers': 'warning',
  'wiring/fabric-rates-differ': 'warning',
  'wiring/fabric-without-resource': 'info',
  'wiring/single-switch': 'warning',
}

const kilowatts = (watts: number): string => `${approximateCpu(watts)} kW`

type ErasureParams = HardwareParams['capacity/erasure-impossible']

const erasureEnglish: { readonly [F in ErasureFault]: (params: ErasureParams) => string } = {
  'not-divisible': ({ store, drives, setSize }) =>
    `the ${drives} drives of ${store} cannot be divided into sets of ${setSize}`,
  'too-much-parity': ({ store, setSize, parity }) =>
    `${store} cannot have ${parity} drives of parity in sets of ${setSize}; ${Math.floor(setSize / 2)} is the most`,
  'other-than-planned': ({ store, setSize, parity, plannedSet, plannedParity }) =>
    `${store} is written with sets of ${setSize} and EC:${parity}, but these drives become sets of ${plannedSet} with EC:${plannedParity}`,
}

const erasureKorean: { readonly [F in ErasureFault]: (params: ErasureParams) => string } = {
  'not-divisible': ({ store, drives, setSize }) =>
    `${store}: 드라이브 ${drives}개는 ${setSize}개짜리 세트로 나누어떨어지지 않습니다`,
  'too-much-parity': ({ store, setSize, parity }) =>
    `${store}: ${setSize}개짜리 세트에 패리티를 ${parity}개 둘 수 없습니다. 최대 ${Math.floor(setSize / 2)}개입니다`,
  'other-than-planned': ({ store, setSize, parity, plannedSet, plannedParity }) =>
    `${store}: 세트 ${setSize}개, EC:${parity}로 적었지만 이 드라이브로는 세트 ${plannedSet}개, EC:${plannedParity}가 됩니다`,
}

type HardwareWords = { readonly [C in keyof HardwareParams]: Wording<HardwareParams[C]> }

export const hardwareEnglish: HardwareWords = {
  'capacity/power-exceeded': {
    title: 'More power than the feed gives',
    message: ({ kind, name, wanted, available }) =>
      `${kind === 'rack' ? `rack ${name}` : 'the site'} draws ${kilowatts(wanted)} under load${kind === 'site' ? ', cooling included' : ''}, but has ${kilowatts(available)}`,
    why: 'A feed that is overloaded trips its breaker and takes every machine behind it along, and does so at the busiest time.',
    fix: 'Spread the machines over more racks, or get a stronger feed. `power` is what one feed gives when the other is lost.',
  },
  'capacity/rack-full': {
    title: 'A rack has too few units',
    message: ({ rack, units, available }) =>
      `what stands in rack ${rack} takes ${units} units, but it has ${available}`,
    why: 'Machines that do not fit are put elsewhere, and then the inventory no longer says what fails together.',
    fix: 'Spread the machines over more racks.',
  },
  'capacity/raid-impossible': {
    title: 'A RAID level that the disks cannot form',
    message: ({ pool, raid, count, needed }) =>
      `${count} disks of pool ${pool} cannot form ${raid}; it takes ${raid === 'raid10' ? `an even number, ${needed} at least` : `${needed} at least`}`,
    why: 'What the disks hold is computed from the level, so an impossible one makes every sum wrong.',
    fix: 'Choose another level or another number of disks.',
  },
  'capacity/raid-under-copies': {
    title: 'RAID below storage that keeps copies',
    message: ({ pool, raid, storage }) =>
      `the disks of pool ${pool} form ${raid}, but ${storage} on them keeps copies or parity itself`,
    why: 'Both protect against the same loss: capacity is paid for twice, and the storage cannot see which disk failed.',
    fix: 'Give the storage bare disks: `raid: none`.',
  },
  'capacity/erasure-impossible': {
    title: 'Erasure coding that the drives do not allow',
    message: (params) => erasureEnglish[params.reason](params),
    why: 'Drives form sets of equal size, at most half of a set is parity, and what is usable and what may be lost follow from both.',
    fix: 'Correct `setSize` and `parity`, or change the number of drives or machines.',
  },
  'capacity/usable-overstated': {
    title: 'More is promised than the disks hold',
    message: ({ name, raw, usable, promised }) =>
      promised > usable
        ? `${name} promises ${approximateBytes(promised)}, but of ${approximateBytes(raw)} of disks ${approximateBytes(usable)} are usable`
        : `what shares the disks of ${name} promises more than their ${approximateBytes(raw)}`,
    why: 'Copies and parity take their part of every disk, and storage that runs full stops writing for everybody.',
    fix: 'Promise less, or add disks.',
  },
  'capacity/threads-contradict': {
    title: 'The threads are not those of the processors',
    message: ({ pool, cpu, cores, threads }) =>
      `the nodes of pool ${pool} have ${cpu} threads, but their processors have ${threads}, on ${cores} cores`,
    why: 'Kubernetes counts hardware threads. Where cores are taken for threads, half of a machine stays unused or is promised twice.',
    fix: 'Set `cpu` to the threads of all sockets, or to their cores where hyper-threading is switched off.',
  },
  'wiring/address-outside-network': {
    title: 'An address outside its network',
    message: ({ what, address, networks }) => `${what} has ${address}, which is not in ${networks}`,
    why: 'A machine with an address of another network reaches neither its gateway nor its neighbours.',
    fix: 'Correct the address, or attach the pool to the network that contains it.',
  },
  'wiring/pool-unattached': {
    title: 'A pool without a network',
    message: ({ pool }) => `no Ethernet port of pool ${pool} carries a network`,
    why: 'Pods, images, storage and SSH come over Ethernet; InfiniBand alone carries none of them.',
    fix: 'Add a link with its `networks` to the pool.',
  },
  'wiring/bmc-shared': {
    title: 'Management controllers share a network',
    message: ({ pool, network }) =>
      `the management controllers of pool ${pool} lie in ${network}, where other things lie too`,
    why: 'Who reaches a controller can switch the machine off and read its console, with passwords that are rarely changed.',
    fix: 'Give the controllers a network of their own with `purpose: bmc`, behind a bastion host.',
  },
  'wiring/subnet-managers': {
    title: 'A fabric with too few subnet managers',
    message: ({ fabric, count, needed }) =>
      `fabric ${fabric} has ${count} subnet ${count === 1 ? 'manager' : 'managers'}; it takes ${needed} for one to fail`,
    why: 'Ports of InfiniBand come up only through a subnet manager: without one, nothing that restarts joins again.',
    fix: 'Run a second one, on another switch or machine.',
  },
  'wiring/fabric-rates-differ': {
    title: 'Ports of another rate than their fabric',
    message: ({ fabric, rate, wanted, what, speed }) =>
      `${what} is attached to fabric ${fabric} with ${speed} Gb/s, but ${rate} is ${wanted}`,
    why: 'Both ends of a cable run at the slower rate, and a collective operation at that of its slowest member.',
    fix: 'Give machines of another rate a fabric of their own, or correct the speed.',
  },
  'wiring/fabric-without-resource': {
    title: 'A fabric that no pod can use',
    message: ({ fabric, pool }) =>
      `fabric ${fabric} names no resource, so no pod on pool ${pool} can ask for it`,
    why: 'A pod gets a device only by asking for the resource that a device plugin offers; else it takes the Ethernet.',
    fix: 'Add `resource` with the name that the device plugin gives it, such as rdma/hca.',
  },
  'wiring/single-switch': {
    title: 'Every cable leads to one switch',
    message: ({ what, switch: only }) => `${what} hangs on ${only} alone`,
    why: 'When the switch fails or is upgraded, everything behind it is gone at once; bonded ports do not help when both end there.',
    fix: 'Lead the ports to two switches.',
  },
}

export const hardwareKorean: HardwareWords = {
  'capacity/power-exceeded': {
    title: '공급 전력을 넘음',
    message: ({ kind, name, wanted, available }) =>
      `${kind === 'rack' ? `${name} 랙이` : '전체 설비가'} 부하 시 ${object(kilowatts(wanted))} 소비하지만${kind === 'site' ? '(냉각 포함)' : ''} 공급은 ${kilowatts(available)}뿐입니다`,
    why: '과부하가 걸린 전원은 차단기가 내려가면서 연결된 장비를 모두 끄며, 하필 가장 바쁜 시간에 그렇게 됩니다.',
    fix: '장비를 여러 랙에 나누거나 전원 용량을 늘리세요. `power`는 이중 전원 가운데 하나를 잃었을 때 쓸 수 있는 전력입니다.',
  },
  'capacity/rack-full': {
    title: '랙 공간이 부족함',
    message: ({ rack, units, available }) =>
      `${rack} 랙에 둘 장비는 ${units}U인데 랙은 ${available}U입니다`,
    why: '들어가지 않는 장비는 다른 곳에 놓이고, 그러면 무엇이 함께 고장 나는지 인벤토리로 알 수 없게 됩니다.',
    fix: '장비를 여러 랙에 나누세요.',
  },
  'capacity/raid-impossible': {
    title: '만들 수 없는 RAID 구성',
    message: ({ pool, raid, count, needed }) =>
      `${pool} 풀의 디스크 ${count}개로는 ${object(raid)} 만들 수 없습니다. ${raid === 'raid10' ? `${needed}개 이상의 짝수` : `${needed}개 이상`}여야 합니다`,
    why: '디스크 용량은 RAID 구성으로 계산하므로, 불가능한 구성이 있으면 합계가 모두 틀립니다.',
    fix: 'RAID 구성이나 디스크 수를 바꾸세요.',
  },
  'capacity/raid-under-copies': {
    title: '복제 스토리지 아래의 RAID',
    message: ({ pool, raid, storage }) =>
      `${pool} 풀의 디스크가 ${raid} 구성인데, 그 위의 ${storage}도 복제나 패리티를 따로 둡니다`,
    why: '같은 고장에 두 번 대비하느라 용량이 두 배로 들고, 스토리지는 어느 디스크가 고장 났는지 알 수 없습니다.',
    fix: '스토리지에는 디스크를 그대로 주세요: `raid: none`.',
  },
  'capacity/erasure-impossible': {
    title: '드라이브 수에 맞지 않는 이레이저 코딩',
    message: (params) => erasureKorean[params.reason](params),
    why: '드라이브는 같은 크기의 세트로 나뉘고 패리티는 세트의 절반까지만 둘 수 있습니다. 실효 용량과 견딜 수 있는 고장이 모두 여기서 정해집니다.',
    fix: '`setSize`와 `parity`를 고치거나, 드라이브나 장비 수를 바꾸세요.',
  },
  'capacity/usable-overstated': {
    title: '디스크보다 많은 용량을 약속함',
    message: ({ name, raw, usable, promised }) =>
      promised > usable
        ? `${topic(name)} ${object(approximateBytes(promised))} 약속하지만, 디스크 ${approximateBytes(raw)} 가운데 쓸 수 있는 용량은 ${approximateBytes(usable)}입니다`
        : `${name} 디스크를 함께 쓰는 스토리지가 약속한 용량이 디스크 ${object(approximateBytes(raw))} 넘습니다`,
    why: '복제본과 패리티가 디스크마다 자리를 차지합니다. 가득 찬 스토리지는 모두의 쓰기를 멈춥니다.',
    fix: '약속하는 용량을 줄이거나 디스크를 추가하세요.',
  },
  'capacity/threads-contradict': {
    title: '프로세서와 다른 스레드 수',
    message: ({ pool, cpu, cores, threads }) =>
      `${pool} 풀 노드의 스레드를 ${cpu}개로 적었지만, 프로세서로는 코어 ${cores}개에 스레드 ${threads}개입니다`,
    why: 'Kubernetes는 하드웨어 스레드를 셉니다. 코어와 스레드를 혼동하면 장비의 절반을 놀리거나 두 번 약속하게 됩니다.',
    fix: '`cpu`에 모든 소켓의 스레드 수를 적으세요. 하이퍼스레딩을 껐다면 코어 수를 적으세요.',
  },
  'wiring/address-outside-network': {
    title: '네트워크를 벗어난 주소',
    message: ({ what, address, networks }) =>
      `${what}의 주소 ${subject(address)} ${networks} 안에 있지 않습니다`,
    why: '다른 네트워크의 주소를 가진 장비는 게이트웨이에도 이웃 장비에도 닿지 못합니다.',
    fix: '주소를 고치거나, 그 주소가 속한 네트워크를 풀에 연결하세요.',
  },
  'wiring/pool-unattached': {
    title: '네트워크가 없는 풀',
    message: ({ pool }) => `${pool} 풀에는 네트워크에 연결된 이더넷 포트가 없습니다`,
    why: '파드, 이미지, 스토리지, SSH는 모두 이더넷으로 다닙니다. InfiniBand만으로는 어느 것도 쓸 수 없습니다.',
    fix: '풀의 `links`에 `networks`를 적은 링크를 추가하세요.',
  },
  'wiring/bmc-shared': {
    title: 'BMC가 다른 장비와 네트워크를 함께 씀',
    message: ({ pool, network }) =>
      `${pool} 풀의 BMC가 다른 용도로도 쓰는 ${network} 네트워크에 있습니다`,
    why: 'BMC에 닿는 사람은 장비를 끄고 콘솔을 볼 수 있는데, BMC 비밀번호는 좀처럼 바꾸지 않습니다.',
    fix: 'BMC에는 `purpose: bmc` 네트워크를 따로 두고 배스천 호스트를 거쳐 접근하세요.',
  },
  'wiring/subnet-managers': {
    title: '서브넷 매니저 부족',
    message: ({ fabric, count, needed }) =>
      `${fabric} 패브릭의 서브넷 매니저가 ${count}개입니다. 하나가 멈춰도 되려면 ${needed}개가 필요합니다`,
    why: 'InfiniBand 포트는 서브넷 매니저가 있어야 올라옵니다. 없으면 재시작한 장비가 다시 붙지 못합니다.',
    fix: '다른 스위치나 장비에 하나를 더 실행하세요.',
  },
  'wiring/fabric-rates-differ': {
    title: '패브릭과 속도가 다른 포트',
    message: ({ fabric, rate, wanted, what, speed }) =>
      `${topic(what)} ${fabric} 패브릭에 ${speed} Gb/s로 연결되어 있지만 ${topic(rate)} ${wanted} Gb/s입니다`,
    why: '케이블의 양 끝은 느린 쪽 속도로 동작하고, 집합 통신은 가장 느린 노드의 속도로 진행됩니다.',
    fix: '속도가 다른 장비는 별도의 패브릭으로 나누거나 속도를 고치세요.',
  },
  'wiring/fabric-without-resource': {
    title: '파드가 쓸 수 없는 패브릭',
    message: ({ fabric, pool }) =>
      `${fabric} 패브릭에 리소스 이름이 없어 ${pool} 풀의 파드가 요청할 수 없습니다`,
    why: '파드는 디바이스 플러그인이 제공하는 리소스를 요청해야 장치를 받습니다. 요청하지 않으면 이더넷을 씁니다.',
    fix: '`resource`에 디바이스 플러그인이 쓰는 이름을 적으세요. 예: rdma/hca.',
  },
  'wiring/single-switch': {
    title: '모든 케이블이 스위치 하나로 연결됨',
    message: ({ what, switch: only }) =>
      `${subject(what)} ${only} 스위치 하나에만 연결되어 있습니다`,
    why: '스위치가 고장 나거나 업그레이드되면 그 뒤의 장비가 한꺼번에 끊깁니다. 본딩한 포트도 같은 스위치로 가면 소용이 없습니다.',
    fix: '포트를 스위치 두 대로 나누어 연결하세요.',
  },
}
