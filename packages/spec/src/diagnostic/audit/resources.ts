// Lists the audit's findings about what containers ask for and where objects live, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { object, topic } from '../particles.js'
import type { Wording } from '../words.js'

export type ResourcesParams = {
  /** A container asks for more than it may take. */
  'capacity/request-above-limit': {
    readonly process: string
    readonly resource: string
    readonly request: string
    readonly limit: string
  }
  /** Other namespaces are made here; this one is not. */
  'wiring/missing-namespace': { readonly namespace: string; readonly suggestion: string }
}

export const resourcesSeverities: { readonly [C in keyof ResourcesParams]: Severity } = {
  'capacity/request-above-limit': 'error',
  'wiring/missing-namespace': 'error',
}

export const resourcesEnglish: {
  readonly [C in keyof ResourcesParams]: Wording<ResourcesParams[C]>
} = {
  'capacity/request-above-limit': {
    title: 'A request above its limit',
    message: ({ process, resource, request, limit }) =>
      `${process} requests ${request} of ${resource} and may take only ${limit}`,
    why: 'The API server refuses such a container, so nothing of the workload starts.',
    fix: 'Raise the limit or lower the request.',
  },
  'wiring/missing-namespace': {
    title: 'A namespace that nobody makes',
    message: ({ namespace, suggestion }) =>
      `nothing here makes the namespace ${namespace}, as it makes others${
        suggestion === '' ? '' : `; did you mean ${suggestion}?`
      }`,
    why: 'An object of a namespace that does not exist is refused, and one in the wrong namespace is not seen by those that name it.',
    fix: 'Correct the namespace, or add it to those that are made.',
  },
}

export const resourcesKorean: {
  readonly [C in keyof ResourcesParams]: Wording<ResourcesParams[C]>
} = {
  'capacity/request-above-limit': {
    title: '한도보다 큰 요청',
    message: ({ process, resource, request, limit }) =>
      `${topic(process)} ${object(resource)} ${request} 요청하지만 한도는 ${limit}입니다`,
    why: 'API 서버가 이런 컨테이너를 거부하므로 워크로드가 하나도 시작하지 않습니다.',
    fix: '한도를 올리거나 요청을 낮추세요.',
  },
  'wiring/missing-namespace': {
    title: '만들어지지 않는 네임스페이스',
    message: ({ namespace, suggestion }) =>
      `다른 네임스페이스는 여기서 만들지만 ${object(namespace)} 만드는 것은 없습니다${
        suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`
      }`,
    why: '없는 네임스페이스의 객체는 거부되고, 다른 네임스페이스에 놓인 객체는 그것을 가리키는 쪽에서 보이지 않습니다.',
    fix: '네임스페이스 이름을 고치거나, 만드는 목록에 추가하세요.',
  },
}
