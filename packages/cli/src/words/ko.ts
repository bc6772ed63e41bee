// Says in Korean what the CLI says itself.

import { certsKorean } from './certs.js'
import { hardwareKorean } from './hardware.js'
import { modelsKorean } from './models.js'
import { secretsAddedKorean, secretsKorean } from './secrets.js'
import { serviceKorean } from './service.js'
import { sizeKorean } from './size.js'
import type { CliWords } from './words.js'

const meant = (suggestion: string): string => (suggestion === '' ? '' : ` (혹시 ${suggestion}?)`)

export const korean: CliWords = {
  tagline:
    '사내 LLM 플랫폼의 요구 사항을 파일 하나에 적으면 검사하고, 계획하고, 렌더링하고, 감사합니다.',
  help: {
    titles: {
      'Usage:': '사용법:',
      'Arguments:': '인자:',
      'Options:': '옵션:',
      'Global Options:': '공통 옵션:',
      'Commands:': '명령:',
    },
    examples: '예:',
    command: '명령의 도움말을 보여 줍니다',
    more: '처음이라면 `llmflow init`부터 시작하세요. 명령마다 `llmflow 명령 --help`로 예를 볼 수 있습니다.\n종료 코드: 0 정상, 1 오류 발견, 2 잘못된 사용.',
    choices: (choices) => `다음 중 하나: ${choices}`,
  },
  groups: {
    secrets: secretsAddedKorean.group,
    certs: certsKorean.group,
    key: serviceKorean.group,
    models: modelsKorean.group,
  },
  commands: {
    ...secretsAddedKorean.commands,
    ...certsKorean.commands,
    ...serviceKorean.commands,
    ...modelsKorean.commands,
    init: {
      summary: '첫 llmflow.yaml과 inventory.yaml을 만듭니다',
      about:
        '기본값이 없는 몇 가지를 묻거나 옵션으로 받아, 검사에서 오류가 나지 않는 파일을 씁니다. 이미 있는 파일은 --force 없이는 바꾸지 않습니다.',
      examples: [
        { run: 'llmflow init', what: '몇 가지를 물은 뒤 이 디렉터리에 씁니다' },
        {
          run: 'llmflow init acme --users 500 --gpus 32 --gpu-product A100-SXM4-80GB --domain llm.example.com',
          what: '묻지 않고 씁니다',
        },
      ],
    },
    check: {
      summary: '플랫폼을 검사해 무엇이, 어디가 잘못되었고 어떻게 고칠지 알려 줍니다',
      about:
        'llmflow.yaml과 inventory.yaml(있을 때)을 읽고, 거기서 나올 계획까지 함께 검사합니다. 아무것도 쓰지 않습니다.',
      examples: [
        { run: 'llmflow check', what: '이 디렉터리' },
        { run: 'llmflow check acme --env staging', what: 'acme/env/staging.yaml을 덮어서' },
        { run: 'llmflow check acme -f load-test.yaml', what: '파일 하나를 더 덮어서' },
        { run: 'llmflow check acme --report sarif > llmflow.sarif', what: '코드 스캔 서비스용' },
      ],
    },
    plan: {
      summary: '크기, 배치, 시크릿, 알림까지 만들어질 모든 것을 계산합니다',
      about:
        '플랫폼을 인벤토리 위에 계획하고, 얼마나 쓰고 얼마나 남는지 보여 줍니다. 입력이 같으면 계획도 항상 같습니다.',
      examples: [
        { run: 'llmflow plan', what: '읽기 좋은 표' },
        { run: 'llmflow plan acme --out plan.json', what: 'render, diff, why가 읽을 전체 계획' },
        { run: 'llmflow plan acme --json', what: '프로그램을 위해 전체 계획을 표준 출력으로' },
      ],
    },
    render: {
      summary: '계획에서 대상 환경의 파일을 만듭니다',
      about:
        '대상 하나의 파일 트리를 씁니다. 실패하면 이전 출력을 그대로 두고, 다시 렌더링할 때는 자신이 쓴 파일만 지웁니다(목록은 .llmflow.json에 있습니다).',
      examples: [
        {
          run: 'llmflow render acme --target kubernetes --out manifests',
          what: '계획하고 렌더링합니다',
        },
        {
          run: 'llmflow render acme --target helm --out chart',
          what: '환경마다 값 파일이 있는 상위 차트를 만듭니다',
        },
        {
          run: 'llmflow render acme --target compose --out project',
          what: '같은 플랫폼을 서버 한 대에서 실행합니다',
        },
        {
          run: 'llmflow render acme --target hosts --out machines',
          what: '클러스터를 이루거나 그 바깥에 있는 모든 장비의 파일과 플레이북을 만듭니다',
        },
        { run: 'llmflow render plan.json --out manifests', what: '저장한 계획을 렌더링합니다' },
        {
          run: 'llmflow render acme --out manifests --dry-run',
          what: '무엇이 바뀔지만 보여 줍니다',
        },
      ],
    },
    audit: {
      summary: '매니페스트, 알림, 대시보드가 제대로 동작할지 배포하기 전에 확인합니다',
      about:
        '디렉터리, 파일, 표준 입력(-)을 읽습니다. Kubernetes와 compose YAML, Helm 차트(helm 프로그램이 있으면 펼쳐서), Prometheus 규칙, Grafana 대시보드, 설정 파일, 그리고 이런 블록이 든 Markdown을 읽습니다. 아무것도 밖으로 보내지 않습니다. 이름만 나오고 여기에 없는 것은 다른 곳에 있을 수 있으므로 경고로 알리고, --complete를 주면 오류로 봅니다.',
      examples: [
        { run: 'llmflow audit manifests', what: '디렉터리 아래에서 읽을 수 있는 모든 파일' },
        { run: 'llmflow audit manifests --complete', what: '이 파일이 전부일 때' },
        { run: 'helm template . | llmflow audit -', what: '다른 프로그램의 출력' },
        { run: 'llmflow audit manifests --only metrics', what: '한 계열만' },
        { run: 'llmflow audit manifests --fix | git apply', what: '확실한 수정만 적용' },
        { run: 'llmflow audit manifests --report sarif > audit.sarif', what: '코드 스캔 서비스용' },
      ],
    },
    diff: {
      summary: '두 계획 사이에 생기고, 커지고, 재시작하고, 옮겨지고, 지워지는 것을 보여 줍니다',
      about:
        '플랫폼 둘 또는 저장한 계획 둘을 비교합니다. 디렉터리 하나에 --env나 -f를 주면 덮어쓰기 전과 후를 비교합니다.',
      examples: [
        { run: 'llmflow diff plan.json acme', what: '저장한 계획과 오늘의 파일' },
        { run: 'llmflow diff acme --env staging', what: '오버레이가 바꾸는 것' },
      ],
    },
    why: {
      summary: '계획의 숫자가 왜 그런지, 사람이 쓴 줄까지 거슬러 설명합니다',
      about:
        'PATH에는 계획의 경로, deployment/이름.replicas 같은 객체, 또는 경로의 뒷부분을 씁니다. PATH가 없으면 물을 수 있는 것을 모두 보여 줍니다.',
      examples: [
        { run: 'llmflow why acme', what: '물을 수 있는 것' },
        { run: 'llmflow why acme deployment/vllm-llama.replicas', what: '왜 이 개수인지' },
        { run: 'llmflow why acme workloads/dify-api/resources/memory', what: '계획의 경로로' },
      ],
    },
    explain: {
      summary: '진단 코드가 왜 중요하고 어떻게 고치는지 설명합니다',
      about: 'CODE가 없으면 모든 코드를 보여 줍니다.',
      examples: [
        { run: 'llmflow explain spec/unknown-key', what: '코드 하나' },
        { run: 'llmflow explain', what: '모든 코드' },
      ],
    },
    schema: {
      summary: 'llmflow.yaml, inventory.yaml, 보고서의 JSON Schema를 출력합니다',
      about:
        'JSON Schema draft 2020-12입니다. YAML 언어 서버를 쓰는 편집기에서 자동 완성과 검증에 쓸 수 있습니다.',
      examples: [
        { run: 'llmflow schema > llmflow.schema.json', what: 'llmflow.yaml의 스키마' },
        {
          run: 'llmflow schema inventory > inventory.schema.json',
          what: 'inventory.yaml의 스키마',
        },
      ],
    },
    catalog: {
      summary: '컴포넌트 목록, 또는 하나의 버전과 옵션과 메트릭을 보여 줍니다',
      about: '모든 사실에는 어디서 읽었는지 공개된 출처가 붙어 있습니다.',
      examples: [
        { run: 'llmflow catalog', what: '모든 컴포넌트' },
        { run: 'llmflow catalog vllm', what: '컴포넌트 하나' },
        { run: 'llmflow catalog vllm --metrics', what: '내보내는 메트릭' },
      ],
    },
    size: {
      summary: '사용자 수에 필요한 GPU, 장비, 랙, 전력을 계산합니다',
      about:
        'DIR의 플랫폼을 다른 사용자 수로 산정합니다. DIR이 없으면 인프라 가이드의 컴포넌트와 모델로 산정합니다. 모든 숫자는 계획 단계에서 나오며, --json은 숫자마다 계산식과 항을 함께 줍니다. 모델 이름은 `llmflow catalog`에 나오는 것을 쓰고, 양자화한 모델은 뒤에 콜론과 정밀도를 붙입니다.',
      examples: [
        { run: 'llmflow size --users 500', what: '가이드의 플랫폼을 500명 기준으로' },
        {
          run: 'llmflow size --users 2000 --model llama-3.1-8b-instruct --model llama-3.1-70b-instruct:int4',
          what: '다른 모델로',
        },
        { run: 'llmflow size acme --users 3000', what: '내 플랫폼을 3,000명으로 키울 때' },
        { run: 'llmflow size --users 500 --compare', what: '가이드의 표와 나란히' },
      ],
    },
    checklist: {
      summary: '배포 전·일일·주간·월간 점검표를 확인합니다',
      about:
        '플랫폼을 검사하고 계획한 뒤 결과물을 감사합니다. 항목마다 진단으로 판정되는지(자동), 사람이 판단해야 하는지, 실행 중인 클러스터가 있어야 하는지 알려 주고 관련 명령과 알림을 보여 줍니다.',
      examples: [
        { run: 'llmflow checklist pre acme', what: 'acme를 배포하기 전에' },
        { run: 'llmflow checklist daily acme --json', what: '티켓 시스템에 넘길 때' },
      ],
    },
    completion: {
      summary: '셸 자동 완성을 출력합니다',
      about: '명령과 옵션을 완성합니다.',
      examples: [
        { run: 'source <(llmflow completion bash)', what: 'bash, 지금 이 셸에서만' },
        { run: 'llmflow completion zsh > "${fpath[1]}/_llmflow"', what: 'zsh, 모든 셸에서' },
        { run: 'llmflow completion fish > ~/.config/fish/completions/llmflow.fish', what: 'fish' },
      ],
    },
  },
  options: {
    ...secretsAddedKorean.options,
    ...certsKorean.options,
    ...serviceKorean.options,
    ...modelsKorean.options,
    json: 'JSON 객체 하나를 출력합니다: {command, ok, diagnostics, result}',
    report: '진단을 출력하는 형식',
    lang: '출력 언어. 없으면 로캘을 따릅니다',
    quiet: '오류만 출력합니다',
    help: '이 도움말을 보여 줍니다',
    version: '버전을 보여 줍니다',
    env: '플랫폼 위에 env/NAME.yaml을 덮습니다',
    file: '--env 다음에 FILE을 덮습니다. 여러 번 쓸 수 있습니다',
    out: '파일을 쓸 폴더',
    planOut: '계획을 JSON으로 FILE에 씁니다',
    target: '렌더링할 대상',
    force: 'LLMFlow가 쓰지 않은 파일도 덮어씁니다',
    dryRun: '생기고, 바뀌고, 지워질 파일만 보여 주고 쓰지 않습니다',
    users: '플랫폼을 쓸 수 있는 사람 수',
    gpus: '클러스터의 추론용 GPU 수. 없으면 0',
    gpuProduct: 'GPU 제품 이름. `llmflow catalog`에서 볼 수 있습니다',
    domain: '외부에 공개할 이름들이 속할 도메인',
    registry: '폐쇄망 안의 레지스트리 호스트',
    name: '플랫폼 이름. 없으면 디렉터리 이름',
    complete: '이 파일이 전부라고 봅니다. 이름만 있고 실체가 없으면 오류입니다',
    onlyRegistry: '모든 이미지를 이 레지스트리에서만 받아야 합니다',
    only: 'wiring이나 wiring/unmatched-node-selector 같은 계열 또는 코드만 보고합니다. 여러 번 쓸 수 있습니다',
    skip: '이 코드나 계열은 보고하지 않습니다. 여러 번 쓸 수 있습니다',
    minSeverity: '이보다 가벼운 것은 보고하지 않습니다',
    fix: '확실한 수정만 unified diff로 출력합니다',
    write: '확실한 수정을 파일에 씁니다',
    model: '채팅 모델. 이름 또는 이름:정밀도. 여러 번 쓸 수 있습니다',
    compare: '가이드의 표를 계산한 표와 나란히 보여 줍니다',
    metrics: '메트릭을 종류, 레이블, 단위, 출처와 함께 보여 줍니다',
  },
  arguments: {
    ...secretsAddedKorean.arguments,
    ...certsKorean.argument,
    ...serviceKorean.arguments,
    ...modelsKorean.arguments,
    directory: '플랫폼 디렉터리. 없으면 현재 디렉터리',
    directoryOrPlan: '플랫폼 디렉터리 또는 plan.json. 없으면 현재 디렉터리',
    before: '플랫폼 디렉터리 또는 plan.json',
    after: '비교할 플랫폼 디렉터리 또는 plan.json',
    path: '계획 경로, 객체, 또는 경로의 뒷부분',
    code: 'spec/unknown-key 같은 진단 코드',
    schemaKind: '스키마의 종류',
    component: '컴포넌트 이름',
    shell: '셸',
    checklist: 'pre(배포 전), daily(매일), weekly(매주), monthly(매월)',
    newDirectory: '파일을 쓸 디렉터리. 없으면 현재 디렉터리',
    auditPath: '감사할 디렉터리 또는 파일. -는 표준 입력',
  },
  wrongUse: {
    noCommand: '명령을 지정하세요',
    unknownCommand: (name, suggestion) => `${name}: 없는 명령입니다${meant(suggestion)}`,
    unknownOption: (name, suggestion) =>
      `${name}: 여기에 쓸 수 없는 옵션입니다${meant(suggestion)}`,
    missingArgument: (name) => `${name} 인자가 필요합니다`,
    missingValue: (option) => `${option} 옵션에는 값이 필요합니다`,
    missingOption: (option) => `${option} 옵션이 필요합니다`,
    tooManyArguments: '이 명령이 받는 것보다 인자가 많습니다',
    invalidValue: (value, choices) =>
      `${value}: 쓸 수 없는 값입니다. 다음 중에서 고르세요: ${choices}`,
    twoNeeded:
      '비교할 대상이 없습니다. 계획을 하나 더 지정하거나 --env 또는 -f로 오버레이를 주세요',
    noMachines:
      '주소가 있는 머신이 없어 만들 파일이 없습니다. inventory.yaml의 pools에 머신 주소를 적으세요',
    allEnvironments:
      '차트에는 모든 환경의 값이 들어 있습니다. --env를 빼고, 설치할 때 values-<환경>.yaml을 쓰세요',
  },
  severities: { error: '오류', warning: '경고', info: '정보' },
  findings: {
    counts: (errors, warnings, infos) =>
      [
        ...(errors > 0 ? [`오류 ${errors}건`] : []),
        ...(warnings > 0 ? [`경고 ${warnings}건`] : []),
        ...(infos > 0 ? [`정보 ${infos}건`] : []),
      ].join(', '),
    none: (files) => `${files}: 발견된 문제가 없습니다`,
    lookedAt: (subject) => `감사한 대상: ${subject}`,
    help: (command) =>
      `사용법은 \`llmflow ${command}${command === '' ? '' : ' '}--help\`에서 볼 수 있습니다`,
    explain: (code) => `이유와 해결 방법은 \`llmflow explain ${code}\`에서 볼 수 있습니다`,
    commandLine: '<명령줄>',
    total: '합계',
    limit: '보유',
    over: '부족',
    related: '함께 볼 곳',
    run: '실행',
  },
  units: {
    gpus: () => 'GPU',
    bytes: () => '',
    'cpu-millis': () => '스레드',
    nodes: () => '노드',
    watts: () => 'W',
    connections: () => '연결',
    count: () => '',
  },
  why: {
    setByDefault: (pointer) => `${pointer}의 기본값`,
    several: (count) => `${count}개 값이 해당합니다. 하나를 지정하세요:`,
    ask: '`llmflow why DIR PATH`로 물어보세요. 물을 수 있는 것:',
    seeAbove: '위에서 설명',
    fact: (source) => `근거: ${source}`,
  },
  explain: { why: '왜 중요한가', fix: '어떻게 하면 되는가', severity: '심각도' },
  hardware: hardwareKorean,
  size: sizeKorean,
  secrets: secretsKorean,
  certs: certsKorean.words,
  service: serviceKorean.words,
  models: modelsKorean.words,
  plan: {
    heading: (name, release, kubernetes) => `${name}: 릴리스 ${release}, Kubernetes ${kubernetes}`,
    sections: {
      sizes: '크기(레플리카 하나 기준)',
      gpus: 'GPU',
      pools: '노드(워크로드가 쓸 수 있는 양 중 사용량)',
      waiting: '최대 부하에서 자리를 기다리는 레플리카(먼저 받는 순서)',
      addons: '애드온',
    },
    columns: {
      component: '컴포넌트',
      part: '파트',
      replicas: '레플리카',
      cpu: 'CPU',
      memory: '메모리',
      gpus: 'GPU',
      storage: '스토리지',
      perReplica: '레플리카당',
      atMinimum: '최소',
      atMaximum: '최대',
      product: '제품',
      pool: '풀',
      nodes: '노드',
      power: '전력',
      workload: '워크로드',
      priority: '우선순위',
      lacks: '부족',
      addon: '애드온',
      chart: '차트',
      version: '버전',
      namespace: '네임스페이스',
      purpose: '용도',
    },
    total: '합계',
    used: (used, total) => `${total} 중 ${used}`,
    legend: '숫자마다 `llmflow why DIR PATH`로 이유를 볼 수 있습니다.',
    lacks: { gpus: 'GPU', cpu: 'CPU', memory: '메모리', nodes: '노드' },
    counts: (counts) =>
      [
        `워크로드 ${counts.workloads}개`,
        `애드온 ${counts.addons}개`,
        `이미지 ${counts.images}개`,
        `연결 ${counts.edges}개`,
        `인증서 ${counts.certificates}개`,
        `시크릿 ${counts.secrets}개`,
        `알림 ${counts.alerts}개`,
        `대시보드 ${counts.dashboards}개`,
        `테넌트 ${counts.tenants}개`,
      ].join(', '),
    written: (file) => `계획을 ${file}에 썼습니다`,
    notWritten: (file) => `오류가 있어 ${file}을(를) 쓰지 않았습니다`,
  },
  render: {
    done: (folder, files) => `${folder}: 파일 ${files}개`,
    would: (folder) => `아무것도 쓰지 않았습니다. ${folder}에서 바뀔 내용:`,
    changes: (created, changed, removed, same) =>
      `생성 ${created}, 변경 ${changed}, 삭제 ${removed}, 그대로 ${same}`,
    interrupted: '중단했습니다. 이전 출력은 그대로 두었습니다',
  },
  audit: {
    read: ({ files, objects, processes, expressions }) =>
      `파일 ${files}개(객체 ${objects}개, 프로세스 ${processes}개, 표현식 ${expressions}개)`,
    notJudged: (parts) => `. 판단하지 않은 것: ${parts.join(', ')}`,
    unknownKinds: (kinds) => `모르는 종류 ${kinds.length}개`,
    unreadTemplates: (count) => `템플릿 ${count}개`,
    leftOut: (count) => `너무 크거나 텍스트가 아닌 파일 ${count}개`,
    nothing: '없음(감사가 읽는 형식의 파일이 여기에 없습니다)',
    fixable: (fixes) =>
      `확실히 고칠 수 있는 곳이 ${fixes}곳 있습니다. --fix는 고칠 내용을 보여 주고, --write는 파일에 씁니다`,
    fixed: (fixes, files) => `파일 ${files}개에서 ${fixes}곳을 고쳤습니다`,
  },
  difference: {
    same: '두 계획이 같습니다',
    groups: {
      created: '생성',
      resized: '크기 변경',
      restarted: '재시작',
      moved: '이동',
      changed: '변경',
      deleted: '삭제',
    },
    counts: (changes) => `변경 ${changes}건`,
    kinds: {
      platform: '플랫폼',
      workload: '워크로드',
      addon: '애드온',
      namespace: '네임스페이스',
      node: '노드',
      certificate: '인증서',
      secret: '시크릿',
      name: '공개 이름',
      image: '이미지',
      schedule: '일정',
      tenant: '테넌트',
      alert: '알림',
      dashboard: '대시보드',
    },
  },
  checklist: {
    titles: { pre: '배포 전', daily: '매일', weekly: '매주', monthly: '매월' },
    kinds: { auto: '자동', human: '사람이 판단', 'needs-cluster': '클러스터 필요' },
    findings: (count, codes) => `진단 ${count}건: ${codes}`,
    alerts: (names) => `감시하는 알림: ${names}`,
    counts: (items, done, attention, open) =>
      `${items}개 항목: 완료 ${done}, 진단 있음 ${attention}, 직접 확인 ${open}`,
  },
  catalog: {
    brings: '포함',
    component: '컴포넌트',
    topologies: '토폴로지',
    versions: '버전',
    summary: '설명',
    options: '옵션(components.이름.options)',
    metrics: '메트릭',
    complete: '전체 목록',
    partial: '일부 목록',
    source: '출처',
    images: '이미지',
    lists: { releases: '릴리스', gpus: 'GPU 제품', models: '구조를 아는 모델 가중치' },
    notRead: '흔히 쓰지만 프로그램이 읽지 않는 설정',
    columns: { metric: '메트릭', type: '종류', unit: '단위', labels: '레이블', help: '설명' },
    noMetrics: (name) => `카탈로그에 ${name}의 메트릭이 없습니다`,
  },
  init: {
    questions: {
      name: '플랫폼 이름',
      users: '플랫폼을 쓸 사람 수',
      domain: '플랫폼에 접속할 도메인',
      registry: '폐쇄망 안의 레지스트리(없으면 비워 두세요)',
      gpus: '추론용 GPU 수(없으면 0)',
      gpuProduct: 'GPU 제품',
    },
    written: (files) => `${files} 파일을 썼습니다`,
    next: (directory) => `다음: llmflow check ${directory}`,
    notANumber: (option, value) => `${option}에는 정수가 필요합니다: ${value}`,
    comments: {
      platform: '회사가 사내 LLM 플랫폼에 바라는 것을 적습니다.',
      demand: '업무량입니다. 모든 숫자에 기본값이 있으며 설명은 `llmflow schema`에 있습니다.',
      registry: '폐쇄망에서는 모든 이미지를 이 레지스트리에서 받습니다.',
      models: '사용자가 쓸 모델과, 모델을 실행할 GPU입니다.',
      noModels: 'GPU가 없습니다. 다른 곳에서 서비스하는 모델을 적거나 인벤토리에 GPU를 추가하세요.',
      components: '플랫폼을 이루는 컴포넌트입니다. {}는 기본값 그대로 쓴다는 뜻입니다.',
      inventory: '실제로 있는 하드웨어, 네트워크, 노드입니다. 아래 예를 실제 값으로 바꾸세요.',
      pools: '같은 종류의 서버 묶음입니다. 워크로드는 자신의 역할이 있는 첫 번째 풀에 배치됩니다.',
    },
  },
}
