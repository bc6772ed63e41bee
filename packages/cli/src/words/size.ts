// Says in both languages what `llmflow size` prints.

export type SizeWords = {
  readonly heading: (users: number, concurrent: number) => string
  readonly sections: {
    readonly demand: string
    readonly models: (gpu: string) => string
    readonly machines: string
    readonly formulas: string
    readonly guide: string
  }
  readonly columns: {
    readonly users: string
    readonly concurrent: string
    readonly inferenceGpus: string
    readonly trainingGpus: string
    readonly cpu: string
    readonly memory: string
    readonly storage: string
    readonly model: string
    readonly weights: string
    readonly gpus: string
    readonly cache: string
    readonly tokens: string
    readonly requestsAt: (context: number) => string
    readonly requests: string
    readonly machines: string
    readonly node: string
    readonly count: string
    readonly racks: string
    readonly power: string
    readonly by: string
  }
  readonly node: (threads: string, memory: string) => string
  readonly total: string
  /** The last line of the machines: what the meter shows. */
  readonly meter: (machines: string, cooling: string, total: string) => string
  readonly guide: string
  readonly computed: string
  readonly notes: {
    readonly demand: readonly string[]
    readonly models: readonly string[]
    readonly machines: readonly string[]
  }
  readonly json: string
  readonly notSizable: string
  readonly outOfRange: (most: number) => string
}

const thousands = (count: number): string => (count % 1024 === 0 ? `${count / 1024}k` : `${count}`)

export const sizeEnglish: SizeWords = {
  heading: (users, concurrent) =>
    `For ${users} ${users === 1 ? 'person' : 'people'}, ${concurrent} at once`,
  sections: {
    demand: 'What the workloads take at the busiest time (9.1)',
    models: (gpu) => `What one replica of a model takes on ${gpu} (9.2)`,
    machines: 'Machines, with one of each kind to spare (9.3)',
    formulas: 'Formulas',
    guide: 'The guide',
  },
  columns: {
    users: 'users',
    concurrent: 'at once',
    inferenceGpus: 'GPUs inference',
    trainingGpus: 'GPUs training',
    cpu: 'threads',
    memory: 'memory',
    storage: 'storage',
    model: 'model',
    weights: 'weights',
    gpus: 'GPUs',
    cache: 'KV cache',
    tokens: 'tokens',
    requestsAt: (context) => `at ${thousands(context)}`,
    requests: 'requests',
    machines: 'machines',
    node: 'each',
    count: 'count',
    racks: 'racks',
    power: 'power',
    by: '',
  },
  node: (threads, memory) => `${threads} threads, ${memory}`,
  total: 'total',
  meter: (machines, cooling, total) => `${machines} × ${cooling} for cooling = ${total}`,
  guide: 'guide',
  computed: 'computed',
  notes: {
    demand: [
      'GPUs: the guide’s 4 and 16 hold fewer than two replicas of each of its own models; 2 × 4 + 2 × 1 + 2 × 4 and two for the reranker are 20. They carry 1,000 people and more, so the guide’s growth by users has no ground. Four GPUs do for 100 people with the 8B model alone: `--model llama-3.1-8b-instruct`.',
      'Training: the guide gives no jobs. One job on a machine of 8 GPUs for every 500 people is assumed.',
      'Threads and memory: the guide’s rows name no workloads. These are the sum of what the planned workloads request, without the machines of the databases that fill themselves.',
      'Storage: the guide names no documents. These are 1,000 documents of 2 MiB a person with their vectors, parity and copies, and the weights.',
    ],
    models: [
      'GPU memory: the guide counts weights only; the KV cache needs as much again for the requests that it promises.',
      'Requests: the guide names no context. 50 requests of 8B hold to 8k tokens each; 13B without grouped attention holds 14 of 4k; quantised 70B on one GPU holds fewer than 70B on four, not more.',
    ],
    machines: [
      'Application and vector: fewer machines carry what 500 people ask for; the guide gives no demand for its 6.',
      'Databases: the guide’s 5 are three of PostgreSQL and two of Redis; Sentinel needs three.',
      'Storage: the guide counts no machines for MinIO.',
      'Power: the guide’s 200 kW is for its own number of machines; `llmflow plan examples/guide-production` shows what they draw, with switches and cooling.',
    ],
  },
  json: '`--json` gives every number with its formula and terms.',
  notSizable: 'this platform cannot be planned; `llmflow check` says why',
  outOfRange: (most) => `--users wants a whole number from 1 to ${most}`,
}

