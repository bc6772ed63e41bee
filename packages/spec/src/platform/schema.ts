// Defines what a person writes in llmflow.yaml: the Platform, with its defaults.

import { z } from 'zod'
import { gibibytes, mebibytes } from '../quantity/bytes.js'
import { ratio } from '../quantity/brand.js'
import { days, hours, seconds } from '../quantity/duration.js'
import {
  about,
  aboveZero,
  bucketField,
  bytesField,
  countField,
  cpuField,
  descriptionField,
  domainField,
  durationField,
  hostField,
  modelNameField,
  nameField,
  rangeField,
  ratioField,
  urlField,
} from './fields.js'

const replicas = z
  .strictObject({
    minimum: countField(1000)
      .optional()
      .meta(about('Replicas that always run.', '항상 실행할 레플리카 수')),
    maximum: countField(1000)
      .optional()
      .meta(
        about(
          'Replicas that the autoscaler may reach.',
          '오토스케일러가 늘릴 수 있는 최대 레플리카 수',
        ),
      ),
  })
  .meta(
    about(
      'Replica bounds. What is left out is computed from the demand.',
      '레플리카 수의 범위. 생략한 값은 수요에서 계산합니다',
    ),
  )

const resources = z
  .strictObject({
    cpu: aboveZero(cpuField).optional().meta(about('Threads requested.', '요청할 스레드 수')),
    memory: aboveZero(bytesField).optional().meta(about('Memory requested.', '요청할 메모리')),
    cpuLimit: cpuField
      .optional()
      .meta(
        about(
          'Threads at most. Left out means no limit.',
          '최대 스레드 수. 생략하면 제한이 없습니다',
        ),
      ),
    memoryLimit: bytesField.optional().meta(about('Memory at most.', '최대 메모리')),
    gpus: countField(64).min(1).optional().meta(about('Whole GPUs.', 'GPU 수(장 단위)')),
  })
  .meta(
    about(
      'Resources of one replica. What is left out is computed.',
      '레플리카 하나의 자원. 생략한 값은 계산합니다',
    ),
  )

const toleration = z.strictObject({
  key: z
    .string()
    .max(300)
    .meta(
      about(
        'Key of the taint that is tolerated; empty with Exists tolerates every taint.',
        '허용할 테인트의 키. 비우고 Exists를 쓰면 모든 테인트를 허용합니다',
      ),
    ),
  operator: z
    .enum(['Exists', 'Equal'])
    .default('Exists')
    .meta(
      about(
        'Exists takes any value of the taint; Equal takes the one in `value` alone.',
        'Exists는 테인트의 값을 따지지 않고, Equal은 `value`와 같은 값만 허용합니다',
      ),
    ),
  value: z
    .string()
    .max(63)
    .optional()
    .meta(
      about(
        'Value of the taint, for Equal; none may be written with Exists.',
        'Equal일 때 비교할 테인트의 값. Exists에는 쓸 수 없습니다',
      ),
    ),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .optional()
    .meta(
      about(
        'Effect of the taint that is tolerated; left out means every effect.',
        '허용할 테인트의 효과. 생략하면 모든 효과를 허용합니다',
      ),
    ),
})

/** Choices that a whole component and each of its parts share. */
const choices = {
  replicas: replicas.optional(),
  resources: resources.optional(),
  pool: nameField.optional().meta(about('The inventory pool to run on.', '실행할 인벤토리의 풀')),
  tolerations: z
    .array(toleration)
    .max(20)
    .optional()
    .meta(
      about(
        'Replaces the tolerations that LLMFlow computes from the pool.',
        'LLMFlow가 풀에서 계산한 톨러레이션 대신 씁니다',
      ),
    ),
  nodeSelector: z
    .record(z.string().max(300), z.string().max(63))
    .optional()
    .meta(
      about(
        'Replaces the node selector that LLMFlow computes from the pool.',
        'LLMFlow가 풀에서 계산한 노드 셀렉터 대신 씁니다',
      ),
    ),
  env: z
    .record(z.string().max(200), z.union([z.string().max(10_000), z.number(), z.boolean()]))
    .optional()
    .meta(
      about(
        'Environment variables to add. Each is checked against what the pinned version reads.',
        '추가할 환경 변수. 고정된 버전이 실제로 읽는 변수인지 검사합니다',
      ),
    ),
  args: z
    .array(z.string().max(2000))
    .max(100)
    .optional()
    .meta(
      about(
        'Arguments to add. Each is checked against what the pinned version reads.',
        '추가할 실행 인자. 고정된 버전이 실제로 읽는 인자인지 검사합니다',
      ),
    ),
}

