// Lists the audit's findings about network policies, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
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
  /** A policy of one end lets a connection through that the policies of the other end deny. */
  'wiring/policies-disagree': {
    readonly policy: string
    readonly from: string
    readonly to: string
    readonly port: number
    /** The side that denies. */
    readonly side: PolicySide
  }
  /** A policy opens a port that the pods behind it do not have. */
  'wiring/policy-port': {
    readonly policy: string
    readonly port: string
    readonly workload: string
    readonly ports: readonly string[]
  }
}

/** Whose policies deny: those of the pod that connects, or of the pod that it connects to. */
type PolicySide = 'egress' | 'ingress'

export const networkSeverities: { readonly [C in keyof NetworkParams]: Severity } = {
  'wiring/traffic-denied': 'error',
  'wiring/dns-denied': 'error',
  'wiring/policies-disagree': 'warning',
  'wiring/policy-port': 'warning',
}

export const networkEnglish: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {
  'wiring/traffic-denied': {
    title: 'A connection that a network policy denies',
    message: ({ from, to, port, side }) =>
      `${from} connects to ${to} on port ${port}, but no network policy allows ${side === 'egress' ? `this egress from ${from}` : `this ingress to ${to}`}`,
    why: 'Once a policy selects a pod for a direction, only what some policy allows is permitted in that direction. The connection is silently dropped and times out.',
    fix: 'Allow the connection in a policy on the side that the message names, with the port of the pod rather than that of its Service.',
  },
  'wiring/dns-denied': {
    title: 'A network policy that denies name resolution',
    message: ({ workload }) =>
      `the network policies of ${workload} allow only listed egress, and DNS is not listed`,
    why: 'A pod without DNS finds no Service: every connection by name fails, whatever else is allowed.',
    fix: 'Allow egress to port 53, UDP and TCP, of the cluster’s DNS pods.',
  },
  'wiring/policies-disagree': {
    title: 'Network policies that disagree',
    message: ({ policy, from, to, port, side }) =>
      `${policy} lets ${from} connect to ${to} on port ${port}, but no network policy allows ${side === 'egress' ? `the egress from ${from}` : `the ingress to ${to}`}`,
    why: 'A connection must be allowed at both ends. What only one end allows is silently dropped.',
    fix: 'Allow the connection at the other end as well, or remove the rule.',
  },
  'wiring/policy-port': {
    title: 'A network policy for a port that the pods do not have',
    message: ({ policy, port, workload, ports }) =>
      `${policy} opens port ${port}, but ${workload} declares ${ports.join(', ')}`,
    why: 'Policies apply to the port of the pod, not to that of the Service in front of it. A rule for another port lets nothing through.',
    fix: 'Use the port of the container, or declare the port there if the program does listen on it.',
  },
}

export const networkKorean: { readonly [C in keyof NetworkParams]: Wording<NetworkParams[C]> } = {
  'wiring/traffic-denied': {
    title: '네트워크 정책이 막는 연결',
    message: ({ from, to, port, side }) =>
      `${from}에서 ${to}의 ${port}번 포트로 연결하지만, ${side === 'egress' ? `${from}의 송신(egress)을` : `${to}의 수신(ingress)을`} 허용하는 네트워크 정책이 없습니다`,
    why: '어느 방향에든 정책이 적용된 파드는 그 방향에서 허용된 통신만 할 수 있습니다. 나머지 패킷은 오류 없이 버려져 시간 초과로 끝납니다.',
    fix: '메시지에 나온 쪽의 정책에서 연결을 허용하세요. 포트는 Service가 아니라 파드의 포트를 씁니다.',
  },
  'wiring/dns-denied': {
    title: '이름 해석을 막는 네트워크 정책',
    message: ({ workload }) =>
      `${workload}의 네트워크 정책은 나열된 송신만 허용하는데 DNS가 빠져 있습니다`,
    why: 'DNS를 쓰지 못하는 파드는 Service를 찾지 못해, 다른 것을 허용해도 이름으로 하는 연결이 모두 실패합니다.',
    fix: '클러스터 DNS 파드의 53번 포트로 나가는 UDP와 TCP를 허용하세요.',
  },
  'wiring/policies-disagree': {
    title: '양쪽이 어긋나는 네트워크 정책',
    message: ({ policy, from, to, port, side }) =>
      `${policy} 정책은 ${from}에서 ${to}의 ${port}번 포트로 가는 연결을 허용하지만, ${side === 'egress' ? `${from}의 송신(egress)을` : `${to}의 수신(ingress)을`} 허용하는 네트워크 정책이 없습니다`,
    why: '연결은 양쪽 끝에서 모두 허용되어야 합니다. 한쪽만 허용한 연결의 패킷은 오류 없이 버려집니다.',
    fix: '다른 쪽에서도 연결을 허용하거나 규칙을 지우세요.',
  },
  'wiring/policy-port': {
    title: '파드에 없는 포트를 여는 네트워크 정책',
    message: ({ policy, port, workload, ports }) =>
      `${policy} 정책은 ${port} 포트를 허용하지만 ${workload}의 포트는 ${ports.join(', ')}입니다`,
    why: '정책은 앞에 있는 Service가 아니라 파드의 포트를 봅니다. 다른 포트에 대한 규칙은 아무것도 통과시키지 않습니다.',
    fix: '컨테이너의 포트를 쓰고, 프로그램이 실제로 그 포트를 연다면 컨테이너에도 선언하세요.',
  },
}
