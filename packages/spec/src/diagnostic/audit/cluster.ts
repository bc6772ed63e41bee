// Lists the audit's findings about the cluster's own configuration, Sentinel and log agents, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { topic } from '../particles.js'
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
    title: 'An apiVersion that does not have this kind',
    message: ({ kind, apiVersion, expected }) =>
      `${apiVersion} has no kind ${kind}; apiVersions that have it: ${expected}`,
    why: 'A kind is looked up in the group and version that apiVersion names. With another one the object is rejected.',
    fix: 'Use an apiVersion that has this kind.',
  },
  'wiring/kubeadm-field': {
    title: 'A field that kubeadm does not know',
    message: ({ kind, field, instead }) =>
      `${kind} has no field ${field}${instead === undefined ? '' : `; ${instead.en}`}`,
    why: 'kubeadm skips unknown fields with a warning in its log, so everything below them keeps its default.',
    fix: 'Put each setting where kubeadm reads it, and give the rest to the program that it is meant for.',
  },
  'wiring/kubernetes-version': {
    title: 'An invalid Kubernetes version',
    message: ({ version }) =>
      `${version} is neither a version such as 1.34.2 nor a label such as stable-1.34`,
    why: 'kubeadm stops at a version that it cannot parse. Labels are looked up on the internet.',
    fix: 'Write all three numbers of the version.',
  },
  'wiring/node-as-manifest': {
    title: 'A Node object as a manifest',
    message: ({ node }) =>
      `Node ${node} registers itself: applying this manifest replaces its taints, and a node that joins again loses what is written here`,
    why: 'Each kubelet creates its own Node object. The taints in a manifest replace the list that the cluster maintains.',
    fix: 'Set labels and taints at registration (JoinConfiguration nodeRegistration), or set them with kubectl label and kubectl taint.',
  },
  'wiring/unread-configuration': {
    title: 'A configuration that the program does not read',
    message: ({ program, name }) =>
      `${program} does not read the ConfigMap ${name}: it takes its node groups from flags`,
    why: 'Nothing reads these settings, so they have no effect.',
    fix: 'Pass the settings as flags, or remove the ConfigMap.',
  },
  'wiring/sentinel-bypassed': {
    title: 'A client that does not follow Sentinel',
    message: ({ host, primary }) =>
      `${host} is a fixed address, but Sentinel watches ${primary} and may promote another server`,
    why: 'After a failover such a client keeps writing to a server that is down or has become a replica.',
    fix: 'Give the client the Sentinel addresses and the name of the primary, or put a proxy that follows the primary in between.',
  },
  'wiring/no-replica': {
    title: 'Sentinel without a replica',
    message: ({ primary }) =>
      `Sentinel watches ${primary}, but no configuration here sets replicaof, so there is no server to promote`,
    why: 'Sentinel promotes a replica when the primary fails. Without a replica it can only report the failure.',
    fix: 'Add a configuration for replicas with replicaof, and min-replicas-to-write on the primary.',
  },
  'wiring/missing-include': {
    title: 'An included file that is not there',
    message: ({ file, holder }) =>
      `ConfigMap ${holder} does not contain ${file}; mounted over the folder, it also hides the file that the image has there`,
    why: 'A ConfigMap mounted as a folder hides everything that the image has in that folder.',
    fix: 'Add the file to the ConfigMap, mount single files with subPath, or mount the ConfigMap elsewhere and name the image’s file by its full path.',
  },
  'wiring/logs-not-collected': {
    title: 'Pods whose logs are not collected',
    message: ({ pattern, pods }) => `${pattern} matches no log file of ${pods.join(', ')}`,
    why: 'Log files are named after pod, namespace and container. Logs that no pattern matches are lost when they are rotated.',
    fix: 'Collect all files and exclude what is not wanted.',
  },
  'wiring/log-agent-refused': {
    title: 'A log agent in a namespace that forbids it',
    message: ({ namespace, level }) =>
      `log agents read the logs of their node through a hostPath volume, which namespace ${namespace} forbids with level ${level}`,
    why: 'The Pod Security levels baseline and restricted forbid hostPath volumes, so no pod of the agent is created.',
    fix: 'Run node agents in a namespace of their own with level privileged.',
  },
}