const componentChoice = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .meta(about('Whether the platform has this component.', '이 컴포넌트를 쓸지 여부')),
    version: z
      .string()
      .max(50)
      .optional()
      .meta(
        about(
          'A version in the catalog; the release names the default.',
          '카탈로그에 있는 버전. 기본값은 릴리스가 정합니다',
        ),
      ),
    topology: z
      .string()
      .max(50)
      .optional()
      .meta(
        about(
          'How the component is laid out: standalone, cluster, sentinel …',
          '컴포넌트의 구성 방식: standalone, cluster, sentinel …',
        ),
      ),
    image: z
      .string()
      .max(300)
      .optional()
      .meta(about('An image to use instead of the catalog’s.', '카탈로그의 이미지 대신 쓸 이미지')),
    config: z
      .record(z.string().max(200), z.union([z.string().max(10_000), z.number(), z.boolean()]))
      .optional()
      .meta(
        about(
          'Settings of the program’s own configuration, checked like `env`.',
          '프로그램 자체 설정 파일에 넣을 값. `env`처럼 검사합니다',
        ),
      ),
    options: z
      .record(z.string().max(100), z.json())
      .optional()
      .meta(
        about(
          'LLMFlow’s own options for this component; `llmflow catalog NAME` lists them.',
          '이 컴포넌트에 대한 LLMFlow의 옵션. 목록은 `llmflow catalog NAME`으로 볼 수 있습니다',
        ),
      ),
    storage: aboveZero(bytesField)
      .optional()
      .meta(about('Size of each data volume.', '데이터 볼륨 하나의 크기')),
    storageClass: nameField
      .optional()
      .meta(about('Storage class of the data volumes.', '데이터 볼륨의 스토리지 클래스')),
    parts: z
      .record(z.string().max(50), z.strictObject(choices))
      .optional()
      .meta(
        about(
          'Choices for one part, such as the API or the worker.',
          'API, 워커 등 구성 요소 하나의 설정',
        ),
      ),
    ...choices,
  })
  .meta(
    about(
      'Choices for one component. `{}` takes it with its defaults.',
      '컴포넌트 하나의 설정. `{}`이면 기본값 그대로 씁니다',
    ),
  )

