// Says which other components the runtime does not work without.

import { engineOf, type Context, type Need } from '../../component.js'

export function llmflowNeeds(context: Context): readonly Need[] {
  if (context.topologyOf('llmflow') === 'embedded') return []
  return [...stores, ...enginesOf(context)]
}

const stores: readonly Need[] = [
  {
    component: 'postgresql',
    purpose: { en: 'keys, documents and the queue', ko: '키·문서 정보·작업 대기열' },
  },
  { component: 'milvus', purpose: { en: 'the vector index', ko: '벡터 인덱스' } },
  { component: 'minio', purpose: { en: 'the files of documents', ko: '문서 원본 파일' } },
  {
    component: 'redis',
    purpose: { en: 'limits across replicas', ko: '레플리카 사이의 한도 공유' },
  },
  { component: 'unstructured', purpose: { en: 'text of documents', ko: '문서 텍스트 추출' } },
]

/** The components that serve the platform's models. */
function enginesOf({ platform }: Context): readonly Need[] {
  const engines = platform.models.filter(({ endpoint }) => endpoint === undefined).map(engineOf)
  return [...new Set(engines)].map((component) => ({
    component,
    purpose: { en: 'serving the platform’s models', ko: '플랫폼 모델 서빙' },
  }))
}