export const clusterKorean: { readonly [C in keyof ClusterParams]: Wording<ClusterParams[C]> } = {
  'wiring/wrong-api-version': {
    title: 'apiVersion에 없는 kind',
    message: ({ kind, apiVersion, expected }) =>
      `${apiVersion}에는 kind가 ${kind}인 객체가 없습니다. 올바른 apiVersion: ${expected}`,
    why: 'kind는 apiVersion이 가리키는 그룹과 버전에서 찾습니다. apiVersion이 다르면 객체가 거부됩니다.',
    fix: '이 kind가 있는 apiVersion을 쓰세요.',
  },
  'wiring/kubeadm-field': {
    title: 'kubeadm이 모르는 필드',
    message: ({ kind, field, instead }) =>
      `${kind}에는 ${field} 필드가 없습니다${instead === undefined ? '' : `. ${instead.ko}`}`,
    why: 'kubeadm은 모르는 필드를 로그에 경고만 남기고 건너뛰므로 그 아래의 설정은 모두 기본값이 됩니다.',
    fix: 'kubeadm이 읽는 위치에 설정을 적고, 나머지는 그 설정을 읽는 프로그램에 지정하세요.',
  },
  'wiring/kubernetes-version': {
    title: '올바르지 않은 Kubernetes 버전',
    message: ({ version }) => `${version}: 1.34.2 같은 버전도, stable-1.34 같은 레이블도 아닙니다`,
    why: 'kubeadm은 해석할 수 없는 버전이면 중단합니다. 레이블은 인터넷에서 조회합니다.',
    fix: '버전의 숫자 세 개를 모두 적으세요.',
  },
  'wiring/node-as-manifest': {
    title: '매니페스트로 작성한 Node',
    message: ({ node }) =>
      `${node} 노드는 스스로 등록됩니다. 이 매니페스트를 적용하면 테인트 목록이 교체되고, 노드가 다시 합류하면 여기에 적은 내용이 사라집니다`,
    why: 'Node 객체는 kubelet이 만듭니다. 매니페스트의 테인트 목록은 클러스터가 관리하는 목록을 통째로 교체합니다.',
    fix: '레이블과 테인트는 kubelet 등록 설정(JoinConfiguration의 nodeRegistration)에 두거나 kubectl label, kubectl taint로 지정하세요.',
  },
  'wiring/unread-configuration': {
    title: '프로그램이 읽지 않는 설정',
    message: ({ program, name }) =>
      `${topic(program)} ConfigMap(${name})을 읽지 않고 노드 그룹을 플래그로 받습니다`,
    why: '아무도 읽지 않는 설정이라 효과가 없습니다.',
    fix: '플래그로 설정하거나 이 ConfigMap을 지우세요.',
  },
  'wiring/sentinel-bypassed': {
    title: 'Sentinel을 따르지 않는 클라이언트',
    message: ({ host, primary }) =>
      `${host}: 고정 주소입니다. Sentinel이 감시하는 ${primary} 대신 다른 서버가 primary로 승격될 수 있습니다`,
    why: '장애 조치 뒤에도 이런 클라이언트는 멈췄거나 replica가 된 서버에 계속 씁니다.',
    fix: '클라이언트에 Sentinel 주소와 primary 이름을 설정하거나, primary를 따라가는 프록시를 두세요.',
  },
  'wiring/no-replica': {
    title: 'replica 없는 Sentinel',
    message: ({ primary }) =>
      `Sentinel이 감시하는 ${primary}: 이 파일들에 replicaof 설정이 없어 승격할 서버가 없습니다`,
    why: 'Sentinel은 primary에 장애가 나면 replica를 승격합니다. replica가 없으면 장애를 알리기만 합니다.',
    fix: 'replicaof를 적은 replica 설정을 추가하고 primary에는 min-replicas-to-write를 두세요.',
  },
  'wiring/missing-include': {
    title: '참조하는 파일이 없음',
    message: ({ file, holder }) =>
      `ConfigMap ${holder}에 ${file} 파일이 없습니다. 폴더에 마운트하면 이미지에 있던 파일도 가려집니다`,
    why: 'ConfigMap을 폴더로 마운트하면 이미지의 폴더 내용이 모두 가려집니다.',
    fix: '파일을 ConfigMap에 넣거나, subPath로 파일만 마운트하거나, ConfigMap을 다른 폴더에 마운트하고 이미지의 파일을 전체 경로로 적으세요.',
  },
  'wiring/logs-not-collected': {
    title: '로그를 수집하지 않는 파드',
    message: ({ pattern, pods }) =>
      `${pattern} 패턴에 맞는 ${pods.join(', ')}의 로그 파일이 없습니다`,
    why: '로그 파일 이름은 파드, 네임스페이스, 컨테이너 이름으로 되어 있습니다. 어떤 패턴에도 맞지 않는 로그는 로테이션될 때 사라집니다.',
    fix: '모든 파일을 수집하고 필요 없는 것을 제외하세요.',
  },
  'wiring/log-agent-refused': {
    title: '실행이 금지된 네임스페이스의 로그 수집기',
    message: ({ namespace, level }) =>
      `로그 수집기는 hostPath 볼륨으로 노드의 로그를 읽는데, ${namespace} 네임스페이스의 ${level} 수준이 이를 금지합니다`,
    why: 'Pod Security는 baseline 수준부터 hostPath 볼륨을 금지하므로 수집기의 파드가 만들어지지 않습니다.',
    fix: '노드 에이전트는 privileged 수준의 별도 네임스페이스에서 실행하세요.',
  },
}