const model = z.strictObject({
  name: modelNameField.meta(
    about('The name that clients ask for.', '클라이언트가 요청할 때 쓰는 이름'),
  ),
  kind: z
    .enum(['chat', 'embedding', 'reranking'])
    .default('chat')
    .meta(
      about(
        'What the model does: answers, turns text into vectors, or orders passages by relevance.',
        '모델의 용도: 답변 생성(chat), 텍스트를 벡터로 변환(embedding), 구절 재정렬(reranking)',
      ),
    ),
  engine: nameField
    .optional()
    .meta(
      about(
        'The component that serves it: vllm for chat, tei for the others.',
        '모델을 서빙하는 컴포넌트. 생략하면 채팅은 vllm, 나머지는 tei입니다',
      ),
    ),
  weights: z
    .string()
    .min(1)
    .max(300)
    .meta(
      about(
        'Repository of the weights, such as meta-llama/Llama-3.1-70B-Instruct.',
        '가중치 저장소. 예: meta-llama/Llama-3.1-70B-Instruct',
      ),
    ),
  precision: z
    .enum(['bf16', 'fp16', 'fp8', 'int8', 'int4', 'fp32'])
    .default('bf16')
    .meta(about('Precision of the weights.', '가중치의 정밀도')),
  cachePrecision: z
    .enum(['bf16', 'fp8'])
    .default('bf16')
    .meta(about('Precision of the KV cache.', 'KV 캐시의 정밀도')),
  context: countField(10_000_000)
    .min(1)
    .optional()
    .meta(
      about(
        'Longest prompt and answer together, in tokens.',
        '프롬프트와 답변을 합한 최대 길이(토큰)',
      ),
    ),
  ropeScaling: z
    .strictObject({
      type: z
        .enum(['yarn'])
        .meta(
          about(
            'How positions are stretched; YaRN is the only way that is known here.',
            '위치 임베딩을 늘리는 방식. YaRN만 쓸 수 있습니다',
          ),
        ),
      factor: z
        .number()
        .min(1)
        .max(64)
        .meta(
          about(
            'How many times longer than contextMaximum the context may be. Use it only where the model’s card allows it.',
            '컨텍스트를 contextMaximum의 몇 배까지 늘릴지. 모델 카드가 허용하는 값만 쓰세요',
          ),
        ),
    })
    .optional()
    .meta(
      about(
        'Stretches the context beyond what the model was trained for.',
        '모델이 학습한 것보다 긴 컨텍스트를 쓰기 위한 확장',
      ),
    ),
  tensorParallel: countField(64)
    .min(1)
    .optional()
    .meta(about('GPUs that share one replica.', '레플리카 하나를 나눠 맡는 GPU 수')),
  memoryUtilization: ratioField
    .default(ratio(0.9))
    .meta(
      about(
        'Share of each GPU that the engine may use. vLLM’s own default is 90%.',
        '엔진이 GPU 메모리에서 쓸 수 있는 비율. vLLM의 기본값은 90%입니다',
      ),
    ),
  gpu: z
    .string()
    .max(60)
    .optional()
    .meta(
      about(
        'GPU product to run on, such as A100-SXM4-80GB; none means CPU.',
        '실행할 GPU 제품. 예: A100-SXM4-80GB. 생략하면 CPU에서 실행합니다',
      ),
    ),
  replicas: replicas.default({}),
  priority: countField(1000)
    .default(0)
    .meta(
      about(
        'Who gets GPUs first when not all fit: higher wins.',
        'GPU가 모자랄 때의 우선순위. 큰 값이 먼저 배정받습니다',
      ),
    ),
  demandShare: ratioField
    .optional()
    .meta(
      about(
        'Share of the chat requests that this model answers.',
        '채팅 요청 가운데 이 모델이 답하는 비율',
      ),
    ),
  endpoint: urlField
    .optional()
    .meta(
      about(
        'An OpenAI-compatible URL that serves it elsewhere.',
        '이 모델을 다른 곳에서 서빙하는 OpenAI 호환 URL',
      ),
    ),
  shape: z
    .strictObject({
      parameters: z
        .number()
        .min(1)
        .max(1e14)
        .meta(
          about(
            'Parameters of the model as a plain number, such as 7e10 for 70B; they decide the memory of the weights.',
            '모델의 파라미터 수. 예: 70B이면 7e10. 가중치가 차지할 메모리를 정합니다',
          ),
        ),
      layers: countField(1000)
        .min(1)
        .meta(
          about(
            'Layers: num_hidden_layers in config.json.',
            '레이어 수. config.json의 num_hidden_layers',
          ),
        ),
      attentionHeads: countField(1000)
        .min(1)
        .meta(
          about(
            'Attention heads: num_attention_heads in config.json. tensorParallel must divide them.',
            '어텐션 헤드 수. config.json의 num_attention_heads. tensorParallel로 나누어떨어져야 합니다',
          ),
        ),
      keyValueHeads: countField(1000)
        .min(1)
        .meta(
          about(
            'Key-value heads: num_key_value_heads in config.json. Fewer of them make a smaller KV cache.',
            '키-값 헤드 수. config.json의 num_key_value_heads. 적을수록 KV 캐시가 작아집니다',
          ),
        ),
      headDimension: countField(4096)
        .min(1)
        .meta(
          about(
            'Dimension of one head: head_dim in config.json, else hidden_size ÷ num_attention_heads.',
            '헤드 하나의 차원. config.json의 head_dim이며, 없으면 hidden_size ÷ num_attention_heads',
          ),
        ),
      hiddenSize: countField(1_000_000)
        .min(1)
        .meta(
          about(
            'Width of a layer: hidden_size in config.json.',
            '레이어의 폭. config.json의 hidden_size',
          ),
        ),
      contextMaximum: countField(10_000_000)
        .min(1)
        .meta(
          about(
            'Longest context without rope scaling, in tokens: max_position_embeddings in config.json.',
            'ropeScaling 없이 쓸 수 있는 최대 컨텍스트(토큰). config.json의 max_position_embeddings',
          ),
        ),
      dimensions: countField(100_000)
        .min(1)
        .optional()
        .meta(
          about(
            'Dimensions of the vectors of an embedding model; the vector index is sized by them.',
            '임베딩 모델이 만드는 벡터의 차원. 벡터 인덱스의 크기를 여기서 계산합니다',
          ),
        ),
    })
    .optional()
    .meta(
      about(
        'The model’s shape from its config.json; needed for weights that the catalog does not know.',
        'config.json에 적힌 모델 구조. 카탈로그에 없는 가중치일 때 필요합니다',
      ),
    ),
})

