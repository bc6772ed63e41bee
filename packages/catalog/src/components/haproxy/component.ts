// HAProxy with Keepalived: two machines before the cluster, whose addresses move to the one that is alive.

import type { Component } from '../../component.js'
import { haproxyAlerts } from './alerts.js'
import { haproxyDashboards } from './dashboards.js'
import { sizeHaproxy } from './size.js'
import { haproxyVersions } from './versions.js'
import { haproxyWorkloads } from './workloads.js'

export const haproxy: Component = {
  name: 'haproxy',
  title: 'HAProxy, Keepalived',
  summary: {
    en: 'Leads users to the gateway, machines to the Kubernetes API and clients outside the cluster to PostgreSQL, at addresses that survive a machine',
    ko: '사용자는 게이트웨이로, 노드는 Kubernetes API로, 클러스터 밖의 클라이언트는 PostgreSQL로 연결합니다. 장비 한 대가 죽어도 주소는 그대로입니다',
  },
  brings: ['keepalived', 'load-balancer'],
  topologies: ['keepalived'],
  versions: haproxyVersions,
  options: [
    {
      name: 'usersInterface',
      type: 'string',
      default: 'bond0.100',
      description: {
        en: 'Network interface of the machines that carries the address of users (network.virtualAddress)',
        ko: '사용자용 주소(network.virtualAddress)를 올릴 장비의 네트워크 인터페이스입니다',
      },
    },
    {
      name: 'nodesInterface',
      type: 'string',
      default: 'bond0.60',
      description: {
        en: 'Network interface with the machines’ own addresses: there they speak to each other, and it carries the address of the Kubernetes API (network.controlPlaneAddress)',
        ko: '장비 자신의 주소가 있는 네트워크 인터페이스입니다. 두 장비가 여기서 서로를 확인하고, Kubernetes API 주소(network.controlPlaneAddress)도 여기에 올립니다',
      },
    },
    {
      name: 'routerIds',
      type: 'list',
      default: [51, 52],
      description: {
        en: 'VRRP router ids of both addresses; no other pair in these networks may use them',
        ko: '두 주소에 쓸 VRRP 라우터 ID입니다. 같은 네트워크의 다른 장비가 쓰지 않는 값이어야 합니다',
      },
    },
  ],
  parts: () => ['haproxy', 'keepalived'],
  auxiliaryParts: ['keepalived'],
  needs: () => [],
  size: sizeHaproxy,
  workloads: haproxyWorkloads,
  alerts: haproxyAlerts,
  dashboards: haproxyDashboards,
  backups: {
    none: {
      en: 'It holds nothing but its configuration, which is rendered',
      ko: '렌더링으로 다시 만들 수 있는 설정 외에 보관하는 데이터가 없습니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'Servers behind HAProxy and their health',
        ko: 'HAProxy 뒤에 있는 서버가 살아 있는지 확인합니다',
      },
      within: 'haproxy',
      command: ["curl --silent http://localhost:8404/metrics | grep '^haproxy_server_status'"],
    },
  ],
}
