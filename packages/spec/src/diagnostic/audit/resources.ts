// Lists the audit's findings about what containers ask for and where objects live, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
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
    title: 'A request above the limit',
    message: ({ process, resource, request, limit }) =>
      `${process} requests ${request} of ${resource}, but its limit is ${limit}`,
    why: 'The API server rejects such a container, so the workload gets no pods.',
    fix: 'Raise the limit or lower the request.',
  },
  'wiring/missing-namespace': {
    title: 'A namespace that is not created',
    message: ({ namespace, suggestion }) =>
      `nothing here creates the namespace ${namespace}, although other namespaces are created here${
        suggestion === '' ? '' : `; did you mean ${suggestion}?`
      }`,
    why: 'An object in a namespace that does not exist is rejected, and an object in the wrong namespace is not found by what refers to it.',
    fix: 'Correct the namespace, or create it here as well.',
  },
}

export const resourcesKorean: {
  readonly [C in keyof ResourcesParams]: Wording<ResourcesParams[C]>
} = {
  'capacity/request-above-limit': {
    title: '한도보다 큰 요청',
    message: ({ process, resource, request, limit }) =>
      `${process}의 ${resource} 요청이 ${request}인데 한도는 ${limit}입니다`,
    why: 'API 서버가 이런 컨테이너를 거부하므로 워크로드의 파드가 생기지 않습니다.',
    fix: '한도를 올리거나 요청을 낮추세요.',
  },
  'wiring/missing-namespace': {
    title: '만들어지지 않는 네임스페이스',
    message: ({ namespace, suggestion }) =>
      `다른 네임스페이스와 달리 ${namespace} 네임스페이스는 이 파일들에서 만들지 않습니다${
        suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`
      }`,
    why: '없는 네임스페이스의 객체는 거부되고, 엉뚱한 네임스페이스에 만든 객체는 참조하는 쪽에서 찾지 못합니다.',
    fix: '네임스페이스 이름을 고치거나, 이 파일들에서 함께 만드세요.',
  },
}
