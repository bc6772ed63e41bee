// Lists the audit's findings about the cluster's own configuration, Sentinel and log agents, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { object, topic } from '../particles.js'
import type { Wording } from '../words.js'

export type ClusterParams = {
  'wiring/wrong-api-version': {
    readonly kind: string
    readonly apiVersion: string
    readonly expected: string
  }
  /** A key of a kubeadm object that kubeadm does not know. */
  'wiring/kubeadm-field': {
    readonly kind: string
    readonly field: string
    /** Where it belongs, where that is known. */
    readonly instead?: { readonly en: string; readonly ko: string }
  }
  'wiring/kubernetes-version': { readonly version: string }
  'wiring/node-as-manifest': { readonly node: string }
  /** A ConfigMap that looks like the configuration of a program that reads none. */
  'wiring/unread-configuration': { readonly program: string; readonly name: string }
  /** A client with the fixed address of a primary that Sentinel may change. */
  'wiring/sentinel-bypassed': { readonly host: string; readonly primary: string }
  'wiring/no-replica': { readonly primary: string }
  'wiring/missing-include': { readonly file: string; readonly holder: string }
  'wiring/logs-not-collected': { readonly pattern: string; readonly pods: readonly string[] }
  'wiring/log-agent-refused': { readonly namespace: string; readonly level: string }
}

export const clusterSeverities: { readonly [C in keyof ClusterParams]: Severity } = {
  'wiring/wrong-api-version': 'error',
  'wiring/kubeadm-field': 'error',
  'wiring/kubernetes-version': 'error',
  'wiring/node-as-manifest': 'warning',
  'wiring/unread-configuration': 'warning',
  'wiring/sentinel-bypassed': 'warning',
  'wiring/no-replica': 'warning',
  'wiring/missing-include': 'warning',
  'wiring/logs-not-collected': 'info',
  'wiring/log-agent-refused': 'warning',
}

export const clusterEnglish: { readonly [C in keyof ClusterParams]: Wording<ClusterParams[C]> } = {
  'wiring/wrong-api-version': {
    title: 'A kind under an apiVersion that does not have it',
    message: ({ kind, apiVersion, expected }) =>
      `${apiVersion} has no kind ${kind}: it is one of ${expected}`,
    why: 'A kind is looked up in the group and version that apiVersion names. Under another one it is refused.',
    fix: 'Write the apiVersion that has this kind.',
  },
  'wiring/kubeadm-field': {
    title: 'A field that kubeadm does not know',
    message: ({ kind, field, instead }) =>
      `${kind} has no field ${field}${instead === undefined ? '' : `; ${instead.en}`}`,
    why: 'kubeadm passes over unknown fields with a line in its log, so that everything below them keeps its default.',
    fix: 'Put each setting at the top of the object that has it, and leave the rest to the program that reads it.',
  },
  'wiring/kubernetes-version': {
    title: 'A Kubernetes version that is none',
    message: ({ version }) =>
      `${version} is neither a version such as 1.34.2 nor a label such as stable-1.34`,
    why: 'kubeadm stops at a version that it cannot read. Labels are looked up on the internet.',
    fix: 'Write all three numbers.',
  },
  'wiring/node-as-manifest': {
    title: 'A node as a manifest',
    message: ({ node }) =>
      `Node ${node} registers itself: applying this replaces its taints, and a node that joins anew loses what is written here`,
    why: 'Kubelets make their Node objects. The list of taints in a manifest replaces the one that the cluster keeps.',
    fix: 'Give labels and taints to the kubelet (JoinConfiguration nodeRegistration), or set them with kubectl label and kubectl taint.',
  },
  'wiring/unread-configuration': {
    title: 'A configuration that its program does not read',
    message: ({ program, name }) =>
      `${program} reads no ConfigMap ${name}: it takes its node groups from flags`,
    why: 'A file that nobody reads looks like a decision and changes nothing.',
    fix: 'Give the settings as flags, or remove the ConfigMap.',
  },
  'wiring/sentinel-bypassed': {
    title: 'A client that does not follow Sentinel',
    message: ({ host, primary }) =>
      `${host} is a fixed address, but Sentinel watches ${primary} and may make another server the primary`,
    why: 'After a failover such a client goes on writing to a server that is down or has become a replica.',
    fix: 'Give the client the addresses of the Sentinels and the name of the set, or a proxy that follows the primary.',
  },
  'wiring/no-replica': {
    title: 'Sentinel without a replica',
    message: ({ primary }) =>
      `Sentinel watches ${primary}, but no configuration here has replicaof: there is nobody to promote`,
    why: 'Sentinel makes a replica the primary when the primary is gone. Without one it can only report the loss.',
    fix: 'Add a configuration for replicas with replicaof, and min-replicas-to-write on the primary.',
  },
  'wiring/missing-include': {
    title: 'A file that is named and not there',
    message: ({ file, holder }) =>
      `${file} is named here, but ConfigMap ${holder} does not hold it: mounted over the folder it hides the file of the image`,
    why: 'A ConfigMap that is mounted as a folder replaces the folder, with all that the image had in it.',
    fix: 'Put the file into the ConfigMap, mount single files with subPath, or name the file of the image by its full path elsewhere.',
  },
  'wiring/logs-not-collected': {
    title: 'Pods whose logs are not collected',
    message: ({ pattern, pods }) => `${pattern} matches no log of ${pods.join(', ')}`,
    why: 'A log file is called after its pod, namespace and container. What no pattern matches is lost when it is rotated.',
    fix: 'Collect all files and exclude what is not wanted.',
  },
  'wiring/log-agent-refused': {
    title: 'A log agent where it may not run',
    message: ({ namespace, level }) =>
      `The logs of a node are read through a hostPath volume, which ${level} forbids in ${namespace}`,
    why: 'Pod Security forbids hostPath volumes from the level baseline on, so no pod of the agent is created.',
    fix: 'Put agents of nodes into a namespace of their own at the level privileged.',
  },
}

