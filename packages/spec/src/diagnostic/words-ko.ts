// Says every diagnostic in Korean.

import { approximateBytes } from '../quantity/bytes.js'
import { approximateCpu } from '../quantity/cpu.js'
import { auditKorean } from './audit/audit.js'
import { choiceKorean } from './choices.js'
import { certificateKorean } from './certificates.js'
import { credentialKorean } from './credentials.js'
import { serviceKorean } from './service.js'
import { hardwareKorean } from './hardware.js'
import type { DocumentUnit, Lack, PlanFault, ReferenceKind, StorageKind } from './codes.js'
import { expectedType, expectedValue } from './expected-ko.js'
import { insteadOf } from './instead-ko.js'
import { and, object, subject, topic } from './particles.js'
import type { Words } from './words.js'
import { yamlFaultKorean } from './yaml-faults.js'

const meant = (suggestion: string): string => (suggestion === '' ? '' : ` (혹시 ${suggestion}?)`)

const kinds: { readonly [K in ReferenceKind]: string } = {
  release: '릴리스',
  component: '컴포넌트',
  'component-part': '컴포넌트의 파트',
  'component-version': '컴포넌트 버전',
  topology: '토폴로지',
  model: '모델',
  pool: '노드 풀',
  gpu: 'GPU 제품',
  'storage-class': '스토리지 클래스',
  environment: '환경',
  tenant: '테넌트',
  network: '네트워크',
  fabric: 'InfiniBand 패브릭',
  switch: '스위치',
  rack: '랙',
  store: '저장소',
  secret: '시크릿',
  'plan-path': '계획 값',
  'diagnostic-code': '진단 코드',
}

const planFaults: { readonly [F in PlanFault]: string } = {
  'not-json': 'JSON이 아닙니다',
  'not-a-plan': '계획 파일이 아닙니다',
  'no-digest': '다이제스트가 없어 온전한 계획인지 알 수 없습니다',
  edited: '만든 뒤에 수정된 계획입니다',
  'other-version': '다른 버전의 LLMFlow가 만든 계획입니다',
}

const lackWords: { readonly [L in Lack]: string } = {
  gpus: '한 노드에 남은 GPU가 부족합니다',
  cpu: 'CPU가 부족합니다',
  memory: '메모리가 부족합니다',
  nodes: '서로 다른 노드가 부족합니다',
}

const keepers: { readonly [K in StorageKind]: (name: string) => string } = {
  disks: (name) => `${name} 노드의 볼륨이`,
  'storage-class': (name) => `스토리지 클래스 ${name}의 볼륨이`,
  'object-store': (name) => `${name}에 저장할 데이터가`,
  'model-store': (name) => `${name}의 가중치가`,
}

function amount(value: number, unit: Lack): string {
  if (unit === 'gpus') return `GPU ${value}장`
  if (unit === 'memory') return `메모리 ${approximateBytes(value)}`
  return unit === 'cpu' ? `CPU ${approximateCpu(value)}코어` : `노드 ${value}대`
}

/** `1h30m` as `1시간 30분`. */
const span = (printed: string): string =>
  printed
    .replaceAll(
      /(\d+)(ms|[dhms])/g,
      (_, count: string, unit: string) => `${count}${timeUnits[unit] ?? unit} `,
    )
    .trim()

const timeUnits: { readonly [unit: string]: string } = {
  d: '일',
  h: '시간',
  m: '분',
  s: '초',
  ms: '밀리초',
}

const neverRuns = {
  'no-endpoint': '사본을 보낼 외부 오브젝트 스토리지가 없습니다',
  'no-component': '이 백업을 만드는 구성 요소가 플랫폼에 없습니다',
  'no-log': '이 토폴로지에서는 로그를 보관하지 않습니다',
  nothing: '현재 설정에서는 구성 요소가 백업을 만들지 않습니다',
} as const

const documentUnits: { readonly [U in DocumentUnit]: (limit: number) => string } = {
  characters: (limit) => `${limit}자`,
  levels: (limit) => `${limit}단계`,
  values: (limit) => `값 ${limit}개`,
  aliases: (limit) => `별칭 ${limit}개`,
}

