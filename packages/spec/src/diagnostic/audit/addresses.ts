// Lists the audit's findings about addresses, Services and ports, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

/** Where a name is looked up. A runbook is run by a person from anywhere. */
type AddressScope = 'kubernetes' | 'compose' | 'runbook' | 'plan'

export type AddressesParams = {
  'wiring/unknown-address': {
    readonly host: string
    readonly scope: AddressScope
    readonly suggestion: string
  }
  /** `isPublished`: the port is the one of the host, which other containers do not use. */
  'wiring/unknown-port': {
    readonly service: string
    readonly port: string
    readonly ports: readonly string[]
    readonly isPublished: boolean
  }
  /** A Service or PodDisruptionBudget whose selector takes no pod. `label` is where the nearest pods differ. */
  'wiring/selector-without-pods': {
    readonly kind: string
    readonly name: string
    readonly selector: string
    readonly label: string
  }
  'wiring/target-port': {
    readonly service: string
    readonly port: string
    readonly workload: string
    readonly ports: readonly string[]
  }
  /** A workload whose selector does not take the pods of its own template. */
  'wiring/selector-mismatch': {
    readonly kind: string
    readonly name: string
    readonly label: string
  }
  'wiring/overlapping-selectors': { readonly first: string; readonly second: string }
  /** A spread constraint that counts other pods than those of its own template. */
  'wiring/spread-misses-pods': { readonly workload: string; readonly label: string }
  'wiring/probe-port': {
    readonly probe: string
    readonly port: string
    readonly container: string
    readonly ports: readonly string[]
  }
}

export const addressesSeverities: { readonly [C in keyof AddressesParams]: Severity } = {
  'wiring/unknown-address': 'error',
  'wiring/unknown-port': 'error',
  'wiring/selector-without-pods': 'error',
  'wiring/target-port': 'error',
  'wiring/selector-mismatch': 'error',
  'wiring/overlapping-selectors': 'warning',
  'wiring/spread-misses-pods': 'warning',
  'wiring/probe-port': 'error',
}

const scopesEnglish: { readonly [S in AddressScope]: string } = {
  kubernetes: 'no Service here has this name',
  compose: 'no service of the Compose file has this name',
  runbook: 'nothing here has this name',
  plan: 'the plan has no Service of this name',
}

const scopesKorean: { readonly [S in AddressScope]: string } = {
  kubernetes: '이 이름의 Service가 이 파일들에 없습니다',
  compose: 'Compose 파일에 이 이름의 서비스가 없습니다',
  runbook: '이 이름은 이 파일들 어디에도 없습니다',
  plan: '계획에 이 이름의 Service가 없습니다',
}

export const addressesEnglish: {
  readonly [C in keyof AddressesParams]: Wording<AddressesParams[C]>
} = {
  'wiring/unknown-address': {
    title: 'An address that does not exist here',
    message: ({ host, scope, suggestion }) =>
      `${host}: ${scopesEnglish[scope]}${suggestion === '' ? '' : `; did you mean ${suggestion}?`}`,
    why: 'A name without a Service, container or DNS record does not resolve, and every connection to it fails.',
    fix: 'Correct the name, or add what it should lead to. If the name is defined elsewhere, this is not a fault.',
  },
  'wiring/unknown-port': {
    title: 'A port that the service does not have',
    message: ({ service, port, ports, isPublished }) =>
      isPublished
        ? `other containers reach ${service} on port ${ports.join(' or ')}; ${port} is its port on the host`
        : `${service} has no port ${port}${ports.length === 0 ? '' : `, only ${ports.join(', ')}`}`,
    why: 'A connection to a port that the service does not offer is refused or times out.',
    fix: 'Use a port that the service has, or add the port to the service.',
  },
  'wiring/selector-without-pods': {
    title: 'A selector that matches no pod',
    message: ({ kind, name, selector, label }) =>
      `the ${kind} ${name} selects ${selector}, and no pod here has these labels${label === '' ? '' : `; the closest match has ${label}`}`,
    why: 'A Service without pods never answers, and a disruption budget without pods protects nothing.',
    fix: 'Make the selector match the labels of the pod template.',
  },
  'wiring/target-port': {
    title: 'A target port that the pods do not have',
    message: ({ service, port, workload, ports }) =>
      `the Service ${service} leads to port ${port}, which ${workload} does not declare${ports.length === 0 ? '' : `; it declares ${ports.join(', ')}`}`,
    why: 'With a port name that no container has, the Service lacks that port; a port number where nothing listens refuses every connection.',
    fix: 'Use the name or number of a port of the container.',
  },
  'wiring/selector-mismatch': {
    title: 'A selector that does not match its own pods',
    message: ({ kind, name, label }) =>
      `the ${kind} ${name} selects ${label}, which its own pod template does not have`,
    why: 'The API server rejects a workload whose selector does not match the labels of its template.',
    fix: 'Use the same labels in the selector and the template.',
  },
  'wiring/overlapping-selectors': {
    title: 'Two workloads that select the same pods',
    message: ({ first, second }) => `the selector of ${first} also matches the pods of ${second}`,
    why: 'Controllers and Services that find pods by these labels mix the two up: traffic, scaling and disruption budgets count both.',
    fix: 'Give each workload a label that the other does not have, in both selector and template.',
  },
  'wiring/spread-misses-pods': {
    title: 'A spread constraint that does not count its own pods',
    message: ({ workload, label }) =>
      `the spread constraint of ${workload} selects ${label}, which its own pods do not have`,
    why: 'A spread constraint counts the pods that its selector matches. If these do not include its own pods, it spreads nothing.',
    fix: 'Make the `labelSelector` of the constraint match the labels of the pod template.',
  },
  'wiring/probe-port': {
    title: 'A probe of a port that does not exist',
    message: ({ probe, port, container, ports }) =>
      `${probe} checks port ${port}, which the container ${container} does not declare${ports.length === 0 ? '' : `; it declares ${ports.join(', ')}`}`,
    why: 'A probe of a port where nothing listens always fails: the pod never becomes ready, or restarts forever.',
    fix: 'Use the name or number of a port of this container.',
  },
}

