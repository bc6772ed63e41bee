// Lists the audit's findings about network policies, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { object, subject } from '../particles.js'
import type { Wording } from '../words.js'

export type NetworkParams = {
  /** A connection that the files ask for and a network policy denies. */
  'wiring/traffic-denied': {
    readonly from: string
    readonly to: string
    readonly port: number
    readonly side: PolicySide
  }
  'wiring/dns-denied': { readonly workload: string }
}

/** Whose policies deny: those of the pod that connects, or of the pod that it connects to. */
type PolicySide = 'egress' | 'ingress'

export const networkSeverities: { readonly [C in keyof NetworkParams]: Severity } = {
  'wiring/traffic-denied': 'error',
  'wiring/dns-denied': 'error',
}

export const networkEnglish: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {
  'wiring/traffic-denied': {
    title: 'A connection that a network policy denies',
    message: ({ from, to, port, side }) =>
      `${from} connects to ${to} at port ${port}, but no network policy allows ${side === 'egress' ? `this egress of ${from}` : `this ingress to ${to}`}`,
    why: 'A pod that any policy selects for a direction may only do what some policy allows in that direction. The connection is dropped in silence and ends in a timeout.',
    fix: 'Allow the connection in a policy of the side that is named, with the port of the pod and not that of its Service.',
  },
  'wiring/dns-denied': {
    title: 'A network policy that denies name resolution',
    message: ({ workload }) =>
      `${workload} may send only what its network policies list, and DNS is not among it`,
    why: 'A pod without DNS finds no Service: every connection by name fails, whatever else is allowed.',
    fix: 'Allow egress to port 53, UDP and TCP, of the cluster’s DNS pods.',
  },
}

export const networkKorean: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {
  'wiring/traffic-denied': {
    title: '네트워크 정책이 막는 연결',
    message: ({ from, to, port, side }) =>
      `${subject(from)} ${to}의 ${port}번 포트에 연결하지만, ${side === 'egress' ? `${from}의 송신을` : `${to}의 수신을`} 허용하는 네트워크 정책이 없습니다`,
    why: '어느 방향으로든 정책이 적용되는 파드는 그 방향에서 허용된 것만 할 수 있습니다. 연결은 조용히 버려져 시간 초과로 끝납니다.',
    fix: '표시된 쪽의 정책에서 연결을 허용하세요. 포트는 Service가 아니라 파드의 포트를 씁니다.',
  },
  'wiring/dns-denied': {
    title: '이름 해석을 막는 네트워크 정책',
    message: ({ workload }) => `${workload}의 네트워크 정책은 ${object('DNS')} 허용하지 않습니다`,
    why: 'DNS를 쓰지 못하는 파드는 Service를 찾지 못해, 다른 것을 허용해도 이름으로 하는 연결이 모두 실패합니다.',
    fix: '클러스터 DNS 파드의 53번 포트로 나가는 UDP와 TCP를 허용하세요.',
  },
}
