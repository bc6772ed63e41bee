// Lists what operators ask OpenSearch: how it is, what fills it and which shards found no node.

import type { Bilingual, OperatorCommand } from '@llmflow/spec'

export function opensearchCommands(within: string): readonly OperatorCommand[] {
  const ask = (purpose: Bilingual, path: string): OperatorCommand => ({
    purpose,
    within,
    command: [
      `bash -c 'curl --silent --insecure --user "admin:$ADMIN_PASSWORD" "https://localhost:9200${path}"'`,
    ],
  })
  return [
    ask({ en: 'How the cluster is', ko: '클러스터 상태 확인' }, '/_cluster/health?pretty'),
    ask(
      { en: 'Indexes with their size, newest first', ko: '인덱스별 크기(최신순)' },
      '/_cat/indices/llmflow-*?v&s=index:desc',
    ),
    ask(
      { en: 'Shards, and why one has no node', ko: '샤드 목록과 배치되지 못한 이유' },
      '/_cat/shards?v&h=index,shard,prirep,state,node,unassigned.reason',
    ),
    ask(
      { en: 'How long each log index still lives', ko: '로그 인덱스별 보존 정책 적용 상태' },
      '/_plugins/_ism/explain/llmflow-logs-*?pretty',
    ),
  ]
}