export const sizeKorean: SizeWords = {
  heading: (users, concurrent) => `사용자 ${users}명, 동시 ${concurrent}명 기준`,
  sections: {
    demand: '가장 바쁜 시간에 워크로드가 쓰는 자원(9.1)',
    models: (gpu) => `${gpu}에서 모델 레플리카 하나가 쓰는 자원(9.2)`,
    machines: '장비(종류마다 한 대의 여유 포함, 9.3)',
    formulas: '계산식',
    guide: '가이드',
  },
  columns: {
    users: '사용자',
    concurrent: '동시',
    inferenceGpus: 'GPU(추론)',
    trainingGpus: 'GPU(학습)',
    cpu: '스레드',
    memory: '메모리',
    storage: '스토리지',
    model: '모델',
    weights: '가중치',
    gpus: 'GPU',
    cache: 'KV 캐시',
    tokens: '토큰',
    requestsAt: (context) => `${thousands(context)} 요청`,
    requests: '동시 요청',
    machines: '장비',
    node: '사양',
    count: '수량',
    racks: '랙',
    power: '전력',
    by: '',
  },
  node: (threads, memory) => `${threads}스레드, ${memory}`,
  total: '합계',
  meter: (machines, cooling, total) => `${machines} × ${cooling}(냉각) = ${total}`,
  guide: '가이드',
  computed: '계산',
  notes: {
    demand: [
      'GPU: 가이드의 4장과 16장으로는 가이드가 쓰는 모델을 두 레플리카씩 둘 수 없습니다. 2 × 4 + 2 × 1 + 2 × 4에 리랭커 2장을 더하면 20장입니다. 20장이면 1,000명 이상도 감당하므로 사용자 수에 비례해 늘릴 근거가 없습니다. 100명에 4장은 8B 모델만 쓸 때 맞습니다: `--model llama-3.1-8b-instruct`.',
      '학습: 가이드에는 학습 작업의 수가 없습니다. 500명마다 GPU 8장짜리 장비에서 작업 하나를 돌린다고 가정했습니다.',
      '스레드와 메모리: 가이드의 행에는 워크로드가 없습니다. 여기서는 계획한 워크로드의 요청량을 더했으며, 장비 전체를 쓰는 데이터베이스 호스트는 기본 크기로 셌습니다.',
      '스토리지: 가이드에는 문서 수가 없습니다. 1인당 2 MiB 문서 1,000건과 벡터, 패리티, 복제본, 모델 가중치를 더했습니다.',
    ],
    models: [
      'GPU 메모리: 가이드는 가중치만 셌습니다. 가이드가 말하는 동시 요청을 처리하려면 KV 캐시도 그만큼 필요합니다.',
      '동시 요청: 가이드에는 컨텍스트 길이가 없습니다. 8B의 50건은 요청당 8k 토큰까지만 맞습니다. 그룹 어텐션이 없는 13B는 4k 요청 14건이 한계입니다. GPU 한 장의 양자화 70B는 네 장의 70B보다 많이가 아니라 적게 처리합니다.',
    ],
    machines: [
      '애플리케이션과 벡터: 500명의 수요는 더 적은 장비로 충분합니다. 가이드에는 6대의 근거가 되는 수요가 없습니다.',
      '데이터베이스: 가이드의 5대는 PostgreSQL 3대와 Redis 2대입니다. Sentinel에는 3대가 필요합니다.',
      '스토리지: 가이드는 MinIO 장비를 세지 않았습니다.',
      '전력: 가이드의 200 kW는 가이드의 장비 수를 기준으로 합니다. 스위치와 냉각을 더한 값은 `llmflow plan examples/guide-production`에서 볼 수 있습니다.',
    ],
  },
  json: '`--json`을 주면 숫자마다 계산식과 항이 함께 나옵니다.',
  notSizable: '계획할 수 없는 플랫폼입니다. 이유는 `llmflow check`로 볼 수 있습니다',
  outOfRange: (most) => `--users에는 1부터 ${most}까지의 정수가 필요합니다`,
}