const tenant = z.strictObject({
  name: nameField.meta(
    about(
      'Name of the tenant; its namespace is called tenant-<name>.',
      '테넌트의 이름. 네임스페이스는 tenant-<이름>이 됩니다',
    ),
  ),
  department: z
    .string()
    .max(100)
    .optional()
    .meta(
      about(
        'Department that the tenant stands for; kept in the plan for readers, nothing depends on it.',
        '테넌트에 해당하는 부서. 계획에 그대로 적힐 뿐 다른 값에는 영향을 주지 않습니다',
      ),
    ),
  people: countField(1_000_000)
    .default(0)
    .meta(about('People who may use the platform.', '플랫폼을 쓸 수 있는 사람 수')),
  models: z
    .array(modelNameField)
    .max(200)
    .optional()
    .meta(
      about(
        'Models that it may ask; left out means all.',
        '이 테넌트가 쓸 수 있는 모델. 생략하면 모든 모델입니다',
      ),
    ),
  limits: z
    .strictObject({
      requestsPerMinute: countField(10_000_000)
        .min(1)
        .default(600)
        .meta(
          about(
            'Requests that the tenant may send in a minute; more are refused with 429.',
            '테넌트가 1분에 보낼 수 있는 요청 수. 넘으면 429로 거절합니다',
          ),
        ),
      tokensPerMinute: countField(1_000_000_000)
        .min(1)
        .default(200_000)
        .meta(
          about(
            'Tokens of prompts and answers that the tenant may use in a minute; more are refused with 429.',
            '테넌트가 1분에 쓸 수 있는 토큰 수(프롬프트와 답변의 합). 넘으면 429로 거절합니다',
          ),
        ),
    })
    .prefault({})
    .meta(
      about(
        'Limits of the tenant, over all its people and keys.',
        '테넌트의 사용량 제한. 소속된 사람과 키를 모두 합쳐서 셉니다',
      ),
    ),
  quota: z
    .record(z.string().max(200), z.union([z.string().max(50), z.number()]))
    .optional()
    .meta(
      about(
        'Items of the namespace’s ResourceQuota, as Kubernetes names them.',
        '네임스페이스의 ResourceQuota 항목. Kubernetes의 이름 그대로 씁니다',
      ),
    ),
})

