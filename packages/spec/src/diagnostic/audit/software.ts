// Lists the audit's findings about settings of programs, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { topic } from '../particles.js'
import type { Wording } from '../words.js'

/** A sentence without its full stop, in both languages: a fact of a program. */
type Sentence = { readonly en: string; readonly ko: string }

export type SoftwareParams = {
  /** A way to configure a program that the catalog knows not to work, or not as meant. */
  'software/known-problem': {
    readonly software: string
    readonly version: string
    readonly id: string
    readonly problem: Sentence
    readonly remedy: Sentence
  }
  /** A key of Helm values that stands for no setting of the program. */
  'software/not-a-setting': {
    readonly software: string
    readonly key: string
    readonly instead: Sentence
  }
  /** A setting without which the program does not do its work. `settings` names those that would do. */
  'software/setting-missing': {
    readonly software: string
    readonly process: string
    readonly settings: string
    readonly consequence: Sentence
  }
  /** What the program is told to take is more than it gets. Quantities as they are written. */
  'software/memory-exceeds-bound': {
    readonly software: string
    readonly wanted: string
    readonly bound: string
    readonly isLimit: boolean
  }
  /** A server is spread over more GPUs than its container has. */
  'software/parallel-exceeds-gpus': {
    readonly process: string
    readonly needed: number
    readonly gpus: number
  }
  /** Kubernetes sets a variable for a Service, which a program in its namespace takes for its own. */
  'software/service-variable': {
    readonly process: string
    readonly service: string
    readonly variable: string
    readonly consequence: Sentence
  }
  /** A rolling update starts a pod with GPUs before it ends one. */
  'software/rollout-needs-gpus': {
    readonly workload: string
    readonly surge: number
    readonly gpus: number
  }
  /** Tasks that are put on a queue and that no worker takes from it. */
  'software/unworked-queue': {
    readonly software: string
    readonly queues: readonly string[]
    readonly variable: string
  }
}

export const softwareSeverities: { readonly [C in keyof SoftwareParams]: Severity } = {
  'software/known-problem': 'warning',
  'software/not-a-setting': 'warning',
  'software/setting-missing': 'error',
  'software/memory-exceeds-bound': 'error',
  'software/parallel-exceeds-gpus': 'error',
  'software/service-variable': 'error',
  'software/rollout-needs-gpus': 'warning',
  'software/unworked-queue': 'warning',
}

const named = (software: string, version: string): string =>
  version === '' ? software : `${software} ${version}`

export const softwareEnglish: { readonly [C in keyof SoftwareParams]: Wording<SoftwareParams[C]> } =
  {
    'software/known-problem': {
      title: 'A known problem of a program',
      message: ({ software, version, problem, remedy }) =>
        `${named(software, version)}: ${problem.en}; ${remedy.en}`,
      why: 'The catalog lists configurations that a program accepts but that fail later or do not work as meant, each with its source.',
      fix: 'Do what the message says, or leave it if it is intended.',
    },
    'software/not-a-setting': {
      title: 'A key that is not a setting',
      message: ({ software, key, instead }) => `${software} has no setting ${key}; ${instead.en}`,
      why: 'A chart can pass on only what its program reads. A key for anything else has no effect.',
      fix: 'Configure it where the program reads it, or remove the key.',
    },
    'software/setting-missing': {
      title: 'A missing setting that the program needs',
      message: ({ process, settings, consequence }) =>
        `${process} has no ${settings}; ${consequence.en}`,
      why: 'Some settings have no default that works. Without them the program does not start, or fails when it first needs them.',
      fix: 'Set it, from a Secret if the value is secret.',
    },
    'software/memory-exceeds-bound': {
      title: 'A program configured to use more memory than it gets',
      message: ({ software, wanted, bound, isLimit }) =>
        isLimit
          ? `${software} is configured to use ${wanted} of memory, but its limit is ${bound}`
          : `${software} is configured to use ${wanted} of memory, but requests only ${bound}`,
      why: 'Above its limit a container is killed. Above its request it is among the first to be evicted when the node runs short of memory.',
      fix: 'Raise the request and the limit above this amount, with room for the rest of the process, or lower the settings.',
    },
    'software/parallel-exceeds-gpus': {
      title: 'A model split over more GPUs than the container has',
      message: ({ process, needed, gpus }) =>
        `${process} splits its model over ${needed} GPUs, but its container has ${gpus}`,
      why: 'Every rank of a tensor or pipeline parallel server takes a GPU of its own, and without Ray all ranks run in one container.',
      fix: 'Request as many GPUs as the model is split over, or split it over fewer.',
    },
    'software/service-variable': {
      title: 'A Service whose variables a program reads as settings',
      message: ({ process, service, variable, consequence }) =>
        `the Service ${service} makes Kubernetes set ${variable}=tcp://… in ${process}; ${consequence.en}`,
      why: 'For every Service Kubernetes sets variables in the pods of its namespace that start later. Their names may coincide with settings.',
      fix: 'Rename the Service, or set `enableServiceLinks: false` in the pod.',
    },
    'software/rollout-needs-gpus': {
      title: 'A rolling update needs GPUs that may not be free',
      message: ({ workload, surge, gpus }) =>
        `a rolling update of ${workload} starts ${surge} more ${surge === 1 ? 'pod' : 'pods'} before it ends one, which takes ${surge * gpus} free ${surge * gpus === 1 ? 'GPU' : 'GPUs'}`,
      why: 'Without them the new pod stays Pending and the update never ends. The default strategy rounds the surge up to at least one pod.',
      fix: 'Set `strategy.rollingUpdate` to `maxSurge: 0` and `maxUnavailable: 1`, or keep GPUs free for updates.',
    },
    'software/unworked-queue': {
      title: 'A queue that no worker processes',
      message: ({ software, queues, variable }) =>
        `${software} puts tasks on ${queues.join(', ')}, but ${variable} of its workers here leaves ${queues.length === 1 ? 'it' : 'them'} out`,
      why: 'Tasks on such a queue wait forever: nothing fails, and nothing is done.',
      fix: 'Add the queue to a worker, or start a worker for it.',
    },
  }

