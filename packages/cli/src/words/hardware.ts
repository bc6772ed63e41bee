// Says in both languages what the overview of a plan shows of storage, racks and networks.

import type { PlannedStorage } from '@llmflow/spec'

export type HardwareWords = {
  readonly sections: {
    readonly storage: string
    readonly racks: string
    readonly networks: string
  }
  readonly columns: {
    readonly storage: string
    readonly pools: string
    readonly raw: string
    readonly protection: string
    readonly usable: string
    readonly promised: string
    readonly survives: string
    readonly rack: string
    readonly nodes: string
    readonly switches: string
    readonly units: string
    readonly power: string
    readonly network: string
    readonly vlan: string
    readonly range: string
    readonly purpose: string
  }
  readonly protection: (of: PlannedStorage['protection']) => string
  readonly survives: (disks: number, nodes: number) => string
  /** Storage whose machines are not in the inventory. */
  readonly elsewhere: string
  readonly everyPool: string
  readonly site: string
  readonly meter: (machines: string, cooling: number) => string
}

const none = '–'

export const hardwareEnglish: HardwareWords = {
  sections: {
    storage: 'Disks (before and after copies and parity)',
    racks: 'Racks',
    networks: 'Networks',
  },
  columns: {
    storage: 'storage',
    pools: 'pools',
    raw: 'raw',
    protection: 'protection',
    usable: 'usable',
    promised: 'promised',
    survives: 'survives the loss of',
    rack: 'rack',
    nodes: 'nodes',
    switches: 'switches',
    units: 'units',
    power: 'power',
    network: 'network',
    vlan: 'VLAN',
    range: 'range',
    purpose: 'purpose',
  },
  protection: (of) => {
    if (of.kind === 'copies') return `${of.copies} copies`
    if (of.kind === 'erasure') return `EC:${of.parity} of ${of.setSize}`
    return of.kind === 'raid' ? of.levels.map(raidName).join(', ') : none
  },
  survives: (disks, nodes) =>
    [
      ...(disks === 0 ? [] : [`${disks} ${disks === 1 ? 'disk' : 'disks'}`]),
      ...(nodes === 0 ? [] : [`${nodes} ${nodes === 1 ? 'node' : 'nodes'}`]),
    ].join(' or ') || none,
  elsewhere: 'elsewhere',
  everyPool: 'every pool',
  site: 'site',
  meter: (machines, cooling) => `${machines} × ${cooling} for cooling`,
}

export const hardwareKorean: HardwareWords = {
  sections: {
    storage: '디스크(복제와 패리티 전후)',
    racks: '랙',
    networks: '네트워크',
  },
  columns: {
    storage: '스토리지',
    pools: '풀',
    raw: '전체 용량',
    protection: '보호 방식',
    usable: '실효 용량',
    promised: '약속한 용량',
    survives: '견디는 고장',
    rack: '랙',
    nodes: '노드',
    switches: '스위치',
    units: '공간(U)',
    power: '전력',
    network: '네트워크',
    vlan: 'VLAN',
    range: '대역',
    purpose: '용도',
  },
  protection: (of) => {
    if (of.kind === 'copies') return `복제 ${of.copies}벌`
    if (of.kind === 'erasure') return `EC:${of.parity}(세트 ${of.setSize})`
    return of.kind === 'raid' ? of.levels.map(raidName).join(', ') : none
  },
  survives: (disks, nodes) =>
    [
      ...(disks === 0 ? [] : [`디스크 ${disks}개`]),
      ...(nodes === 0 ? [] : [`노드 ${nodes}대`]),
    ].join(' 또는 ') || none,
  elsewhere: '인벤토리 밖',
  everyPool: '모든 풀',
  site: '전체',
  meter: (machines, cooling) => `${machines} × ${cooling}(냉각)`,
}

const raidName = (level: string): string => level.replace('raid', 'RAID ')