export const korean: Words = {
  'spec/yaml-syntax': {
    title: 'YAML을 읽을 수 없음',
    message: (syntax) => `올바른 YAML이 아닙니다: ${yamlFaultKorean(syntax)}`,
    why: 'YAML로 읽히지 않는 문서는 의미를 알 수 없으므로 그 뒤의 내용은 검사하지 않습니다.',
    fix: '표시된 곳을 고치세요. 들여쓰기와 따옴표가 흔한 원인입니다.',
  },
  'spec/document-too-large': {
    title: '문서가 너무 큼',
    message: ({ limit, unit }) =>
      `LLMFlow가 읽을 수 있는 크기를 넘었습니다: ${documentUnits[unit](limit)}`,
    why: '잘못되었거나 악의적인 파일이 시스템 자원을 고갈시키지 않도록 한도를 둡니다.',
    fix: '파일이 맞는지 확인하세요. 노드 1,000대 규모의 플랫폼도 한도에 한참 못 미칩니다.',
  },
  'spec/missing-file': {
    title: '파일이 없음',
    message: ({ file }) => `${file} 파일이 없습니다`,
    why: '플랫폼 디렉터리에는 llmflow.yaml이 있어야 하고, 하드웨어까지 계획하려면 inventory.yaml도 필요합니다.',
    fix: '플랫폼 디렉터리를 지정하거나 `llmflow init`으로 새로 만드세요.',
  },
  'spec/missing-key': {
    title: '필수 설정이 없음',
    message: ({ key }) => `여기에는 ${key} 설정이 필요합니다`,
    why: '모든 플랫폼에 맞는 기본값이 없는 설정입니다.',
    fix: '설정을 추가하세요.',
  },
  'spec/unknown-key': {
    title: '알 수 없는 설정',
    message: ({ key, suggestion }) => `${key}: 여기에 쓸 수 없는 설정입니다${meant(suggestion)}`,
    why: '오타가 난 설정을 조용히 무시하면 요청한 것과 다른 플랫폼이 만들어집니다.',
    fix: '이름을 고치거나 줄을 지우세요. 쓸 수 있는 설정은 `llmflow schema`로 볼 수 있습니다.',
  },
  'spec/wrong-type': {
    title: '값의 형식이 다름',
    message: ({ expected, found }) =>
      `${expectedType(expected)} 형식이어야 하는데 값이 ${found}입니다`,
    why: '값은 몰래 변환하지 않습니다.',
    fix: '요구되는 형식으로 값을 쓰세요.',
  },
  'spec/invalid-value': {
    title: '허용되지 않는 값',
    message: ({ value, expected }) =>
      `${value}: 여기에 쓸 수 없는 값입니다. 허용되는 값: ${expectedValue(expected)}`,
    why: '형식은 맞지만 이 자리에서는 의미가 없는 값입니다.',
    fix: '허용되는 값 가운데 하나를 고르세요.',
  },
  'spec/duplicate-name': {
    title: '이름이 중복됨',
    message: ({ name }) => `${name}: 같은 이름을 두 번 썼습니다`,
    why: '계획, 오버레이, 클러스터는 모두 이름으로 항목을 구분합니다.',
    fix: '둘 중 하나의 이름을 바꾸세요.',
  },
  'spec/unknown-name': {
    title: '가리키는 대상이 없음',
    message: ({ kind, name, suggestion }) =>
      `${name}: 이런 이름의 ${kinds[kind]} 항목이 없습니다${meant(suggestion)}`,
    why: '이름이 가리키는 대상이 이 파일들에 선언되어 있지 않고, 이 릴리스에도 없습니다.',
    fix: '이름을 고치거나 대상을 선언하세요.',
  },
  'spec/wrong-use': {
    title: '명령을 잘못 사용함',
    message: ({ reason }) => reason,
    why: '명령을 시작하지 않았으므로 읽거나 쓴 것이 없습니다.',
    fix: '`llmflow --help` 또는 `llmflow 명령 --help`를 보세요.',
  },
  'spec/unreadable-file': {
    title: '파일을 읽을 수 없음',
    message: ({ file, reason }) => `${file} 파일을 읽을 수 없습니다: ${reason}`,
    why: '운영체제가 읽기를 거부했습니다. 메시지 끝의 코드는 운영체제가 알려 준 것입니다.',
    fix: '경로가 파일인지, 읽기 권한이 있는지 확인하세요.',
  },
  'spec/existing-file': {
    title: '파일이 이미 있음',
    message: ({ file }) => `${file} 파일이 이미 있어 아무것도 쓰지 않았습니다`,
    why: '사람이 작성했을 수 있는 파일은 묻지 않고 바꾸지 않습니다.',
    fix: '다른 디렉터리를 고르거나 --force로 덮어쓰세요.',
  },
  'spec/invalid-plan': {
    title: '계획 파일을 쓸 수 없음',
    message: ({ fault, detail }) => `${planFaults[fault]}${detail === '' ? '' : `: ${detail}`}`,
    why: '계획은 만든 뒤에 바꾸지 않습니다. 모든 숫자에 근거가 붙어 있는데, 고친 숫자에는 근거가 없기 때문입니다.',
    fix: '플랫폼 파일을 고친 뒤 `llmflow plan 디렉터리 --out plan.json`을 다시 실행하세요.',
  },
  'render/foreign-file': {
    title: '출력 폴더에 LLMFlow가 쓰지 않은 파일이 있음',
    message: ({ file }) => `${file}: LLMFlow가 쓰지 않은 파일이라 덮어쓰지 않습니다`,
    why: 'LLMFlow는 .llmflow.json에 적힌, 자신이 쓴 파일만 바꾸거나 지웁니다.',
    fix: '다른 출력 폴더를 고르거나 파일을 옮기세요. --force를 주면 덮어씁니다.',
  },
  'render/edited-file': {
    title: '렌더링한 파일이 수정됨',
    message: ({ file }) =>
      `${file}: LLMFlow가 쓴 뒤에 수정된 파일입니다. 덮어쓰면 수정한 내용이 사라집니다`,
    why: '렌더링한 파일은 계획에서 나오므로, 직접 고친 내용은 다음 렌더링 때 사라집니다.',
    fix: '수정한 내용을 플랫폼 파일이나 kustomize 오버레이로 옮기세요. 버려도 된다면 --force를 주세요.',
  },
  'render/outside-folder': {
    title: '출력 폴더를 벗어나는 경로',
    message: ({ file }) => `${file}: 출력 폴더 밖을 가리키는 경로입니다`,
    why: '경로 중간의 심볼릭 링크나 `..` 때문에 요청하지 않은 곳에 파일을 쓰게 됩니다.',
    fix: '링크를 지우거나 다른 출력 폴더를 고르세요.',
  },
  'render/unwritable-file': {
    title: '파일을 쓸 수 없음',
    message: ({ file, reason }) =>
      `${file} 파일을 쓸 수 없습니다: ${reason}. 이전 출력은 그대로 두었습니다`,
    why: '운영체제가 쓰기를 거부했습니다. 메시지의 코드는 운영체제가 알려 준 것입니다.',
    fix: '폴더의 권한과 남은 공간을 확인하세요.',
  },
  'plan/unknown-shape': {
    title: '모델 구조를 알 수 없음',
    message: ({ model, weights, suggestion }) =>
      `카탈로그에 ${weights} 정보가 없어 ${model}에 필요한 메모리를 계산할 수 없습니다${meant(suggestion)}`,
    why: '메모리는 레이어, 헤드, 파라미터 수로 계산합니다. 어림잡으면 GPU 수를 잘못 계획하게 됩니다.',
    fix: '`weights`를 고치거나, 모델의 config.json에 있는 값을 `shape`에 적으세요.',
  },
  'plan/no-gpu': {
    title: '모델에 GPU가 지정되지 않음',
    message: ({ model }) => `${model} 모델을 실행할 GPU 제품이 지정되지 않았습니다`,
    why: '채팅 모델은 GPU에서 실행되며, 필요한 수량은 제품에 따라 달라집니다.',
    fix: '`gpu`에 A100-SXM4-80GB처럼 인벤토리에 있는 제품을 적거나, 다른 곳에서 서빙하는 모델이면 `endpoint`를 지정하세요.',
  },
  'plan/no-pool': {
    title: '워크로드를 받을 노드 풀이 없음',
    message: ({ workload, role, kind }) =>
      `인벤토리에 ${object(`${workload}(역할 ${role})`)} 배치할 ${kind} 노드 풀이 없습니다`,
    why: '모든 워크로드는 역할에 맞는 노드 풀에 배치됩니다.',
    fix: '노드 풀의 `roles`에 역할을 추가하거나, 컴포넌트에 `pool`을 지정하세요.',
  },
  'plan/no-address': {
    title: '호스트 주소가 없음',
    message: ({ pool }) =>
      `${pool} 풀의 호스트에 주소가 없어, 그 위에서 도는 서비스에 접근할 수 없습니다`,
    why: 'Kubernetes 밖의 워크로드는 주소로 찾아갑니다. Service, 네트워크 정책, 메트릭 수집에 모두 주소가 필요합니다.',
    fix: '풀에 `firstAddress`를 넣거나 노드마다 `address`를 적으세요.',
  },
  'plan/rival-components': {
    title: '같은 일을 하는 컴포넌트가 둘',
    message: ({ component, rival, reason }) =>
      `${topic(component)} ${and(rival)} 함께 쓸 수 없습니다: ${reason.ko}`,
    why: '둘 다 혼자 있는 것처럼 동작하므로, 하나는 쓰이지 않거나 서로 방해합니다.',
    fix: '하나만 남기세요. 한쪽의 역할을 바꾸는 옵션이 있으면 그 옵션을 설정해도 됩니다.',
  },
  'capacity/weights-exceed-gpus': {
    title: '모델이 GPU 메모리에 들어가지 않음',
    message: ({ model, tensorParallel, gpu, fits }) =>
      `${model}: ${gpu} ${tensorParallel}장에는 캐시를 둘 메모리가 남지 않습니다${fits > 0 ? `. ${fits}장이면 됩니다` : ''}`,
    why: '가중치, 오버헤드, KV 캐시가 GPU 메모리를 나눠 씁니다. 전체 컨텍스트 하나를 담을 캐시도 없으면 vLLM이 기동을 거부합니다.',
    fix: '레플리카당 GPU를 늘리거나, 정밀도를 낮추거나, 컨텍스트를 줄이세요.',
  },
  'capacity/context-exceeds-cache': {
    title: '컨텍스트가 캐시보다 김',
    message: ({ model, context, tokens }) =>
      `${model}: 컨텍스트 ${context}토큰을 요청했지만 캐시에는 ${tokens}토큰만 들어갑니다`,
    why: '가장 긴 컨텍스트의 시퀀스 하나가 캐시에 들어가지 않으면 vLLM이 기동을 거부합니다.',
    fix: '`context`를 줄이거나, 레플리카당 GPU를 늘리거나, fp8 캐시를 쓰세요.',
  },
  'capacity/context-exceeds-model': {
    title: '모델이 지원하는 컨텍스트를 넘음',
    message: ({ model, context, limit, factor, isGuess = false }) =>
      `${isGuess ? `이 모델이 ${model}라면 ` : `${model}의 `}컨텍스트는 ${limit}토큰까지인데 ${context}토큰을 요청했습니다${factor > 1 ? `. YaRN 배율 ${factor}이면 가능합니다` : ''}`,
    why: 'rope scaling 없이 모델의 한도를 넘는 --max-model-len을 주면 vLLM이 기동을 거부합니다.',
    fix: '`context`를 줄이거나, 모델 카드가 허용하면 `ropeScaling: {type: yarn, factor: …}`을 추가하세요.',
  },
  'capacity/tensor-parallel': {
    title: '어텐션 헤드를 GPU에 나눌 수 없음',
    message: ({ model, tensorParallel, heads, allowed }) =>
      `${model}의 어텐션 헤드 ${heads}개는 GPU ${tensorParallel}장에 고르게 나뉘지 않습니다. 가능한 수: ${allowed}`,
    why: '텐서 병렬은 모든 GPU에 같은 수의 헤드를 나눠 주며, 한 레플리카의 GPU는 모두 한 노드에 있어야 합니다.',
    fix: '가능한 수 가운데 하나를 고르세요.',
  },
  'capacity/minima-do-not-fit': {
    title: '최소 레플리카가 들어가지 않음',
    message: ({ workload, pool, missing, lacks }) =>
      `${workload}의 최소 레플리카 중 ${missing}개를 ${pool} 풀에 배치할 수 없습니다: ${lackWords[lacks]}`,
    why: '항상 실행되는 레플리카는 실제로 있는 노드에 모두 들어가야 합니다.',
    fix: '최솟값을 줄이거나, 레플리카의 자원을 줄이거나, 풀에 노드를 추가하세요.',
  },
  'capacity/node-loss': {
    title: '노드 하나의 장애를 견디지 못함',
    message: ({ workload, pool, node, lacks }) =>
      `${pool} 풀의 ${node} 노드가 없어지면 ${object(workload)} 옮길 곳이 없습니다: ${lackWords[lacks]}`,
    why: '이 가용성 목표에서는 장애나 업그레이드로 노드 하나가 빠져도 플랫폼이 계속 돌아야 합니다.',
    fix: '풀에 노드를 추가하거나, 최솟값이나 가용성 목표를 낮추세요.',
  },
  'capacity/maxima-do-not-fit': {
    title: '오토스케일러가 있는 것보다 많이 요구함',
    message: ({ workload, pool, wanted, available, unit, fits }) =>
      `최댓값까지 늘어나면 ${pool === '' ? '' : `${pool} 풀의 `}워크로드가 ${object(amount(wanted, unit))} 요구하지만 ${amount(available, unit)}뿐입니다. ${workload}의 최댓값을 ${fits}로 하면 들어갑니다`,
    why: '노드를 찾지 못한 레플리카는 Pending으로 남는데 오토스케일러는 확장했다고 믿으며, 누가 먼저인지도 정해지지 않습니다.',
    fix: '최댓값을 낮추거나, 누가 기다릴지 정해지도록 모델에 서로 다른 우선순위를 주세요.',
  },
  'capacity/replicas-below-demand': {
    title: '수요보다 레플리카가 적음',
    message: ({ model, maximum, needed }) =>
      `${model}: 수요에는 레플리카 ${needed}개가 필요하지만 최대 ${maximum}개까지만 늘어납니다`,
    why: '레플리카의 캐시에 들어가지 못한 요청은 대기열에 쌓이고 지연 목표를 지키지 못합니다.',
    fix: '최댓값을 올리거나, `demandShare`로 다른 모델에 나누거나, 수요를 조정하세요.',
  },
  'capacity/storage-too-small': {
    title: '저장할 데이터가 디스크에 들어가지 않음',
    message: ({ kind, name, wanted, available }) =>
      `${keepers[kind](name)} ${object(approximateBytes(wanted))} 차지하지만 ${approximateBytes(available)}뿐입니다`,
    why: '디스크가 가득 차면 데이터베이스는 곧바로 멈추고, 클래스의 용량을 넘는 볼륨은 만들어지지 않습니다.',
    fix: '디스크나 장비를 추가하거나, 여유가 있는 클래스를 고르거나, 문서 수나 보관 기간, 볼륨 크기를 줄이세요.',
  },
  'capacity/latency-missed': {
    title: '호출 한 번이 목표보다 오래 걸림',
    message: ({ model, takes, objective, on }) =>
      `${model} 호출 한 번이 ${on === 'cpu' ? 'CPU' : 'GPU'}에서 약 ${takes} 걸립니다. 검색 지연 목표는 ${objective}입니다`,
    why: '레플리카를 늘리면 동시에 처리하는 호출이 늘 뿐 한 번의 호출이 빨라지지는 않습니다. 검색은 가장 느린 단계를 기다립니다.',
    fix: '`gpu`로 모델에 GPU를 주거나, 재정렬할 후보(`demand.retrieval.candidates`)를 줄이거나, 더 작은 모델을 고르세요.',
  },
  'capacity/single-point-of-failure': {
    title: '단일 장애점',
    message: ({ workload, replicas, availability, needed }) =>
      `${workload}의 레플리카가 ${replicas}개뿐입니다. 가용성 ${availability}에는 ${needed}개가 필요합니다`,
    why: '99.9%는 한 달에 43분의 중단만 허용합니다. 모델 서버는 재시작에만 몇 분, 장비 장애는 몇 시간이 걸립니다.',
    fix: '레플리카를 늘리거나, 쿼럼이 있는 토폴로지를 고르거나, 가용성 목표를 낮추세요.',
  },
  'capacity/bounds-contradict': {
    title: '서로 모순되는 범위',
    message: ({ name, minimum, maximum }) =>
      `${name}: 최솟값 ${subject(`${minimum}`)} 최댓값 ${maximum}보다 큽니다`,
    why: 'Kubernetes는 이런 범위의 오토스케일러를 거부합니다.',
    fix: '두 값을 바로잡으세요.',
  },
  'wiring/missing-companion': {
    title: '함께 있어야 할 컴포넌트가 없음',
    message: ({ component, needs, purpose }) =>
      `${component}에는 ${subject(needs)} 필요합니다: ${purpose.ko}`,
    why: '짝이 되는 컴포넌트가 없으면 오류가 나거나 아예 기동하지 않습니다.',
    fix: '`components`에 필요한 컴포넌트를 추가하세요.',
  },
  'wiring/untolerated-taint': {
    title: '테인트 때문에 배치되지 않음',
    message: ({ workload, pool, node, taint }) =>
      `${workload}에 ${node === undefined ? `${pool} 풀 노드` : `${node} 노드`}의 테인트 ${taint}에 대한 toleration이 없습니다`,
    why: '노드의 모든 테인트를 견디지 못하는 파드는 그 노드에 배치되지 못하고 Pending으로 남습니다. 린터는 이를 알려 주지 않습니다.',
    fix: '빠진 toleration을 추가하세요. 플랫폼 파일에서는 `tolerations`를 지우면 LLMFlow가 풀에서 계산합니다.',
  },
  'wiring/unmatched-node-selector': {
    title: '노드 셀렉터에 맞는 노드가 없음',
    message: ({ workload, pool, label }) =>
      `${subject(workload)} 고르는 레이블 ${subject(label)} ${pool === '' ? '어느 노드에도' : `${pool} 풀의 노드에`} 없습니다`,
    why: '셀렉터에 맞는 노드가 없으면 파드는 Pending으로 남습니다.',
    fix: '노드나 풀에 레이블을 추가하거나 `nodeSelector`를 지우세요.',
  },
  'wiring/setting-not-read': {
    title: '읽히지 않는 설정',
    message: ({ component, version, setting, instead }) =>
      `${version === '' ? topic(component) : `${component} ${topic(version)}`} ${object(setting)} 읽지 않습니다${instead === '' ? '' : `. ${insteadOf(instead)}`}`,
    why: '프로그램은 모르는 설정을 무시하고, 아무도 고르지 않은 기본값으로 동작합니다.',
    fix: '이 버전이 읽는 설정을 쓰거나 줄을 지우세요.',
  },
  'wiring/quota-item-ignored': {
    title: 'Kubernetes가 무시하는 쿼터 항목',
    message: ({ tenant, item, instead }) =>
      `${tenant} 쿼터의 ${topic(item)} Kubernetes가 적용하지 않습니다${instead === '' ? '' : `. 대신 ${object(instead)} 쓰세요`}`,
    why: 'API 서버는 받아들이지만 쿼터 평가기는 아는 이름만 세며, GPU 같은 확장 자원은 requests만 셉니다.',
    fix: '실제로 적용되는 항목으로 바꾸거나 지우세요.',
  },
  'wiring/quota-exceeds-limit': {
    title: '쓸 수 없는 쿼터',
    message: ({ tenant, item, limit, needed }) =>
      `${tenant} 쿼터가 ${object(item)} 허용하지만 컨테이너 하나의 상한이 ${approximateBytes(limit)}입니다. GPU를 쓰는 가장 작은 워크로드에도 ${approximateBytes(needed)}가 필요합니다`,
    why: '네임스페이스의 LimitRange가 컨테이너마다 상한을 두어, 모델 서버에 필요한 크기의 컨테이너를 만들 수 없습니다.',
    fix: '해당 항목을 지우고 테넌트가 플랫폼의 모델을 쓰게 하거나, 상한을 높이세요.',
  },
  'wiring/storage-class-mode': {
    title: '스토리지 클래스가 지원하지 않는 접근 모드',
    message: ({ storageClass, mode, suggestion }) =>
      `스토리지 클래스 ${topic(storageClass)} ${mode} 볼륨을 지원하지 않습니다${suggestion === '' ? '' : `. ${object(suggestion)} 쓸 수 있습니다`}`,
    why: '클래스가 제공하지 않는 접근 모드를 요청한 볼륨은 Pending으로 남고, 그 볼륨을 쓰는 파드도 모두 기다립니다.',
    fix: '이 접근 모드를 지원하는 클래스를 고르세요. 모델 가중치는 여러 노드가 동시에 마운트합니다.',
  },
  'wiring/ranges-overlap': {
    title: '주소 대역이 겹침',
    message: ({ first, second }) => `${and(first)} ${subject(second)} 겹칩니다`,
    why: '파드와 Service 대역은 오버레이입니다. 주소가 그 대역에 들어가는 장비에는 파드에서 접근할 수 없습니다.',
    fix: '스위치 어디에도 없는 대역을 고르세요.',
  },
  'wiring/range-unlisted': {
    title: '목록에 없는 주소',
    message: ({ what, range }) =>
      `${what} ${subject(range)} 인벤토리의 어떤 네트워크에도 속하지 않습니다`,
    why: '주소 계획에 없는 대역은 겹침을 검사할 수도, 방화벽에서 열 수도 없습니다.',
    fix: '인벤토리의 `networks`에 추가하세요.',
  },
  'wiring/redis-topology-mixed': {
    title: 'Redis 토폴로지가 섞임',
    message: ({ topology, setting }) => `${topic(setting)} ${topology} 토폴로지의 설정이 아닙니다`,
    why: 'Sentinel은 마스터 하나를 감시하고, Redis Cluster는 여러 마스터에 샤딩하며 Sentinel이 필요 없습니다. 둘을 함께 쓸 수 없습니다.',
    fix: '설정을 지우거나 다른 토폴로지를 고르세요.',
  },
  'security/secret-in-file': {
    title: '파일에 비밀 값이 있음',
    message: ({ key }) => `${key}에 비밀 값이 평문으로 들어 있습니다`,
    why: '이 파일은 커밋되고 복사되고 출력됩니다. 읽은 사람은 누구나 그 값을 쓸 수 있습니다. `${VAR}`로 적어도 치환해 주는 것이 없습니다.',
    fix: '값을 지우세요. 필요한 비밀은 모두 계획에 이름으로 나오고, 워크로드는 Secret에서 읽습니다.',
  },
  'airgap/mutable-tag': {
    title: '내용이 바뀌는 이미지 태그',
    message: ({ image }) => `${image}에 고정된 버전이 없습니다`,
    why: 'latest 같은 태그는 내일이면 다른 이미지가 됩니다. 시험한 것과 실제로 도는 것이 달라집니다.',
    fix: '버전이나 다이제스트를 지정하세요.',
  },
  'airgap/no-registry': {
    title: '이미지를 인터넷에서 받음',
    message: ({ images }) => `레지스트리가 선언되지 않아 이미지 ${images}개를 인터넷에서 받습니다`,
    why: '폐쇄망에서는 받을 수 없고, 공개 레지스트리는 제한되거나 바뀌거나 삭제됩니다.',
    fix: '`registry`에 미러 레지스트리의 호스트를 지정하세요.',
  },
  'life/image-gone': {
    title: '공개 레지스트리에서 사라진 이미지',
    message: ({ image, since, note, registry }) =>
      `${topic(image)} ${since}부터 받을 수 없습니다(${note.ko})${registry === '' ? '' : `. ${registry}에 사본이 있어야 합니다`}`,
    why: '고정해 둔 버전이 원본에서 삭제되면 배포가 깨집니다.',
    fix: '사내 레지스트리에 사본을 두고, 대체할 컴포넌트를 준비하세요.',
  },
  'life/support-ended': {
    title: '지원이 끝남',
    message: ({ subject, since, note }) => `${subject}의 지원이 ${since}에 끝났습니다. ${note.ko}`,
    why: '수정이 나오지 않는 버전에는 알려진 취약점이 쌓입니다.',
    fix: '지원되는 버전으로 옮길 계획을 세우세요.',
  },
  'life/recovery-point-missed': {
    title: '백업 주기가 RPO를 만족하지 못함',
    message: ({ store, every, objective }) =>
      `${store}의 백업 주기가 ${span(every)}이므로 최대 ${span(every)} 분량의 작업을 잃을 수 있습니다. 목표는 ${span(objective)}입니다`,
    why: '실제 RPO는 문서의 약속이 아니라 두 사본 사이의 가장 긴 시간입니다.',
    fix: '더 자주 백업하거나, 로그를 계속 보관하거나, 목표를 조정하세요.',
  },
  'life/recovery-time-missed': {
    title: '데이터 복구 시간이 RTO를 넘음',
    message: ({ total, objective, longest, longestTime }) =>
      `모든 저장소를 복구하는 데 ${span(total)}이 걸립니다. 그중 ${longest}에 ${span(longestTime)}이 걸립니다. 목표는 ${span(objective)}입니다`,
    why: '사이트를 잃으면 데이터를 회선으로 저장소마다 차례로 되돌려야 하며, 문서의 약속이 회선을 빠르게 하지는 않습니다.',
    fix: '저장소의 데이터를 줄이거나, 사본까지의 회선을 늘리거나, 두 번째 사이트에서 서비스하거나, 목표를 조정하세요.',
  },
  'life/backup-never-runs': {
    title: '실행되지 않는 백업',
    message: ({ store, every, reason, maker }) =>
      `${store}의 백업 주기는 ${span(every)}이지만 실행하는 것이 없습니다. ${neverRuns[reason]}${
        reason === 'no-component' && maker !== ''
          ? `. ${object(`components.${maker}`)} 추가하세요`
          : ''
      }`,
    why: '파일에 적은 주기만으로는 아무것도 복사되지 않습니다. 그 주기에 기댄 RPO는 정작 필요한 날 지켜지지 않습니다.',
    fix: '`backup.endpoint`에 외부 오브젝트 스토리지를 지정하고, 백업을 맡을 구성 요소를 추가하세요.',
  },
  'life/store-without-backup': {
    title: '백업되지 않는 저장소',
    message: ({ store, component }) =>
      store === component
        ? `${store}에 데이터가 있지만 백업 설정이 없습니다`
        : `${component}의 데이터가 ${store}에 있지만 백업 설정이 없습니다`,
    why: '복사해 두지 않은 데이터는 장비와 함께 사라집니다.',
    fix: '`backup.stores`에 저장소를 추가하세요.',
  },
  'life/retention-contradiction': {
    title: '백업 보관 기간과 로그 보관 기간이 모순됨',
    message: ({ store, keep, logKeep }) =>
      `${store} 백업은 ${span(keep)} 동안 보관하지만 로그는 ${span(logKeep)}만 보관합니다. 그보다 오래된 백업으로는 특정 시점까지 복구할 수 없습니다`,
    why: '시점 복구는 백업 이후의 로그를 다시 적용하는 것입니다. 로그가 없으면 백업한 순간으로만 돌아갈 수 있습니다.',
    fix: '로그를 백업만큼 오래 보관하세요.',
  },
  ...choiceKorean,
  ...credentialKorean,
  ...serviceKorean,
  ...certificateKorean,
  ...hardwareKorean,
  ...auditKorean,
}
