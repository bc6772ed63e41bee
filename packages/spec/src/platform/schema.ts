// Defines what a person writes in llmflow.yaml: the Platform, with its defaults.

import { z } from 'zod'
import { gibibytes, mebibytes } from '../quantity/bytes.js'
import { ratio } from '../quantity/brand.js'
import { days, hours, seconds } from '../quantity/duration.js'
import {
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

const about = (description: string) => ({ description })

const replicas = z
  .strictObject({
    minimum: countField(1000).optional().meta(about('Replicas that always run.')),
    maximum: countField(1000).optional().meta(about('Replicas that the autoscaler may reach.')),
  })
  .meta(about('Replica bounds. What is left out is computed from the demand.'))

const resources = z
  .strictObject({
    cpu: aboveZero(cpuField).optional().meta(about('Threads requested.')),
    memory: aboveZero(bytesField).optional().meta(about('Memory requested.')),
    cpuLimit: cpuField.optional().meta(about('Threads at most. Left out means no limit.')),
    memoryLimit: bytesField.optional().meta(about('Memory at most.')),
    gpus: countField(64).min(1).optional().meta(about('Whole GPUs.')),
  })
  .meta(about('Resources of one replica. What is left out is computed.'))

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
  pool: nameField.optional().meta(about('The inventory pool to run on.')),
  tolerations: z
    .array(toleration)
    .max(20)
    .optional()
    .meta(about('Replaces the tolerations that LLMFlow computes from the pool.')),
  nodeSelector: z
    .record(z.string().max(300), z.string().max(63))
    .optional()
    .meta(about('Replaces the node selector that LLMFlow computes from the pool.')),
  env: z
    .record(z.string().max(200), z.union([z.string().max(10_000), z.number(), z.boolean()]))
    .optional()
    .meta(
      about('Environment variables to add. Each is checked against what the pinned version reads.'),
    ),
  args: z
    .array(z.string().max(2000))
    .max(100)
    .optional()
    .meta(about('Arguments to add. Each is checked against what the pinned version reads.')),
}

const componentChoice = z
  .strictObject({
    enabled: z.boolean().default(true).meta(about('Whether the platform has this component.')),
    version: z
      .string()
      .max(50)
      .optional()
      .meta(about('A version in the catalog; the release names the default.')),
    topology: z
      .string()
      .max(50)
      .optional()
      .meta(about('How the component is laid out: standalone, cluster, sentinel …')),
    image: z.string().max(300).optional().meta(about('An image to use instead of the catalog’s.')),
    config: z
      .record(z.string().max(200), z.union([z.string().max(10_000), z.number(), z.boolean()]))
      .optional()
      .meta(about('Settings of the program’s own configuration, checked like `env`.')),
    options: z
      .record(z.string().max(100), z.json())
      .optional()
      .meta(about('LLMFlow’s own options for this component; `llmflow catalog NAME` lists them.')),
    storage: aboveZero(bytesField).optional().meta(about('Size of each data volume.')),
    storageClass: nameField.optional().meta(about('Storage class of the data volumes.')),
    parts: z
      .record(z.string().max(50), z.strictObject(choices))
      .optional()
      .meta(about('Choices for one part, such as the API or the worker.')),
    ...choices,
  })
  .meta(about('Choices for one component. `{}` takes it with its defaults.'))

