// Lists the audit's findings about nodes, pods, quotas and Pod Security, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { subject } from '../particles.js'
import type { Wording } from '../words.js'

export type SchedulingParams = {
  /** A taint of a node with GPUs that nothing here tolerates which has to run on every such node. */
  'wiring/agents-shut-out': { readonly node: string; readonly taint: string }
  /** A label that a program writes; `writes` is the form of its values where the stated one is none of them. */
  'wiring/label-of-a-program': {
    readonly node: string
    readonly label: string
    readonly value: string
    readonly program: string
    readonly writes: string
  }
  /** `scheduler.alpha.kubernetes.io/node-selector` on a namespace. */
  'wiring/node-selector-annotation': {
    readonly namespace: string
    readonly selector: string
    /** Whether a node of these files carries what it selects; undefined when no node is here. */
    readonly isOnNode?: boolean
  }
  /** A label or a taint that only one workload names, next to one that several do. */
  'wiring/unlike-placement': {
    readonly workload: string
    readonly written: string
    readonly usual: string
    readonly uses: number
  }
  'capacity/quota-gap': { readonly namespace: string; readonly missing: readonly string[] }
  'capacity/namespace-without-quota': { readonly namespace: string; readonly gpus: number }
  /** A container that the LimitRange of its namespace refuses. */
  'capacity/limit-range-refuses': {
    readonly workload: string
    readonly resource: string
    readonly asked: string
    readonly side: 'max' | 'min'
    readonly limit: string
  }
  'security/pod-refused': {
    readonly workload: string
    readonly namespace: string
    readonly level: string
    /** Settings that are there and forbidden. */
    readonly forbidden: readonly string[]
    /** Settings that are asked for and not there. */
    readonly missing: readonly string[]
  }
  /** `runAsNonRoot` is set, no user is, and the image starts as root. */
  'security/image-runs-as-root': { readonly workload: string; readonly image: string }
  /** A workload that is only named here, whose program cannot pass the level as it usually runs. */
  'security/named-workload-refused': {
    readonly workload: string
    readonly program: string
    readonly namespace: string
    readonly level: string
  }
  'security/no-level': { readonly namespace: string }
  'security/privileged-container': { readonly workload: string }
}

export const schedulingSeverities: { readonly [C in keyof SchedulingParams]: Severity } = {
  'wiring/agents-shut-out': 'warning',
  'wiring/label-of-a-program': 'warning',
  'wiring/node-selector-annotation': 'warning',
  'wiring/unlike-placement': 'warning',
  'capacity/quota-gap': 'info',
  'capacity/namespace-without-quota': 'warning',
  'capacity/limit-range-refuses': 'error',
  'security/pod-refused': 'error',
  'security/image-runs-as-root': 'error',
  'security/named-workload-refused': 'warning',
  'security/no-level': 'warning',
  'security/privileged-container': 'info',
}

const clauses = (...lists: readonly (readonly [string, readonly string[]])[]): string =>
  lists
    .filter(([, items]) => items.length > 0)
    .map(([word, items]) => `${word} ${items.join(', ')}`)
    .join('; ')

