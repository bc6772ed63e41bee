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
  key: z.string().max(300),
  operator: z.enum(['Exists', 'Equal']).default('Exists'),
  value: z.string().max(63).optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
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
  kind: z.enum(['chat', 'embedding', 'reranking']).default('chat'),
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
    .strictObject({ type: z.enum(['yarn']), factor: z.number().min(1).max(64) })
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
      parameters: z.number().min(1).max(1e14),
      layers: countField(1000).min(1),
      attentionHeads: countField(1000).min(1),
      keyValueHeads: countField(1000).min(1),
      headDimension: countField(4096).min(1),
      hiddenSize: countField(1_000_000).min(1),
      contextMaximum: countField(10_000_000).min(1),
      dimensions: countField(100_000).min(1).optional(),
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
  name: nameField,
  department: z.string().max(100).optional(),
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
      requestsPerMinute: countField(10_000_000).default(600),
      tokensPerMinute: countField(1_000_000_000).default(200_000),
    })
    .prefault({}),
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
    .prefault({}),
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
    .prefault({}),
  ingestion: z
    .strictObject({
      documents: countField(1_000_000_000)
        .default(100_000)
        .meta(about('Documents kept.', '보관하는 문서 수')),
      documentsPerDay: countField(100_000_000)
        .default(2000)
        .meta(about('Documents added or changed in a day.', '하루에 추가되거나 바뀌는 문서 수')),
      pagesPerDocument: z.number().min(0).max(100_000).default(10),
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
      bytesPerDocument: bytesField.default(mebibytes(2)),
      hoursPerDay: z
        .number()
        .min(0.1)
        .max(24)
        .default(10)
        .meta(
          about('Hours a day in which documents arrive.', '하루에 문서가 들어오는 시간(시간 단위)'),
        ),
    })
    .prefault({}),
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
    .prefault({}),
  fineTuning: z
    .strictObject({
      gpus: countField(100_000)
        .default(0)
        .meta(about('GPUs that a training job takes.', '학습 작업 하나가 쓰는 GPU 수')),
    })
    .prefault({}),
})

const objectives = z.strictObject({
  availability: ratioField.default(ratio(0.999)),
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
    .strictObject({ every: aboveZero(durationField), keep: aboveZero(durationField) })
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
  apiVersion: z.literal('llmflow.io/v1'),
  kind: z.literal('Platform'),
  metadata: z.strictObject({
    name: nameField,
    description: z.string().max(2000).optional(),
  }),
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
    .optional(),
  demand,
  objectives: objectives.prefault({}),
  models: z.array(model).max(500).default([]),
  tenants: z.array(tenant).max(5000).default([]),
  components: z.record(z.string().max(50), componentChoice).default({}),
  network: z
    .strictObject({
      podRange: rangeField.default('10.244.0.0/16'),
      serviceRange: rangeField.default('10.96.0.0/16'),
      clusterDomain: domainField.default('cluster.local'),
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
    .prefault({}),
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
      bucket: bucketField.default('llmflow-backup'),
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
    .prefault({}),
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
      certificateLifetime: aboveZero(durationField).default(days(90)),
    })
    .prefault({}),
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
      size: aboveZero(bytesField).default(gibibytes(1024)),
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