const demand = z.strictObject({
  users: countField(10_000_000).meta(about('People who have access.', '접근 권한이 있는 사람 수')),
  concurrentUsers: countField(10_000_000)
    .optional()
    .meta(
      about(
        'People active at the busiest time; a fifth of the users when left out (guide 9.1).',
        '가장 바쁜 시간에 동시에 쓰는 사람 수. 생략하면 사용자의 5분의 1입니다(가이드 9.1)',
      ),
    ),
  chat: z
    .strictObject({
      requestsPerUserHour: z
        .number()
        .min(0)
        .max(3600)
        .default(20)
        .meta(
          about(
            'Requests an active person sends in an hour.',
            '사용 중인 사람이 한 시간에 보내는 요청 수',
          ),
        ),
      promptTokens: countField(1_000_000)
        .default(3000)
        .meta(about('Tokens of a prompt with its passages.', '구절을 포함한 프롬프트의 토큰 수')),
      answerTokens: countField(100_000)
        .default(500)
        .meta(about('Tokens of an answer.', '답변의 토큰 수')),
      tokensPerSecond: z
        .number()
        .min(1)
        .max(1000)
        .default(25)
        .meta(
          about('Speed at which one answer is generated.', '답변 하나를 생성하는 속도(초당 토큰)'),
        ),
    })
    .prefault({})
    .meta(about('Chat requests: how many, how long and how fast.', '채팅 요청의 수, 길이, 속도')),
  retrieval: z
    .strictObject({
      share: ratioField
        .default(ratio(0.7))
        .meta(
          about(
            'Share of chat requests that search documents.',
            '채팅 요청 가운데 문서를 검색하는 비율',
          ),
        ),
      candidates: countField(1000)
        .default(50)
        .meta(
          about('Passages that are reranked for one request.', '요청 하나에서 재정렬하는 구절 수'),
        ),
    })
    .prefault({})
    .meta(
      about('Searches in documents that come with chat requests.', '채팅 요청에 따르는 문서 검색'),
    ),
  ingestion: z
    .strictObject({
      documents: countField(1_000_000_000)
        .default(100_000)
        .meta(about('Documents kept.', '보관하는 문서 수')),
      documentsPerDay: countField(100_000_000)
        .default(2000)
        .meta(about('Documents added or changed in a day.', '하루에 추가되거나 바뀌는 문서 수')),
      pagesPerDocument: z
        .number()
        .min(0)
        .max(100_000)
        .default(10)
        .meta(
          about(
            'Pages of an average document; passages and the time to take documents in are computed from it.',
            '문서 하나의 평균 쪽수. 구절 수와 문서 수집에 걸리는 시간을 여기서 계산합니다',
          ),
        ),
      chunksPerPage: z
        .number()
        .min(0)
        .max(1000)
        .default(2.5)
        .meta(
          about(
            'Passages on a page, at the chunk size of the guide (1,000 to 1,500 characters).',
            '한 쪽에서 나오는 구절 수. 가이드의 구절 크기(1,000~1,500자)를 기준으로 합니다',
          ),
        ),
      bytesPerDocument: bytesField
        .default(mebibytes(2))
        .meta(
          about(
            'Size of an average file; the store of documents is sized by it.',
            '파일 하나의 평균 크기. 문서를 보관할 용량을 여기서 계산합니다',
          ),
        ),
      hoursPerDay: z
        .number()
        .min(0.1)
        .max(24)
        .default(10)
        .meta(
          about('Hours a day in which documents arrive.', '하루에 문서가 들어오는 시간(시간 단위)'),
        ),
    })
    .prefault({})
    .meta(
      about(
        'Documents: how many are kept and how fast new ones arrive.',
        '문서의 수와 크기, 새 문서가 들어오는 속도',
      ),
    ),
  recognition: z
    .strictObject({
      share: ratioField
        .default(ratio(0.2))
        .meta(
          about(
            'Share of pages that are scanned and need OCR.',
            '스캔본이라 OCR이 필요한 쪽의 비율',
          ),
        ),
      secondsPerPage: z
        .number()
        .min(0)
        .max(600)
        .default(4)
        .meta(
          about(
            'Seconds of one thread for one scanned page.',
            '스캔한 한 쪽을 스레드 하나로 처리하는 데 걸리는 시간(초)',
          ),
        ),
    })
    .prefault({})
    .meta(about('OCR of scanned pages.', '스캔한 쪽의 OCR')),
  fineTuning: z
    .strictObject({
      gpus: countField(100_000)
        .default(0)
        .meta(about('GPUs that a training job takes.', '학습 작업 하나가 쓰는 GPU 수')),
    })
    .prefault({})
    .meta(about('Training of models on one’s own data.', '자체 데이터로 하는 모델 학습(파인튜닝)')),
})