const model = z.strictObject({
  name: modelNameField.meta(about('The name that clients ask for.')),
  kind: z.enum(['chat', 'embedding', 'reranking']).default('chat'),
  engine: nameField
    .optional()
    .meta(about('The component that serves it: vllm for chat, tei for the others.')),
  weights: z
    .string()
    .min(1)
    .max(300)
    .meta(about('Repository of the weights, such as meta-llama/Llama-3.1-70B-Instruct.')),
  precision: z
    .enum(['bf16', 'fp16', 'fp8', 'int8', 'int4', 'fp32'])
    .default('bf16')
    .meta(about('Precision of the weights.')),
  cachePrecision: z.enum(['bf16', 'fp8']).default('bf16').meta(about('Precision of the KV cache.')),
  context: countField(10_000_000)
    .min(1)
    .optional()
    .meta(about('Longest prompt and answer together, in tokens.')),
  ropeScaling: z
    .strictObject({ type: z.enum(['yarn']), factor: z.number().min(1).max(64) })
    .optional()
    .meta(about('Stretches the context beyond what the model was trained for.')),
  tensorParallel: countField(64).min(1).optional().meta(about('GPUs that share one replica.')),
  memoryUtilization: ratioField
    .default(ratio(0.9))
    .meta(about('Share of each GPU that the engine may use. vLLM’s own default is 90%.')),
  gpu: z
    .string()
    .max(60)
    .optional()
    .meta(about('GPU product to run on, such as A100-SXM4-80GB; none means CPU.')),
  replicas: replicas.default({}),
  priority: countField(1000)
    .default(0)
    .meta(about('Who gets GPUs first when not all fit: higher wins.')),
  demandShare: ratioField
    .optional()
    .meta(about('Share of the chat requests that this model answers.')),
  endpoint: urlField.optional().meta(about('An OpenAI-compatible URL that serves it elsewhere.')),
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
      ),
    ),
})

const tenant = z.strictObject({
  name: nameField,
  department: z.string().max(100).optional(),
  people: countField(1_000_000).default(0).meta(about('People who may use the platform.')),
  models: z
    .array(modelNameField)
    .max(200)
    .optional()
    .meta(about('Models that it may ask; left out means all.')),
  limits: z
    .strictObject({
      requestsPerMinute: countField(10_000_000).default(600),
      tokensPerMinute: countField(1_000_000_000).default(200_000),
    })
    .prefault({}),
  quota: z
    .record(z.string().max(200), z.union([z.string().max(50), z.number()]))
    .optional()
    .meta(about('Items of the namespace’s ResourceQuota, as Kubernetes names them.')),
})

const demand = z.strictObject({
  users: countField(10_000_000).meta(about('People who have access.')),
  concurrentUsers: countField(10_000_000)
    .optional()
    .meta(
      about('People active at the busiest time; a fifth of the users when left out (guide 9.1).'),
    ),
  chat: z
    .strictObject({
      requestsPerUserHour: z
        .number()
        .min(0)
        .max(3600)
        .default(20)
        .meta(about('Requests an active person sends in an hour.')),
      promptTokens: countField(1_000_000)
        .default(3000)
        .meta(about('Tokens of a prompt with its passages.')),
      answerTokens: countField(100_000).default(500).meta(about('Tokens of an answer.')),
      tokensPerSecond: z
        .number()
        .min(1)
        .max(1000)
        .default(25)
        .meta(about('Speed at which one answer is generated.')),
    })
    .prefault({}),
  retrieval: z
    .strictObject({
      share: ratioField
        .default(ratio(0.7))
        .meta(about('Share of chat requests that search documents.')),
      candidates: countField(1000)
        .default(50)
        .meta(about('Passages that are reranked for one request.')),
    })
    .prefault({}),
  ingestion: z
    .strictObject({
      documents: countField(1_000_000_000).default(100_000).meta(about('Documents kept.')),
      documentsPerDay: countField(100_000_000)
        .default(2000)
        .meta(about('Documents added or changed in a day.')),
      pagesPerDocument: z.number().min(0).max(100_000).default(10),
      chunksPerPage: z
        .number()
        .min(0)
        .max(1000)
        .default(2.5)
        .meta(
          about('Passages on a page, at the chunk size of the guide (1,000 to 1,500 characters).'),
        ),
      bytesPerDocument: bytesField.default(mebibytes(2)),
      hoursPerDay: z
        .number()
        .min(0.1)
        .max(24)
        .default(10)
        .meta(about('Hours a day in which documents arrive.')),
    })
    .prefault({}),
  recognition: z
    .strictObject({
      share: ratioField
        .default(ratio(0.2))
        .meta(about('Share of pages that are scanned and need OCR.')),
      secondsPerPage: z
        .number()
        .min(0)
        .max(600)
        .default(4)
        .meta(about('Seconds of one thread for one scanned page.')),
    })
    .prefault({}),
  fineTuning: z
    .strictObject({
      gpus: countField(100_000).default(0).meta(about('GPUs that a training job takes.')),
    })
    .prefault({}),
})

