// What is done every month (guide 10.4).

import type { ChecklistItem } from './item.js'

export const monthly: readonly ChecklistItem[] = [
  {
    id: 'recovery-drill',
    title: { en: 'Recovery is drilled', ko: '재해 복구 훈련을 했습니까' },
    kind: 'human',
    how: {
      en: 'Follow docs/runbook/recovery.md in an empty environment and measure the time against the objective',
      ko: '빈 환경에서 docs/runbook/recovery.ko.md를 따라 복구하고 걸린 시간을 목표와 비교합니다',
    },
    judgedBy: ['life/recovery'],
  },
  {
    id: 'security-audit',
    title: { en: 'Security is audited', ko: '보안 감사를 했습니까' },
    kind: 'auto',
    how: {
      en: 'The rendered objects are audited: least privilege, network policies, secrets, images',
      ko: '렌더링한 오브젝트의 최소 권한, 네트워크 정책, 시크릿, 이미지를 감사합니다',
    },
    judgedBy: ['security/', 'airgap/'],
  },
  {
    id: 'capacity-plan',
    title: { en: 'The capacity plan is up to date', ko: '용량 계획을 갱신했습니까' },
    kind: 'auto',
    how: {
      en: 'The platform with today’s demand fits the inventory, also when a node is lost',
      ko: '현재 수요로 계획한 플랫폼이 노드 하나를 잃어도 인벤토리에 들어가는지 검사합니다',
    },
    judgedBy: ['capacity/'],
  },
  {
    id: 'service-levels',
    title: { en: 'Service levels are reviewed', ko: 'SLA를 검토했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Availability of the public names over the month against the objective',
      ko: '한 달 동안의 공개 이름 가용률을 목표와 비교합니다',
    },
    judgedBy: [],
    alerts: ['ProbeFailing', 'GatewayErrors', 'RequestsFailing'],
  },
  {
    id: 'technical-debt',
    title: { en: 'Technical debt is reviewed', ko: '기술 부채를 검토했습니까' },
    kind: 'auto',
    how: {
      en: 'No version out of support, no setting that its program does not read',
      ko: '지원이 끝난 버전과 프로그램이 읽지 않는 설정이 없는지 검사합니다',
    },
    judgedBy: ['life/', 'software/', 'wiring/setting-not-read'],
  },
  {
    id: 'documents',
    title: { en: 'Documents are up to date', ko: '문서를 갱신했습니까' },
    kind: 'human',
    how: {
      en: 'Render again: the runbook follows the plan; contacts and agreements are yours to keep',
      ko: '다시 렌더링하면 런북은 계획을 따라갑니다. 연락처와 업무 절차는 직접 관리해야 합니다',
    },
    judgedBy: [],
  },
]