export const clusterKorean: { readonly [C in keyof ClusterParams]: Wording<ClusterParams[C]> } = {
  'wiring/wrong-api-version': {
    title: 'apiVersion에 없는 kind',
    message: ({ kind, apiVersion, expected }) =>
      `${apiVersion}에는 ${kind} 종류가 없습니다. 올바른 apiVersion은 ${expected}입니다`,
    why: 'kind는 apiVersion이 가리키는 그룹과 버전에서 찾습니다. 다른 곳에 적으면 거부됩니다.',
    fix: '이 종류가 있는 apiVersion을 적으세요.',
  },
  'wiring/kubeadm-field': {
    title: 'kubeadm이 모르는 필드',
    message: ({ kind, field, instead }) =>
      `${kind}에는 ${field} 필드가 없습니다${instead === undefined ? '' : `. ${instead.ko}`}`,
    why: 'kubeadm은 모르는 필드를 로그 한 줄만 남기고 지나치므로 그 아래의 설정은 모두 기본값이 됩니다.',
    fix: '설정을 해당 객체의 최상위에 적고, 나머지는 그것을 읽는 프로그램에 맡기세요.',
  },
  'wiring/kubernetes-version': {
    title: '버전이 아닌 Kubernetes 버전',
    message: ({ version }) =>
      `${topic(version)} 1.34.2 같은 버전도, stable-1.34 같은 레이블도 아닙니다`,
    why: 'kubeadm은 읽을 수 없는 버전에서 멈춥니다. 레이블은 인터넷에서 조회합니다.',
    fix: '숫자 세 개를 모두 적으세요.',
  },
  'wiring/node-as-manifest': {
    title: '매니페스트로 적은 노드',
    message: ({ node }) =>
      `${node} 노드는 스스로 등록됩니다. 이 매니페스트를 적용하면 taint 목록이 바뀌고, 노드가 다시 합류하면 여기 적은 것이 사라집니다`,
    why: 'Node 객체는 kubelet이 만듭니다. 매니페스트의 taint 목록은 클러스터가 관리하는 목록을 통째로 바꿉니다.',
    fix: '레이블과 taint는 kubelet 등록 설정(JoinConfiguration의 nodeRegistration)에 두거나 kubectl label, kubectl taint로 지정하세요.',
  },
  'wiring/unread-configuration': {
    title: '프로그램이 읽지 않는 설정',
    message: ({ program, name }) =>
      `${topic(program)} ConfigMap ${object(name)} 읽지 않으며 노드 그룹을 플래그로 받습니다`,
    why: '아무도 읽지 않는 파일은 결정처럼 보이지만 아무것도 바꾸지 않습니다.',
    fix: '플래그로 설정하거나 이 ConfigMap을 지우세요.',
  },
  'wiring/sentinel-bypassed': {
    title: 'Sentinel을 따르지 않는 클라이언트',
    message: ({ host, primary }) =>
      `${topic(host)} 고정 주소인데, Sentinel이 ${object(primary)} 감시하므로 다른 서버가 primary가 될 수 있습니다`,
    why: '장애 조치가 일어나면 이런 클라이언트는 멈췄거나 replica가 된 서버에 계속 씁니다.',
    fix: '클라이언트에 Sentinel 주소와 마스터 이름을 주거나 primary를 따라가는 프록시를 두세요.',
  },
  'wiring/no-replica': {
    title: 'replica 없는 Sentinel',
    message: ({ primary }) =>
      `Sentinel이 ${object(primary)} 감시하지만 replicaof가 있는 설정이 없어 승격할 서버가 없습니다`,
    why: 'Sentinel은 primary가 사라지면 replica를 승격합니다. replica가 없으면 장애를 알릴 수만 있습니다.',
    fix: 'replicaof를 적은 replica 설정을 추가하고 primary에는 min-replicas-to-write를 두세요.',
  },
  'wiring/missing-include': {
    title: '이름만 있고 없는 파일',
    message: ({ file, holder }) =>
      `여기서 ${object(file)} 가리키지만 ConfigMap ${holder}에 없습니다. 폴더에 마운트하면 이미지에 있던 파일도 가려집니다`,
    why: '폴더로 마운트한 ConfigMap은 이미지의 폴더를 통째로 대신합니다.',
    fix: '파일을 ConfigMap에 넣거나, subPath로 파일만 마운트하거나, 이미지의 파일을 다른 폴더의 전체 경로로 가리키세요.',
  },
  'wiring/logs-not-collected': {
    title: '로그를 수집하지 않는 파드',
    message: ({ pattern, pods }) =>
      `${topic(pattern)} ${pods.join(', ')}의 로그와 일치하지 않습니다`,
    why: '로그 파일 이름은 파드, 네임스페이스, 컨테이너 이름으로 되어 있습니다. 어떤 패턴에도 맞지 않는 로그는 순환될 때 사라집니다.',
    fix: '모든 파일을 수집하고 필요 없는 것을 제외하세요.',
  },
  'wiring/log-agent-refused': {
    title: '실행될 수 없는 곳에 둔 로그 수집기',
    message: ({ namespace, level }) =>
      `노드의 로그는 hostPath 볼륨으로 읽는데 ${namespace} 네임스페이스의 ${level} 수준은 이를 금지합니다`,
    why: 'Pod Security는 baseline 수준부터 hostPath 볼륨을 금지하므로 수집기의 파드가 만들어지지 않습니다.',
    fix: '노드에서 도는 수집기는 privileged 수준의 별도 네임스페이스에 두세요.',
  },
}