export const addressesKorean: {
  readonly [C in keyof AddressesParams]: Wording<AddressesParams[C]>
} = {
  'wiring/unknown-address': {
    title: '가리키는 대상이 없는 주소',
    message: ({ host, scope, suggestion }) =>
      `${host}: ${scopesKorean[scope]}${suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`}`,
    why: 'Service, 컨테이너, DNS 레코드 어디에도 없는 이름은 주소로 변환되지 않으므로 연결이 모두 실패합니다.',
    fix: '이름을 고치거나 가리키는 대상을 추가하세요. 다른 곳에서 정의하는 이름이라면 문제가 없습니다.',
  },
  'wiring/unknown-port': {
    title: '서비스에 없는 포트',
    message: ({ service, port, ports, isPublished }) =>
      isPublished
        ? `다른 컨테이너는 ${service}에 ${ports.join(', ')}번 포트로 접속해야 합니다. ${port}번은 호스트에 공개한 포트입니다`
        : `${service}에 ${port} 포트가 없습니다${ports.length === 0 ? '' : `. 있는 포트: ${ports.join(', ')}`}`,
    why: '서비스가 열지 않은 포트로 연결하면 거부되거나 시간이 초과됩니다.',
    fix: '서비스에 있는 포트를 쓰거나 서비스에 포트를 추가하세요.',
  },
  'wiring/selector-without-pods': {
    title: '맞는 파드가 없는 셀렉터',
    message: ({ kind, name, selector, label }) =>
      `${kind} ${name}의 셀렉터(${selector})에 맞는 파드가 이 파일들에 없습니다${label === '' ? '' : `. 가장 가까운 파드의 레이블은 ${label}입니다`}`,
    why: '파드가 없는 Service는 아무에게도 응답하지 못하고, 파드가 없는 PodDisruptionBudget은 아무것도 보호하지 못합니다.',
    fix: '셀렉터를 파드 템플릿의 레이블과 같게 맞추세요.',
  },
  'wiring/target-port': {
    title: '파드에 없는 대상 포트',
    message: ({ service, port, workload, ports }) =>
      `Service ${service}의 대상 포트 ${port}: ${workload}에 선언되어 있지 않습니다${ports.length === 0 ? '' : `. 선언한 포트: ${ports.join(', ')}`}`,
    why: '어느 컨테이너에도 없는 포트 이름을 쓰면 Service에 그 포트가 생기지 않고, 아무도 열지 않은 번호를 쓰면 연결이 모두 거부됩니다.',
    fix: '컨테이너가 선언한 포트의 이름이나 번호를 쓰세요.',
  },
  'wiring/selector-mismatch': {
    title: '자기 파드와 맞지 않는 셀렉터',
    message: ({ kind, name, label }) =>
      `${kind} ${name}: 셀렉터의 ${label} 레이블이 파드 템플릿에 없습니다`,
    why: 'API 서버는 셀렉터가 템플릿의 레이블과 맞지 않는 워크로드를 거부합니다.',
    fix: '셀렉터와 템플릿의 레이블을 같게 맞추세요.',
  },
  'wiring/overlapping-selectors': {
    title: '같은 파드를 선택하는 두 워크로드',
    message: ({ first, second }) => `${first}의 셀렉터가 ${second}의 파드까지 선택합니다`,
    why: '이 레이블로 파드를 선택하는 컨트롤러와 Service가 둘을 구분하지 못해 트래픽, 스케일링, PodDisruptionBudget 계산이 섞입니다.',
    fix: '서로에게 없는 레이블을 셀렉터와 템플릿에 하나씩 추가하세요.',
  },
  'wiring/spread-misses-pods': {
    title: '자기 파드를 세지 않는 분산 제약',
    message: ({ workload, label }) =>
      `${workload}의 분산 제약이 선택하는 ${label} 레이블이 자기 파드에 없습니다`,
    why: '분산 제약은 셀렉터에 맞는 파드의 수를 셉니다. 자기 파드가 여기에 포함되지 않으면 분산되지 않습니다.',
    fix: '제약의 `labelSelector`를 파드 템플릿의 레이블과 같게 맞추세요.',
  },
  'wiring/probe-port': {
    title: '없는 포트를 확인하는 프로브',
    message: ({ probe, port, container, ports }) =>
      `${probe}의 포트 ${port}: 컨테이너 ${container}에 선언되어 있지 않습니다${ports.length === 0 ? '' : `. 선언한 포트: ${ports.join(', ')}`}`,
    why: '아무도 열지 않은 포트를 확인하는 프로브는 항상 실패하므로 파드가 준비되지 않거나 계속 재시작합니다.',
    fix: '이 컨테이너가 선언한 포트의 이름이나 번호를 쓰세요.',
  },
}