const objectives = z.strictObject({
  availability: ratioField
    .default(ratio(0.999))
    .meta(
      about(
        'Share of the time in which the platform must answer. From 99.9% on, replicas stand by and the loss of any one node is planned for.',
        '플랫폼이 응답해야 하는 시간의 비율. 99.9%부터는 레플리카를 여럿 두고, 노드 한 대를 잃는 경우까지 계획합니다',
      ),
    ),
  firstToken: durationField
    .default(seconds(2))
    .meta(
      about('P95 until the first token of an answer.', '답변의 첫 토큰이 나오기까지의 시간(P95)'),
    ),
  answer: durationField
    .default(seconds(30))
    .meta(about('P95 of a whole answer.', '답변 전체가 끝나기까지의 시간(P95)')),
  retrieval: durationField
    .default(seconds(2))
    .meta(about('P95 of a search.', '검색 한 번에 걸리는 시간(P95)')),
  recoveryPoint: durationField
    .default(hours(1))
    .meta(about('RPO: how much work may be lost.', 'RPO: 잃어도 되는 작업의 최대 기간')),
  recoveryTime: durationField
    .default(hours(4))
    .meta(about('RTO: how long a recovery may take.', 'RTO: 복구에 걸려도 되는 최대 시간')),
})

const storeBackup = z.strictObject({
  every: aboveZero(durationField).meta(about('Time between backups.', '백업 주기')),
  keep: aboveZero(durationField).meta(about('How long a backup is kept.', '백업 보관 기간')),
  log: z
    .strictObject({
      every: aboveZero(durationField).meta(
        about(
          'Longest time until a piece of the log is archived, such as 5m; that much may be lost at most.',
          '로그 조각을 보관하는 최대 간격. 예: 5m. 이만큼의 변경은 잃을 수 있습니다',
        ),
      ),
      keep: aboveZero(durationField).meta(
        about(
          'How far back the log should reach. Logs really stay as long as the backups that need them.',
          '로그를 보관하려는 기간. 실제로는 그 로그가 필요한 백업이 남아 있는 동안 보관합니다',
        ),
      ),
    })
    .optional()
    .meta(
      about(
        'Continuous archive of the change log (PostgreSQL WAL, AOF).',
        '변경 로그(PostgreSQL WAL, AOF)의 연속 보관',
      ),
    ),
})

