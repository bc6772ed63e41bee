// Says every diagnostic in Korean.

import type { PlanFault, ReferenceKind } from './codes.js'
import type { Words } from './words.js'

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
  store: '저장소',
  'plan-path': '계획 값',
  'diagnostic-code': '진단 코드',
}

const planFaults: { readonly [F in PlanFault]: string } = {
  'not-json': 'JSON이 아닙니다',
  'not-a-plan': '계획 파일이 아닙니다',
  'no-digest': '다이제스트가 없어 온전한 계획인지 알 수 없습니다',
  edited: '만든 뒤에 수정된 계획입니다',
}

export const korean: Words = {
  'spec/yaml-syntax': {
    title: 'YAML을 읽을 수 없음',
    message: ({ reason }) => `올바른 YAML이 아닙니다: ${reason}`,
    why: 'YAML로 읽히지 않는 문서는 의미를 알 수 없으므로 그 뒤의 내용은 검사하지 않습니다.',
    fix: '표시된 곳을 고치세요. 들여쓰기와 따옴표가 흔한 원인입니다.',
  },
  'spec/document-too-large': {
    title: '문서가 너무 큼',
    message: ({ limit }) => `LLMFlow가 읽을 수 있는 크기를 넘었습니다: ${limit}`,
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
    message: ({ expected, found }) => `${expected} 형식이어야 하는데 ${found} 값이 있습니다`,
    why: '값은 몰래 변환하지 않습니다.',
    fix: '요구되는 형식으로 값을 쓰세요.',
  },
  'spec/invalid-value': {
    title: '허용되지 않는 값',
    message: ({ value, expected }) => `${value}: 여기에 쓸 수 없는 값입니다. 허용되는 값: ${expected}`,
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
    message: ({ file }) => `${file}: LLMFlow가 쓴 뒤에 수정된 파일입니다. 덮어쓰면 수정한 내용이 사라집니다`,
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
    message: ({ file, reason }) => `${file} 파일을 쓸 수 없습니다: ${reason}. 이전 출력은 그대로 두었습니다`,
    why: '운영체제가 쓰기를 거부했습니다. 메시지의 코드는 운영체제가 알려 준 것입니다.',
    fix: '폴더의 권한과 남은 공간을 확인하세요.',
  },
}
