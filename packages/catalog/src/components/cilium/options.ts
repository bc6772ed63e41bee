// Reads the options of Cilium: how nodes reach the API server, and with whom routes are exchanged.

import { isJsonArray, isJsonObject, nodesOf, type Json } from '@llmflow/spec'
import { textsIn } from '../../addon.js'
import type { ComponentOption, Context } from '../../component.js'

/** Where the chart is at home: it looks after nodes before any other namespace exists. */
export const ciliumNamespace = 'kube-system'

export const ciliumOptions: readonly ComponentOption[] = [
  {
    name: 'apiServer',
    type: 'string',
    description: {
      en: 'host:port under which every node reaches the API server without kube-proxy; left out, network.controlPlaneAddress, else the first control-plane node, whose loss then cuts off all of them',
      ko: '모든 노드가 kube-proxy 없이 API 서버에 접속하는 host:port입니다. 비워 두면 network.controlPlaneAddress를 쓰고, 그것도 없으면 첫 번째 컨트롤 플레인 노드를 씁니다. 이 경우 그 노드가 멈추면 모든 노드의 연결이 끊깁니다',
    },
  },
  {
    name: 'interfaces',
    type: 'list',
    description: {
      en: 'Regular expressions of the network interfaces that announce addresses (topology l2); left out, all of them',
      ko: '주소를 알릴 네트워크 인터페이스의 정규식 목록입니다(l2 토폴로지). 비워 두면 모든 인터페이스를 씁니다',
    },
  },
  {
    name: 'localAsn',
    type: 'number',
    default: 64_512,
    description: {
      en: 'AS number of the nodes (topology bgp)',
      ko: '노드가 사용하는 AS 번호입니다(bgp 토폴로지)',
    },
  },
  {
    name: 'peers',
    type: 'list',
    description: {
      en: 'Routers that learn the addresses, each as { address, asn } (topology bgp)',
      ko: '주소를 전달받을 라우터 목록이며 { address, asn } 형식으로 적습니다(bgp 토폴로지)',
    },
  },
  {
    name: 'unmasqueraded',
    type: 'list',
    description: {
      en: 'Networks of the inventory, such as database, that see the pods’ own addresses; their routers need a way back to the pod range',
      ko: '파드의 실제 주소를 그대로 보게 할 인벤토리 네트워크 목록입니다(예: database). 해당 네트워크의 라우터에 파드 대역으로 돌아오는 경로가 있어야 합니다',
    },
  },
]

const optionOf = ({ platform }: Context, name: string): Json | undefined =>
  platform.components['cilium']?.options?.[name]

type Server = { readonly host: string; readonly port: string }

const apiPort = '6443'

/** The API server as nodes reach it before any Service works; undefined when nobody says. */
export function apiServerOf(context: Context): Server | undefined {
  const option = optionOf(context, 'apiServer')
  const { controlPlaneAddress } = context.platform.network
  const written =
    typeof option === 'string' && option !== ''
      ? option
      : (controlPlaneAddress ?? firstMaster(context))
  if (written === undefined) return undefined
  const [, host = written, port = apiPort] = /^(.*?)(?::(\d+))?$/.exec(written) ?? []
  return { host, port }
}

function firstMaster({ inventory }: Context): string | undefined {
  const pools = (inventory?.pools ?? []).filter(({ kind }) => kind === 'control-plane')
  return pools.flatMap((pool) => nodesOf(pool)).find(({ address }) => address !== undefined)
    ?.address
}

export const interfacesOf = (context: Context): readonly string[] =>
  textsIn(optionOf(context, 'interfaces'))

/** The ranges whose machines see pods under their own addresses. */
export function unmasqueradedOf(context: Context): readonly string[] {
  const names = textsIn(optionOf(context, 'unmasqueraded'))
  return (context.inventory?.networks ?? [])
    .filter(({ name }) => names.includes(name))
    .map(({ range }) => range)
}

type Peer = { readonly address: string; readonly asn: number }

export function peersOf(context: Context): readonly Peer[] {
  const peers = optionOf(context, 'peers')
  if (!isJsonArray(peers)) return []
  return peers.flatMap((peer) => {
    if (!isJsonObject(peer)) return []
    const { address, asn } = peer
    return typeof address === 'string' && typeof asn === 'number' ? [{ address, asn }] : []
  })
}

const privateAsn = 64_512

export function localAsnOf(context: Context): number {
  const asn = optionOf(context, 'localAsn')
  return typeof asn === 'number' ? asn : privateAsn
}