/** The Platform: what a person writes in llmflow.yaml. */
export const platformSchema = z.strictObject({
  apiVersion: z
    .literal('llmflow.io/v1')
    .meta(about('Version of this file’s format.', '이 파일의 형식 버전')),
  kind: z
    .literal('Platform')
    .meta(
      about(
        'What this file describes: a platform.',
        '이 파일이 기술하는 것. 플랫폼이면 Platform입니다',
      ),
    ),
  metadata: z
    .strictObject({
      name: nameField.meta(
        about(
          'Name of the platform: in its plan, on Keycloak’s sign-in page and in log records.',
          '플랫폼의 이름. 계획, Keycloak 로그인 화면, 로그 레코드에 표시됩니다',
        ),
      ),
      description: descriptionField,
    })
    .meta(about('What the file is called.', '이 파일의 이름과 설명')),
  release: z
    .string()
    .max(20)
    .meta(
      about(
        'The catalog’s release line, such as "2025.01".',
        '카탈로그의 릴리스 이름. 예: "2025.01"',
      ),
    ),
  domain: domainField.meta(
    about(
      'Zone under which every public name lies: api.<domain>, dify.<domain> …',
      '공개 이름이 놓일 도메인: api.<도메인>, dify.<도메인> …',
    ),
  ),
  registry: z
    .strictObject({
      host: hostField.meta(
        about(
          'Registry that serves every image inside the closed network.',
          '폐쇄망에서 모든 이미지를 내주는 레지스트리',
        ),
      ),
      pullSecret: nameField
        .optional()
        .meta(
          about(
            'Secret with the registry’s credentials, in every namespace.',
            '레지스트리 인증 정보가 든 Secret. 모든 네임스페이스에 있어야 합니다',
          ),
        ),
    })
    .optional()
    .meta(
      about(
        'Registry inside a closed network; left out, images come from where their makers publish them.',
        '폐쇄망 안의 레지스트리. 생략하면 이미지를 제작사의 레지스트리에서 바로 받습니다',
      ),
    ),
  demand: demand.meta(
    about(
      'Who uses the platform and how much; sizes are computed from it.',
      '누가 얼마나 쓸지. 모든 크기를 여기서 계산합니다',
    ),
  ),
  objectives: objectives
    .prefault({})
    .meta(
      about(
        'What must hold: availability, latency and recovery.',
        '지켜야 할 목표: 가용성, 지연 시간, 복구',
      ),
    ),
  models: z
    .array(model)
    .max(500)
    .default([])
    .meta(
      about(
        'Models that the platform serves, merged by name in overlays.',
        '플랫폼이 서빙할 모델. 오버레이에서는 이름이 같은 항목끼리 합칩니다',
      ),
    ),
  tenants: z
    .array(tenant)
    .max(5000)
    .default([])
    .meta(
      about(
        'Who shares the platform, each in a namespace of its own; merged by name in overlays.',
        '플랫폼을 함께 쓰는 조직. 테넌트마다 네임스페이스가 따로 있습니다. 오버레이에서는 이름이 같은 항목끼리 합칩니다',
      ),
    ),
  components: z
    .record(z.string().max(50), componentChoice)
    .default({})
    .meta(
      about(
        'Components that the platform consists of, by their names in the catalog.',
        '플랫폼을 구성할 컴포넌트. 카탈로그에 있는 이름으로 적습니다',
      ),
    ),
  network: z
    .strictObject({
      podRange: rangeField
        .default('10.244.0.0/16')
        .meta(
          about(
            'Addresses of pods. It may overlap no network of the inventory and not the service range.',
            '파드의 주소 대역. 인벤토리의 네트워크나 서비스 대역과 겹치면 안 됩니다',
          ),
        ),
      serviceRange: rangeField
        .default('10.96.0.0/16')
        .meta(
          about(
            'Addresses of Kubernetes Services. It may overlap no network of the inventory and not the pod range.',
            'Kubernetes Service의 주소 대역. 인벤토리의 네트워크나 파드 대역과 겹치면 안 됩니다',
          ),
        ),
      clusterDomain: domainField
        .default('cluster.local')
        .meta(
          about(
            'DNS domain inside the cluster: a Service is called <service>.<namespace>.svc.<this>.',
            '클러스터 내부의 DNS 도메인. Service의 이름은 <서비스>.<네임스페이스>.svc.<도메인>이 됩니다',
          ),
        ),
      virtualAddress: z
        .ipv4()
        .optional()
        .meta(
          about(
            'Address under which users reach the gateway.',
            '사용자가 게이트웨이에 접속하는 주소',
          ),
        ),
      controlPlaneAddress: z
        .ipv4()
        .optional()
        .meta(
          about(
            'Address under which nodes and operators reach the Kubernetes API.',
            '노드와 운영자가 Kubernetes API에 접속하는 주소',
          ),
        ),
      timeServers: z
        .array(hostField)
        .max(10)
        .default([])
        .meta(
          about(
            'Time servers of the company, for machines; without any, machines of the platform keep the time among themselves.',
            '서버가 쓸 사내 시간 서버. 없으면 플랫폼의 서버끼리 시간을 맞춥니다',
          ),
        ),
      nameServers: z
        .array(domainField)
        .max(10)
        .default([])
        .meta(
          about(
            'Name servers of the company that will serve the zones, as `render --target hosts` names them in each.',
            '존을 서비스할 사내 네임 서버. `render --target hosts`가 존마다 이 이름을 적습니다',
          ),
        ),
    })
    .prefault({})
    .meta(about('Ranges and addresses that the platform uses.', '플랫폼이 쓰는 주소 대역과 주소')),
  backup: z
    .strictObject({
      endpoint: urlField
        .optional()
        .meta(about('S3 endpoint outside this cluster.', '이 클러스터 밖의 S3 엔드포인트')),
      range: rangeField
        .optional()
        .meta(
          about(
            'Network of the endpoint, so that policies let copies go nowhere else.',
            '엔드포인트의 네트워크. 네트워크 정책이 백업을 이곳으로만 보내도록 합니다',
          ),
        ),
      certificateAuthority: nameField
        .optional()
        .meta(
          about(
            'Secret whose `ca.crt` signed the certificate of the endpoint, where no public authority did; jobs that copy and PostgreSQL’s archive trust it.',
            '엔드포인트의 인증서를 공인 인증기관이 서명하지 않았을 때, 서명한 인증기관의 `ca.crt`가 든 Secret. 백업 작업과 PostgreSQL 아카이브가 신뢰합니다',
          ),
        ),
      bucket: bucketField
        .default('llmflow-backup')
        .meta(
          about(
            'Bucket at the endpoint that takes the backups of every store.',
            '모든 저장소의 백업을 담을 버킷. 위 엔드포인트에 있어야 합니다',
          ),
        ),
      stores: z
        .record(z.string().max(50), storeBackup)
        .default({})
        .meta(
          about(
            'Backups by store: postgresql, milvus, minio, redis, etcd.',
            '저장소별 백업: postgresql, milvus, minio, redis, etcd',
          ),
        ),
    })
    .prefault({})
    .meta(
      about(
        'Where copies go, how often, and for how long they are kept.',
        '백업을 보낼 곳, 주기, 보관 기간',
      ),
    ),
  security: z
    .strictObject({
      podSecurity: z
        .enum(['restricted', 'baseline', 'privileged'])
        .default('restricted')
        .meta(
          about(
            'Pod Security level of the platform’s namespaces.',
            '플랫폼 네임스페이스의 Pod Security 수준',
          ),
        ),
      certificateIssuer: nameField
        .default('llmflow-ca')
        .meta(
          about(
            'cert-manager ClusterIssuer that signs every certificate.',
            '모든 인증서를 서명하는 cert-manager의 ClusterIssuer',
          ),
        ),
      certificateLifetime: aboveZero(durationField)
        .default(days(90))
        .meta(
          about(
            'How long a certificate is valid; it is renewed when a third of that is left.',
            '인증서의 유효 기간. 3분의 1이 남으면 갱신합니다',
          ),
        ),
    })
    .prefault({})
    .meta(
      about('What pods may do, and who signs certificates.', '파드에 허용할 권한과 인증서 발급'),
    ),
  modelStore: z
    .strictObject({
      storageClass: nameField
        .optional()
        .meta(
          about(
            'Class with ReadWriteMany volumes that hold the weights.',
            '가중치를 담는, ReadWriteMany를 지원하는 스토리지 클래스',
          ),
        ),
      size: aboveZero(bytesField)
        .default(gibibytes(1024))
        .meta(
          about(
            'Size of the volume; the weights of all models that are served here must fit.',
            '볼륨의 크기. 이 플랫폼에서 서빙하는 모든 모델의 가중치가 들어가야 합니다',
          ),
        ),
    })
    .prefault({})
    .meta(about('Where the weights of the models lie.', '모델 가중치를 두는 곳')),
})

/** A checked Platform with every default filled in. */
export type Platform = z.output<typeof platformSchema>
export type Model = Platform['models'][number]
export type Tenant = Platform['tenants'][number]
export type ComponentChoice = Platform['components'][string]
export type PartChoice = NonNullable<ComponentChoice['parts']>[string]
export type Demand = Platform['demand']
