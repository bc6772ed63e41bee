// Alerts of Ceph: its own verdict, disks that are gone, and space that runs out.

import { seconds, type Alert } from '@llmflow/spec'

const of = (series: string, value: number) => ({ series, values: `${value}x60` })
const health = 'ceph_health_status{cluster="rook-ceph"}'
const disk = 'ceph_osd_up{ceph_daemon="osd.3"}'
const used = 'ceph_cluster_total_used_bytes{cluster="rook-ceph"}'
const total = 'ceph_cluster_total_bytes{cluster="rook-ceph"}'

const rules: readonly (Omit<Alert, 'component' | 'for'> & { readonly minutes: number })[] = [
  {
    name: 'CephError',
    expression: 'max(ceph_health_status) == 2',
    minutes: 5,
    severity: 'critical',
    summary: { en: 'Ceph cannot serve all of its data', ko: 'Ceph 상태가 HEALTH_ERR입니다' },
    description: {
      en: 'Ceph reports HEALTH_ERR; volumes may stand still, see ceph health detail',
      ko: 'Ceph가 HEALTH_ERR를 보고합니다. 볼륨 입출력이 멈출 수 있으니 ceph health detail을 확인하세요',
    },
    tests: { trips: [of(health, 2)], quiet: [of(health, 1)] },
  },
  {
    name: 'CephWarning',
    expression: 'max(ceph_health_status) == 1',
    minutes: 60,
    severity: 'warning',
    summary: { en: 'Ceph wants attention', ko: 'Ceph 상태가 HEALTH_WARN입니다' },
    description: {
      en: 'Ceph has reported HEALTH_WARN for an hour; see ceph health detail',
      ko: 'Ceph가 한 시간째 HEALTH_WARN을 보고합니다. ceph health detail을 확인하세요',
    },
    tests: {
      trips: [{ series: health, values: '1x120' }],
      quiet: [{ series: health, values: '0x120' }],
    },
  },
  {
    name: 'CephDiskDown',
    expression: 'ceph_osd_up == 0',
    minutes: 10,
    severity: 'warning',
    summary: { en: 'A disk of Ceph is down', ko: 'Ceph 디스크가 내려갔습니다' },
    description: {
      en: '{{ $labels.ceph_daemon }} is down; its copies are made anew on the others while there is space',
      ko: '{{ $labels.ceph_daemon }}이(가) 내려갔습니다. 여유 공간이 있으면 다른 디스크에 다시 복제됩니다',
    },
    tests: { trips: [of(disk, 0)], quiet: [of(disk, 1)] },
  },
  {
    // From 85% on Ceph itself stops moving data, and from 95% on it takes no more writes.
    name: 'CephAlmostFull',
    expression: 'max(ceph_cluster_total_used_bytes / ceph_cluster_total_bytes) > 0.75',
    minutes: 30,
    severity: 'warning',
    summary: { en: 'The disks of Ceph fill up', ko: 'Ceph 디스크가 차고 있습니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of all disks is taken; writes stop at 95%',
      ko: '전체 디스크의 {{ $value | humanizePercentage }}를 사용 중입니다. 95%에 이르면 쓰기가 중단됩니다',
    },
    tests: {
      trips: [of(used, 80), of(total, 100)],
      quiet: [of(used, 60), of(total, 100)],
    },
  },
]

export const cephAlerts = (): readonly Alert[] =>
  rules.map(({ minutes, ...rule }) => ({
    ...rule,
    component: 'rook-ceph',
    for: seconds(minutes * 60),
  }))