const objectives = z.strictObject({
  availability: ratioField.default(ratio(0.999)),
  firstToken: durationField
    .default(seconds(2))
    .meta(about('P95 until the first token of an answer.')),
  answer: durationField.default(seconds(30)).meta(about('P95 of a whole answer.')),
  retrieval: durationField.default(seconds(2)).meta(about('P95 of a search.')),
  recoveryPoint: durationField.default(hours(1)).meta(about('RPO: how much work may be lost.')),
  recoveryTime: durationField.default(hours(4)).meta(about('RTO: how long a recovery may take.')),
})

const storeBackup = z.strictObject({
  every: aboveZero(durationField).meta(about('Time between backups.')),
  keep: aboveZero(durationField).meta(about('How long a backup is kept.')),
  log: z
    .strictObject({ every: aboveZero(durationField), keep: aboveZero(durationField) })
    .optional()
    .meta(about('Continuous archive of the change log (PostgreSQL WAL, AOF).')),
})

/** The Platform: what a person writes in llmflow.yaml. */
export const platformSchema = z.strictObject({
  apiVersion: z.literal('llmflow.io/v1'),
  kind: z.literal('Platform'),
  metadata: z.strictObject({
    name: nameField,
    description: z.string().max(2000).optional(),
  }),
  release: z.string().max(20).meta(about('The catalog’s release line, such as "2025.01".')),
  domain: domainField.meta(
    about('Zone under which every public name lies: api.<domain>, dify.<domain> …'),
  ),
  registry: z
    .strictObject({
      host: hostField.meta(about('Registry that serves every image inside the closed network.')),
      pullSecret: nameField
        .optional()
        .meta(about('Secret with the registry’s credentials, in every namespace.')),
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
        .meta(about('Address under which users reach the gateway.')),
      controlPlaneAddress: z
        .ipv4()
        .optional()
        .meta(about('Address under which nodes and operators reach the Kubernetes API.')),
      timeServers: z
        .array(hostField)
        .max(10)
        .default([])
        .meta(
          about(
            'Time servers of the company, for machines; without any, machines of the platform keep the time among themselves.',
          ),
        ),
      nameServers: z
        .array(domainField)
        .max(10)
        .default([])
        .meta(
          about(
            'Name servers of the company that will serve the zones, as `render --target hosts` names them in each.',
          ),
        ),
    })
    .prefault({}),
  backup: z
    .strictObject({
      endpoint: urlField.optional().meta(about('S3 endpoint outside this cluster.')),
      range: rangeField
        .optional()
        .meta(about('Network of the endpoint, so that policies let copies go nowhere else.')),
      certificateAuthority: nameField
        .optional()
        .meta(
          about(
            'Secret whose `ca.crt` signed the certificate of the endpoint, where no public authority did; jobs that copy and PostgreSQL’s archive trust it.',
          ),
        ),
      bucket: bucketField.default('llmflow-backup'),
      stores: z
        .record(z.string().max(50), storeBackup)
        .default({})
        .meta(about('Backups by store: postgresql, milvus, minio, redis, etcd.')),
    })
    .prefault({}),
  security: z
    .strictObject({
      podSecurity: z
        .enum(['restricted', 'baseline', 'privileged'])
        .default('restricted')
        .meta(about('Pod Security level of the platform’s namespaces.')),
      certificateIssuer: nameField
        .default('llmflow-ca')
        .meta(about('cert-manager ClusterIssuer that signs every certificate.')),
      certificateLifetime: aboveZero(durationField).default(days(90)),
    })
    .prefault({}),
  modelStore: z
    .strictObject({
      storageClass: nameField
        .optional()
        .meta(about('Class with ReadWriteMany volumes that hold the weights.')),
      size: aboveZero(bytesField).default(gibibytes(1024)),
    })
    .prefault({})
    .meta(about('Where the weights of the models lie.')),
})

/** A checked Platform with every default filled in. */
export type Platform = z.output<typeof platformSchema>
export type Model = Platform['models'][number]
export type Tenant = Platform['tenants'][number]
export type ComponentChoice = Platform['components'][string]
export type PartChoice = NonNullable<ComponentChoice['parts']>[string]
export type Demand = Platform['demand']
