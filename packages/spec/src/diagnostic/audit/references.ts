// Lists the audit's findings about references between objects, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ReferencesParams = {
  /** An object that something names. `elsewhere` is the namespace that has one of this name. */
  'wiring/missing-object': {
    readonly kind: string
    readonly name: string
    readonly namespace: string
    readonly suggestion: string
    readonly elsewhere: string
  }
  'wiring/missing-object-key': {
    readonly kind: string
    readonly name: string
    readonly key: string
    readonly suggestion: string
  }
  'wiring/missing-volume': {
    readonly volume: string
    readonly workload: string
    readonly suggestion: string
  }
  /** `storageClass` is what the claim takes when it is not here; `workloads` are those that share it. */
  'wiring/single-writer-claim': {
    readonly claim: string
    readonly workloads: readonly string[]
    readonly pods: number
    readonly storageClass: string
  }
  'wiring/duplicate-object': {
    readonly kind: string
    readonly name: string
    readonly isSame: boolean
  }
}

export const referencesSeverities: { readonly [C in keyof ReferencesParams]: Severity } = {
  'wiring/missing-object': 'error',
  'wiring/missing-object-key': 'error',
  'wiring/missing-volume': 'error',
  'wiring/single-writer-claim': 'warning',
  'wiring/duplicate-object': 'warning',
}

const inNamespace = (namespace: string): string =>
  namespace === '' ? '' : ` in namespace ${namespace}`

export const referencesEnglish: {
  readonly [C in keyof ReferencesParams]: Wording<ReferencesParams[C]>
} = {
  'wiring/missing-object': {
    title: 'A reference to an object that is not there',
    message: ({ kind, name, namespace, suggestion, elsewhere }) =>
      `nothing here creates the ${kind} ${name}${inNamespace(namespace)}${
        elsewhere === '' ? '' : `; namespace ${elsewhere} has one`
      }${suggestion === '' ? '' : `; did you mean ${suggestion}?`}`,
    why: 'A pod does not start until the Secret, ConfigMap or claim that it names exists; other objects with a missing reference do nothing.',
    fix: 'Add the object, correct the name, or mark the reference `optional` where that is meant. If the object is created elsewhere, this is not a fault.',
  },
  'wiring/missing-object-key': {
    title: 'A key that its object does not have',
    message: ({ kind, name, key, suggestion }) =>
      `the ${kind} ${name} has no key ${key}${suggestion === '' ? '' : `; did you mean ${suggestion}?`}`,
    why: 'A container whose variable or file names a missing key stays in CreateContainerConfigError or ContainerCreating.',
    fix: 'Use a key that the object has, or add the key to it.',
  },
  'wiring/missing-volume': {
    title: 'A mount without its volume',
    message: ({ volume, workload, suggestion }) =>
      `${workload} mounts the volume ${volume}, which its pod does not define${suggestion === '' ? '' : `; did you mean ${suggestion}?`}`,
    why: 'The API server refuses a pod whose container mounts a volume that the pod does not list.',
    fix: 'List the volume under `volumes` or `volumeClaimTemplates`, or correct the name.',
  },
  'wiring/single-writer-claim': {
    title: 'A single-node volume used by several pods',
    message: ({ claim, workloads, pods, storageClass }) =>
      `${
        workloads.length > 1
          ? workloads.join(' and ')
          : Number.isFinite(pods)
            ? `up to ${pods} pods of ${workloads.join('')}`
            : `the pods of ${workloads.join('')} on every node`
      } share the claim ${claim}, which ${
        storageClass === ''
          ? 'only one node can mount'
          : `is not here; the storage class ${storageClass} usually lets one node mount a volume`
      }`,
    why: 'A ReadWriteOnce volume is attached to one node: pods on other nodes stay in ContainerCreating.',
    fix: 'Use a storage class with a shared file system (ReadWriteMany or ReadOnlyMany), or give every pod a claim of its own.',
  },
  'wiring/duplicate-object': {
    title: 'An object defined twice',
    message: ({ kind, name, isSame }) =>
      `the ${kind} ${name} is defined twice${isSame ? '' : ', with different contents'}`,
    why: 'Of two objects with the same name the one applied last wins, and the contents of the other are lost.',
    fix: 'Keep one of them, or give one of them another name or namespace.',
  },
}

