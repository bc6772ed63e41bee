// Lists the release lines: a set of component versions that were chosen to work together.

import type { Bilingual, LifeFact } from './facts.js'

export type Release = {
  readonly name: string
  readonly summary: Bilingual
  readonly kubernetesMinor: string
  /** The version of each component. */
  readonly versions: { readonly [component: string]: string }
  readonly life: readonly LifeFact[]
}

/**
 * Both lines render for Kubernetes 1.29: the types and the schemas of the tests are that minor's. Every object that is
 * rendered has kept its version since, so later minors take the files too; a line for one arrives with its schemas.
 */
const kubernetesMinor = '1.29'

const kubernetesLife: LifeFact = {
  subject: 'Kubernetes 1.29',
  status: 'support-ended',
  since: '2025-02-28',
  note: {
    en: 'no patches are released any more',
    ko: '패치도 더 이상 나오지 않습니다',
  },
  source: 'kubernetes/website data/releases/eol.yaml',
}

const guideVersions = {
  vllm: '0.6.0',
  tei: '1.6.0',
  infinity: '0.0.77',
  unstructured: '0.0.80',
  'llama-factory': '0.9.3',
  milvus: '2.4.0',
  neo4j: '5.15.0',
  pgbouncer: '1.24.1',
  postgresql: '16',
  redis: '7',
  minio: 'RELEASE.2024-01-01T16-36-33Z',
  keycloak: '23.0',
  apisix: '3.12.0',
  haproxy: '3.0.7',
  dify: '0.11.0',
  llmflow: '0.1.0',
  langfuse: '2.95.12',
  mlflow: '2.10.0',
  presidio: '2.2.362',
  monitoring: '2025.01',
  etcd: '3.5.17',
  scaling: '2.16.1',
  certificates: '1.16.3',
  'fluent-bit': '3.2.4',
  opensearch: '2.19.1',
  loki: '3.3.2',
  accelerators: '24.9.1',
  'prometheus-adapter': '0.12.0',
  velero: '1.15.2',
  harbor: '2.12.2',
  cilium: '1.15.13',
  'rook-ceph': '1.16.2',
  longhorn: '1.7.2',
  nfs: '4.9.0',
} as const

const guideRelease: Release = {
  name: '2025.01',
  summary: {
    en: 'The infrastructure guide of January 2025, with its faults corrected',
    ko: '2025년 1월 인프라 구성 가이드의 버전 구성(오류를 바로잡은 것)',
  },
  kubernetesMinor,
  versions: guideVersions,
  life: [kubernetesLife],
}

/** The model servers, the document parser and the records of runs of May 2026. What the catalog knows at one version only stays at the guide's. */
const modelServersRelease: Release = {
  name: '2026.05',
  summary: {
    en: 'Model servers, document parser, traces and training records of May 2026 (vLLM 0.22, TEI 1.9, Unstructured 0.1, Langfuse 3, MLflow 3, LLaMA-Factory 0.9.5) and Neo4j 5.26; the rest as in 2025.01',
    ko: '2026년 5월의 모델 서버, 문서 파서, 트레이스·학습 기록(vLLM 0.22, TEI 1.9, Unstructured 0.1, Langfuse 3, MLflow 3, LLaMA-Factory 0.9.5)과 Neo4j 5.26입니다. 나머지는 2025.01과 같습니다',
  },
  kubernetesMinor,
  versions: {
    ...guideVersions,
    vllm: '0.22.0',
    tei: '1.9.3',
    unstructured: '0.1.2',
    'llama-factory': '0.9.5',
    neo4j: '5.26.26',
    langfuse: '3.176.0',
    mlflow: '3.12.0',
  },
  life: [kubernetesLife],
}

export const releases: readonly Release[] = [guideRelease, modelServersRelease]

export function findRelease(name: string): Release | undefined {
  return releases.find((release) => release.name === name)
}