export const schedulingEnglish: {
  readonly [C in keyof SchedulingParams]: Wording<SchedulingParams[C]>
} = {
  'wiring/agents-shut-out': {
    title: 'A taint that keeps node agents away',
    message: ({ node, taint }) =>
      `no DaemonSet and no chart values here tolerate ${taint}, so GPU drivers, the device plugin, GPU metrics and most log agents do not run on ${node}`,
    why: 'Unless configured otherwise, the GPU operator and other node agents tolerate at most nvidia.com/gpu. Without the device plugin the node offers no GPUs, and pods that tolerate the taint stay Pending.',
    fix: 'Add the toleration to every node agent (`daemonsets.tolerations` of the GPU operator, and the worker of Node Feature Discovery), or keep only the nvidia.com/gpu taint.',
  },
  'wiring/label-of-a-program': {
    title: 'A hand-written label that a program overwrites',
    message: ({ node, label, value, program, writes }) =>
      writes === ''
        ? `${program} writes ${label} on ${node} and replaces a value set by hand`
        : `${program} writes ${label} itself, never as ${value}; its values look like ${writes}`,
    why: 'The program overwrites its own labels when it starts. A selector for the value set by hand then matches no node.',
    fix: 'Leave the label to the program, and select nodes by a label of your own.',
  },
  'wiring/node-selector-annotation': {
    title: 'A node selector that needs an admission plugin',
    message: ({ namespace, selector, isOnNode }) =>
      `the node selector ${selector} of namespace ${namespace} works only with the PodNodeSelector admission plugin, which is off by default${isOnNode === false ? '; with it, pods would stay Pending, because no node here has this label' : ''}`,
    why: 'Without the plugin the annotation has no effect: pods of the namespace run on any node.',
    fix: 'Enable the plugin in the API server and label the nodes, or set `nodeSelector` on the pods, by hand or by a policy.',
  },
  'wiring/unlike-placement': {
    title: 'A node label or taint that looks misspelt',
    message: ({ workload, written, usual, uses }) =>
      `only ${workload} uses ${written} to choose nodes; ${uses} others use ${usual}`,
    why: 'A selector with a misspelt label matches no node, and a misspelt toleration tolerates no taint: the pod stays Pending.',
    fix: 'Write it as the others do, or, if it is meant to differ, choose a name that is easier to tell apart.',
  },
  'capacity/quota-gap': {
    title: 'A quota with missing items',
    message: ({ namespace, missing }) =>
      `the quota of ${namespace} does not limit ${missing.join(', ')}`,
    why: 'What a quota does not name is unlimited: one tenant can take every load balancer address or fill the disks of the nodes.',
    fix: 'Add the items with a limit, or with 0 where the namespace should have none.',
  },
  'capacity/namespace-without-quota': {
    title: 'GPUs without a quota',
    message: ({ namespace, gpus }) =>
      `workloads in ${namespace} use ${gpus} GPU${gpus === 1 ? '' : 's'}, but the namespace has no quota, unlike others here`,
    why: 'A namespace without a quota can take all the GPUs that quotas keep from the others.',
    fix: 'Give the namespace a ResourceQuota for requests.nvidia.com/gpu.',
  },
  'capacity/limit-range-refuses': {
    title: 'A pod that the LimitRange rejects',
    message: ({ workload, resource, asked, side, limit }) =>
      `${workload} sets ${resource} to ${asked}, ${side === 'max' ? 'above the maximum' : 'below the minimum'} of ${limit} in its namespace`,
    why: 'The API server rejects such pods at creation. The workload exists but never gets a pod.',
    fix: 'Change the amount, or the bounds of the LimitRange.',
  },
  'security/pod-refused': {
    title: 'A pod that Pod Security rejects',
    message: ({ workload, namespace, level, forbidden, missing }) =>
      `namespace ${namespace} enforces ${level}, which rejects the pods of ${workload}: ${clauses(['forbidden', forbidden], ['missing', missing])}`,
    why: 'The API server rejects such pods at creation. The workload exists but never gets a pod.',
    fix: 'Change the settings in the message, or move the workload to a namespace with a more permissive level.',
  },
  'security/image-runs-as-root': {
    title: 'An image that starts as root where root is forbidden',
    message: ({ workload, image }) =>
      `${workload} must not run as root, but ${image} starts as root and no runAsUser is set`,
    why: 'With runAsNonRoot the kubelet refuses to start a container as root (CreateContainerConfigError).',
    fix: 'Set `runAsUser` to a user that the image works with, or use an image that does not start as root.',
  },
  'security/named-workload-refused': {
    title: 'A program in a namespace that rejects it',
    message: ({ workload, program, namespace, level }) =>
      `namespace ${namespace} enforces ${level}, which rejects ${program} (${workload}) without a security context; with runAsNonRoot it does not start, because its image runs as root`,
    why: 'The API server rejects pods that violate the level of their namespace, and the kubelet refuses to start a root image under runAsNonRoot.',
    fix: 'Set a security context that the level accepts, if the program runs with it; otherwise use a namespace with a more permissive level.',
  },
  'security/no-level': {
    title: 'A namespace without a Pod Security level',
    message: ({ namespace }) =>
      `namespace ${namespace} enforces no Pod Security level, unlike others here`,
    why: 'Without the label everything is allowed there, including privileged containers and host mounts.',
    fix: 'Add the label pod-security.kubernetes.io/enforce, with the value privileged where the workloads need it.',
  },
  'security/privileged-container': {
    title: 'A privileged container',
    message: ({ workload }) => `${workload} runs privileged, which makes it root on its node`,
    why: 'Whoever breaks into a privileged container controls the node and the credentials of every pod on it.',
    fix: 'Request only the capabilities or devices that the program needs, or document why it needs everything.',
  },
}