export const referencesKorean: {
  readonly [C in keyof ReferencesParams]: Wording<ReferencesParams[C]>
} = {
  'wiring/missing-object': {
    title: '참조하는 객체가 없음',
    message: ({ kind, name, namespace, suggestion, elsewhere }) =>
      `${namespace === '' ? '' : `${namespace} 네임스페이스의 `}${kind} ${name}: 이 파일들에 없는 객체를 참조합니다${
        elsewhere === '' ? '' : `. 같은 이름이 ${elsewhere} 네임스페이스에 있습니다`
      }${suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`}`,
    why: '파드는 참조하는 Secret, ConfigMap, 볼륨 클레임이 생길 때까지 시작하지 못합니다. 다른 객체도 대상이 없으면 아무 일도 하지 않습니다.',
    fix: '객체를 추가하거나 이름을 고치세요. 없어도 되는 참조라면 `optional`로 표시하세요. 다른 곳에서 만드는 객체라면 문제가 없습니다.',
  },
  'wiring/missing-object-key': {
    title: '객체에 없는 키',
    message: ({ kind, name, key, suggestion }) =>
      `${kind} ${name}에 ${key} 키가 없습니다${suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`}`,
    why: '없는 키를 변수나 파일로 쓰는 컨테이너는 CreateContainerConfigError나 ContainerCreating에서 멈춥니다.',
    fix: '객체에 있는 키를 쓰거나 객체에 키를 추가하세요.',
  },
  'wiring/missing-volume': {
    title: '볼륨이 없는 마운트',
    message: ({ volume, workload, suggestion }) =>
      `${workload}의 컨테이너가 마운트하는 ${volume} 볼륨이 파드에 없습니다${suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`}`,
    why: 'API 서버는 파드에 없는 볼륨을 컨테이너가 마운트하면 그 파드를 거부합니다.',
    fix: '`volumes`나 `volumeClaimTemplates`에 볼륨을 추가하거나 이름을 고치세요.',
  },
  'wiring/single-writer-claim': {
    title: '한 노드용 볼륨을 여러 파드가 함께 사용',
    message: ({ claim, workloads, pods, storageClass }) =>
      `${
        workloads.length > 1
          ? `${workloads.join(', ')}의 파드가`
          : Number.isFinite(pods)
            ? `${workloads.join('')}의 파드가 최대 ${pods}개까지`
            : `모든 노드에 있는 ${workloads.join('')}의 파드가`
      } 볼륨 클레임 하나를 함께 씁니다: ${claim}. ${
        storageClass === ''
          ? '이 클레임은 한 노드에서만 마운트할 수 있습니다'
          : `클레임은 이 파일들에 없고, 스토리지 클래스 ${storageClass}의 볼륨은 보통 한 노드에서만 마운트할 수 있습니다`
      }`,
    why: 'ReadWriteOnce 볼륨은 한 노드에만 연결되므로 다른 노드의 파드는 ContainerCreating에 머뭅니다.',
    fix: 'ReadWriteMany나 ReadOnlyMany를 지원하는 공유 파일 시스템 클래스를 쓰거나, 파드마다 클레임을 따로 주세요.',
  },
  'wiring/duplicate-object': {
    title: '같은 객체를 두 번 정의',
    message: ({ kind, name, isSame }) =>
      `${kind} ${name}: ${isSame ? '같은 객체가 두 번 정의되어 있습니다' : '서로 다른 내용으로 두 번 정의되어 있습니다'}`,
    why: '이름이 같은 두 객체 중 나중에 적용한 것만 남고 다른 하나의 내용은 사라집니다.',
    fix: '하나만 남기거나, 한쪽의 이름이나 네임스페이스를 바꾸세요.',
  },
}