export const softwareKorean: { readonly [C in keyof SoftwareParams]: Wording<SoftwareParams[C]> } =
  {
    'software/known-problem': {
      title: '프로그램의 알려진 문제',
      message: ({ software, version, problem, remedy }) =>
        `${named(software, version)}: ${problem.ko}. ${remedy.ko}`,
      why: '프로그램이 받아들이지만 나중에 실패하거나 의도대로 동작하지 않는 설정을 출처와 함께 카탈로그에 모아 두었습니다.',
      fix: '메시지대로 고치세요. 의도한 설정이라면 그대로 두어도 됩니다.',
    },
    'software/not-a-setting': {
      title: '설정이 아닌 키',
      message: ({ software, key, instead }) =>
        `${software}의 설정이 아닌 키입니다: ${key}. ${instead.ko}`,
      why: '차트는 프로그램이 읽는 것만 전달할 수 있습니다. 그 밖의 키는 효과가 없습니다.',
      fix: '프로그램이 읽는 곳에 지정하거나 키를 지우세요.',
    },
    'software/setting-missing': {
      title: '빠진 필수 설정',
      message: ({ process, settings, consequence }) =>
        `${process}에 필요한 설정이 없습니다: ${settings}. ${consequence.ko}`,
      why: '기본값으로는 동작하지 않는 설정이 있습니다. 빠지면 기동하지 못하거나, 처음 필요해지는 순간에 실패합니다.',
      fix: '값을 지정하세요. 비밀값이라면 Secret에서 가져오세요.',
    },
    'software/memory-exceeds-bound': {
      title: '할당된 것보다 많은 메모리를 쓰도록 설정됨',
      message: ({ software, wanted, bound, isLimit }) =>
        isLimit
          ? `${topic(software)} 메모리를 ${wanted} 쓰도록 설정되어 있지만 한도(limit)는 ${bound}입니다`
          : `${topic(software)} 메모리를 ${wanted} 쓰도록 설정되어 있지만 요청(request)은 ${bound}뿐입니다`,
      why: '한도를 넘으면 컨테이너가 강제 종료되고, 요청을 넘으면 노드 메모리가 모자랄 때 먼저 축출됩니다.',
      fix: '프로세스의 나머지 사용량까지 감안해 요청과 한도를 이 값보다 크게 잡거나 설정값을 줄이세요.',
    },
    'software/parallel-exceeds-gpus': {
      title: '모델을 나눌 GPU가 모자람',
      message: ({ process, needed, gpus }) =>
        `${process}: 모델을 GPU ${needed}장에 나누지만 컨테이너에는 ${gpus}장뿐입니다`,
      why: '텐서·파이프라인 병렬의 랭크마다 GPU가 한 장씩 필요하고, Ray가 없으면 모두 한 컨테이너에 있어야 합니다.',
      fix: '나누는 수만큼 GPU를 요청하거나 더 적은 GPU로 나누세요.',
    },
    'software/service-variable': {
      title: '프로그램이 설정으로 읽는 Service 변수',
      message: ({ process, service, variable, consequence }) =>
        `Service ${service} 때문에 Kubernetes가 ${process}에 ${variable}=tcp://… 변수를 넣습니다. ${consequence.ko}`,
      why: 'Kubernetes는 Service마다 같은 네임스페이스에서 나중에 시작하는 파드에 변수를 넣습니다. 그 이름이 설정 이름과 겹칠 수 있습니다.',
      fix: 'Service 이름을 바꾸거나 파드에 `enableServiceLinks: false`를 지정하세요.',
    },
    'software/rollout-needs-gpus': {
      title: '롤링 업데이트에 여유 GPU가 필요함',
      message: ({ workload, surge, gpus }) =>
        `${workload}의 롤링 업데이트는 기존 파드를 내리기 전에 파드 ${surge}개를 더 띄우므로 비어 있는 GPU ${surge * gpus}장이 필요합니다`,
      why: '여유가 없으면 새 파드가 Pending에 머물러 업데이트가 끝나지 않습니다. 기본 전략은 추가 파드 수를 1개로 올림합니다.',
      fix: '`strategy.rollingUpdate`에 `maxSurge: 0`, `maxUnavailable: 1`을 지정하거나 업데이트용 GPU를 비워 두세요.',
    },
    'software/unworked-queue': {
      title: '처리하는 워커가 없는 큐',
      message: ({ software, queues, variable }) =>
        `${topic(software)} ${queues.join(', ')} 큐에 작업을 넣지만, 이 파일들에 있는 워커의 ${variable}에는 빠져 있습니다`,
      why: '이런 큐에 들어간 작업은 오류도 없이 계속 대기합니다.',
      fix: '워커가 처리할 큐에 추가하거나 해당 큐를 맡을 워커를 띄우세요.',
    },
  }