export const schedulingKorean: {
  readonly [C in keyof SchedulingParams]: Wording<SchedulingParams[C]>
} = {
  'wiring/agents-shut-out': {
    title: '노드 에이전트 실행을 막는 테인트',
    message: ({ node, taint }) =>
      `${taint} 테인트에 대한 toleration이 있는 DaemonSet이나 차트 값이 없어 GPU 드라이버, 디바이스 플러그인, GPU 메트릭과 대부분의 로그 에이전트가 ${node} 노드에서 실행되지 못합니다`,
    why: 'GPU Operator를 비롯한 노드 에이전트의 기본 toleration은 많아야 nvidia.com/gpu뿐입니다. 디바이스 플러그인이 없으면 노드가 GPU를 제공하지 못하므로, toleration이 있는 파드도 Pending으로 남습니다.',
    fix: '모든 노드 에이전트(GPU Operator의 `daemonsets.tolerations`와 Node Feature Discovery 워커)에 toleration을 추가하거나 nvidia.com/gpu 테인트만 남기세요.',
  },
  'wiring/label-of-a-program': {
    title: '프로그램이 관리하는 레이블을 직접 지정함',
    message: ({ node, label, value, program, writes }) =>
      writes === ''
        ? `${node} 노드의 ${label} 레이블은 ${subject(program)} 관리하므로 직접 지정한 값은 덮어쓰입니다`
        : `${label} 레이블은 ${subject(program)} 관리하며, 그 값은 ${value} 형식이 아니라 ${writes} 형식입니다`,
    why: '프로그램은 시작할 때 자기 레이블을 덮어씁니다. 그러면 직접 지정한 값을 쓰는 셀렉터에 맞는 노드가 없어집니다.',
    fix: '이 레이블은 프로그램에 맡기고, 노드를 선택할 때는 직접 만든 레이블을 쓰세요.',
  },
  'wiring/node-selector-annotation': {
    title: '어드미션 플러그인이 있어야 동작하는 노드 셀렉터',
    message: ({ namespace, selector, isOnNode }) =>
      `${namespace} 네임스페이스의 노드 셀렉터(${selector})는 기본으로 꺼져 있는 PodNodeSelector 어드미션 플러그인이 있어야 동작합니다${isOnNode === false ? '. 플러그인을 켜도 이 레이블이 있는 노드가 없어 파드가 Pending으로 남습니다' : ''}`,
    why: '플러그인이 없으면 이 어노테이션은 효과가 없으며, 파드는 아무 노드에나 배치됩니다.',
    fix: 'API 서버에서 플러그인을 켜고 노드에 레이블을 붙이거나, 파드에 `nodeSelector`를 직접 또는 정책으로 지정하세요.',
  },
  'wiring/unlike-placement': {
    title: '오타로 보이는 노드 레이블이나 테인트',
    message: ({ workload, written, usual, uses }) =>
      `${workload}에는 노드 선택 값이 ${written}인데, 다른 ${uses}곳에는 ${usual}입니다`,
    why: '셀렉터의 레이블을 잘못 쓰면 맞는 노드가 없고, toleration을 잘못 쓰면 테인트에 적용되지 않습니다. 어느 쪽이든 파드는 Pending으로 남습니다.',
    fix: '다른 곳과 같게 쓰거나, 의도한 차이라면 구별하기 쉬운 이름을 쓰세요.',
  },
  'capacity/quota-gap': {
    title: '빠진 항목이 있는 쿼터',
    message: ({ namespace, missing }) =>
      `${namespace} 쿼터에 ${missing.join(', ')} 항목이 없습니다`,
    why: '쿼터에 없는 항목은 제한되지 않습니다. 테넌트 하나가 로드밸런서 주소를 모두 쓰거나 노드 디스크를 채울 수 있습니다.',
    fix: '빠진 항목에 상한을 두세요. 허용하지 않을 항목은 0으로 지정합니다.',
  },
  'capacity/namespace-without-quota': {
    title: '쿼터 없이 쓰는 GPU',
    message: ({ namespace, gpus }) =>
      `${namespace} 네임스페이스의 워크로드는 GPU를 ${gpus}개 쓰지만, 다른 네임스페이스와 달리 쿼터가 없습니다`,
    why: '다른 네임스페이스를 쿼터로 제한해도, 쿼터가 없는 네임스페이스가 남은 GPU를 모두 가져갈 수 있습니다.',
    fix: '네임스페이스에 requests.nvidia.com/gpu를 제한하는 ResourceQuota를 두세요.',
  },
  'capacity/limit-range-refuses': {
    title: 'LimitRange가 거부하는 파드',
    message: ({ workload, resource, asked, side, limit }) =>
      `${workload}의 ${resource} 값(${asked})이 네임스페이스의 LimitRange ${side === 'max' ? `최댓값(${limit})을 넘습니다` : `최솟값(${limit})보다 작습니다`}`,
    why: 'API 서버가 파드 생성을 거부합니다. 워크로드는 만들어지지만 파드는 하나도 생기지 않습니다.',
    fix: '요청량을 바꾸거나 LimitRange의 범위를 바꾸세요.',
  },
  'security/pod-refused': {
    title: 'Pod Security가 거부하는 파드',
    message: ({ workload, namespace, level, forbidden, missing }) =>
      `${namespace} 네임스페이스의 ${level} 수준이 ${workload} 파드를 거부합니다: ${clauses(['금지된 설정', forbidden], ['빠진 설정', missing])}`,
    why: 'API 서버가 파드 생성을 거부합니다. 워크로드는 만들어지지만 파드는 하나도 생기지 않습니다.',
    fix: '메시지에 나온 설정을 고치거나, 더 느슨한 수준의 네임스페이스로 워크로드를 옮기세요.',
  },
  'security/image-runs-as-root': {
    title: 'root가 금지된 곳에서 root로 시작하는 이미지',
    message: ({ workload, image }) =>
      `${workload}: runAsNonRoot가 설정되어 있는데 ${image} 이미지는 root로 시작하고 runAsUser도 없습니다`,
    why: 'runAsNonRoot가 설정되어 있으면 kubelet이 root 컨테이너를 시작하지 않습니다(CreateContainerConfigError).',
    fix: '이미지가 동작할 수 있는 사용자를 `runAsUser`에 지정하거나, root로 시작하지 않는 이미지를 쓰세요.',
  },
  'security/named-workload-refused': {
    title: '네임스페이스 수준에 맞지 않는 프로그램',
    message: ({ workload, program, namespace, level }) =>
      `${namespace} 네임스페이스의 ${level} 수준은 securityContext가 없는 ${program}(${workload}) 파드를 거부합니다. runAsNonRoot를 지정해도 이미지가 root로 실행되므로 시작하지 못합니다`,
    why: 'API 서버는 네임스페이스의 수준에 어긋나는 파드를 거부하고, kubelet은 runAsNonRoot가 설정된 root 이미지를 시작하지 않습니다.',
    fix: '프로그램이 동작할 수 있다면 수준에 맞는 securityContext를 지정하고, 그렇지 않으면 더 느슨한 수준의 네임스페이스를 쓰세요.',
  },
  'security/no-level': {
    title: 'Pod Security 수준이 없는 네임스페이스',
    message: ({ namespace }) =>
      `${namespace} 네임스페이스에는 다른 네임스페이스와 달리 Pod Security 수준이 없습니다`,
    why: '레이블이 없으면 privileged 컨테이너와 호스트 마운트까지 모두 허용됩니다.',
    fix: 'pod-security.kubernetes.io/enforce 레이블을 추가하세요. 필요한 곳은 privileged로 지정합니다.',
  },
  'security/privileged-container': {
    title: 'privileged 컨테이너',
    message: ({ workload }) => `${workload}: privileged로 실행되어 노드의 root 권한을 가집니다`,
    why: 'privileged 컨테이너가 침해되면 노드와, 그 노드에 있는 모든 파드의 자격 증명까지 넘어갑니다.',
    fix: '필요한 capability나 장치만 요청하거나, 모든 권한이 필요한 이유를 문서로 남기세요.',
  },
}
