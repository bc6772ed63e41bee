// What is looked at every week (guide 10.3).

import type { ChecklistItem } from './item.js'

export const weekly: readonly ChecklistItem[] = [
  {
    id: 'performance',
    title: { en: 'Performance is reviewed', ko: '성능 지표를 검토했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'P95 of answers and searches on the dashboards against the objectives',
      ko: '대시보드에서 답변과 검색의 P95를 목표와 비교합니다',
    },
    judgedBy: ['capacity/latency-missed'],
    alerts: ['HighInferenceLatency', 'SearchSlow', 'EmbeddingSlow', 'RerankingSlow'],
  },
  {
    id: 'capacity-trend',
    title: { en: 'Trends of capacity are looked at', ko: '용량 추세를 분석했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Compare users, documents and use of GPUs with the demand that was planned for; `llmflow size --users N` shows the next step',
      ko: '사용자·문서 수와 GPU 사용량을 계획한 수요와 비교합니다. 다음 규모는 `llmflow size --users N`으로 확인합니다',
    },
    judgedBy: ['capacity/'],
    alerts: ['RequestsWaiting', 'CacheExhausted', 'DocumentsPending'],
  },
  {
    id: 'security-patches',
    title: { en: 'Security patches are reviewed', ko: '보안 패치를 검토했습니까' },
    kind: 'auto',
    how: {
      en: 'No version in use is out of support, and no image is gone',
      ko: '지원이 끝난 버전이나 사라진 이미지를 쓰고 있지 않은지 검사합니다',
    },
    judgedBy: ['life/support-ended', 'life/image-gone'],
  },
  {
    id: 'certificate-expiry',
    title: { en: 'No certificate expires soon', ko: '인증서 만료일을 확인했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'cert-manager renews a third of the lifetime before the end; those of machines are renewed by people, with llmflow certs renew',
      ko: '클러스터에서는 유효 기간의 3분의 1이 남으면 cert-manager가 갱신합니다. 장비의 인증서는 llmflow certs renew로 직접 갱신합니다',
    },
    judgedBy: [],
    commands: () => ['kubectl get certificates --all-namespaces', 'llmflow certs check'],
    alerts: [
      'CertificateExpiresSoon',
      'CertificateNotReady',
      'MachineCertificateDue',
      'MachineCertificateExpiresSoon',
    ],
  },
  {
    id: 'logs',
    title: {
      en: 'Logs are looked through for what is unusual',
      ko: '로그를 분석하고 이상 징후를 찾았습니까',
    },
    kind: 'human',
    how: {
      en: 'Errors by component over the week against the week before',
      ko: '구성 요소별 오류를 지난주와 비교합니다',
    },
    judgedBy: [],
  },
  {
    id: 'cost',
    title: { en: 'Costs are looked at', ko: '비용을 줄일 곳을 검토했습니까' },
    kind: 'human',
    how: {
      en: 'Pools of which the plan uses little: `llmflow plan` shows what is used of each',
      ko: '계획이 조금밖에 쓰지 않는 노드 풀을 찾습니다. 풀별 사용량은 `llmflow plan`에서 볼 수 있습니다',
    },
    judgedBy: [],
  },
]
