// What must be true before a platform is deployed (guide 10.1).

import type { Plan } from '@llmflow/spec'
import type { ChecklistItem } from './item.js'

export const beforeDeployment: readonly ChecklistItem[] = [
  {
    id: 'network-design',
    title: {
      en: 'Networks, address ranges and firewall rules are designed',
      ko: '네트워크 설계(VLAN, 방화벽 규칙)가 끝났습니까',
    },
    kind: 'auto',
    how: {
      en: 'Ranges do not overlap and nodes lie in theirs; policies follow from the declared connections',
      ko: '대역이 겹치지 않고 노드 주소가 대역 안에 있는지 검사합니다. 방화벽 규칙은 선언된 연결에서 만들어집니다',
    },
    judgedBy: ['wiring/', 'spec/invalid-value'],
  },
  {
    id: 'storage-provisioned',
    title: { en: 'Storage is provisioned', ko: '스토리지를 프로비저닝했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'The plan fits the declared capacity; every claim must be Bound',
      ko: '계획이 선언된 용량에 들어가는지 검사합니다. 모든 PVC가 Bound인지는 클러스터에서 확인합니다',
    },
    judgedBy: ['capacity/storage', 'wiring/storage-class'],
    commands: () => [
      'kubectl get storageclass',
      'kubectl get persistentvolumeclaims --all-namespaces',
    ],
    alerts: ['VolumeAlmostFull', 'MinioSpaceLow'],
  },
  {
    id: 'certificates-issued',
    title: {
      en: 'Certificates are issued (internal or self-signed authority)',
      ko: '인증서를 발급했습니까(내부 CA 또는 자체 서명)',
    },
    kind: 'needs-cluster',
    how: {
      en: 'Every certificate of the plan must be Ready in the cluster, and fine on the machines',
      ko: '계획에 있는 모든 인증서가 클러스터에서는 Ready 상태이고 장비에서는 문제가 없어야 합니다',
    },
    judgedBy: [],
    commands: ({ certificates }) => [
      ...(Object.keys(certificates).length > 0 ? ['llmflow certs check'] : []),
      ...Object.values(certificates)
        .filter(({ isInCluster }) => isInCluster)
        .map(
          ({ namespace, secret }) => `kubectl --namespace ${namespace} get certificate ${secret}`,
        ),
    ],
    alerts: ['CertificateNotReady', 'CertificateExpiresSoon'],
  },
  {
    id: 'names-registered',
    title: { en: 'DNS records are registered', ko: 'DNS 레코드를 등록했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Each public name must resolve to the address of the gateway',
      ko: '공개 이름이 모두 게이트웨이 주소로 해석되어야 합니다',
    },
    judgedBy: ['plan/no-address'],
    commands: ({ names }) => Object.keys(names).map((name) => `dig +short ${name}`),
    alerts: ['ProbeFailing'],
  },
  {
    id: 'directory-connected',
    title: {
      en: 'LDAP or Active Directory is connected and tried',
      ko: 'LDAP/AD 연동을 시험했습니까',
    },
    kind: 'needs-cluster',
    how: {
      en: 'Somebody from the directory signs in; the group of a tenant arrives in the token',
      ko: '디렉터리 계정으로 실제 로그인하고, 토큰에 테넌트 그룹이 들어오는지 확인합니다',
    },
    judgedBy: [],
    commands: (plan) => realmOf(plan),
    alerts: ['KeycloakUnavailable'],
  },
  {
    id: 'accelerators-ready',
    title: { en: 'GPU drivers and CUDA are installed', ko: 'GPU 드라이버와 CUDA를 설치했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Every GPU node offers as many GPUs as the inventory says',
      ko: 'GPU 노드마다 인벤토리에 적은 수만큼 GPU가 보여야 합니다',
    },
    judgedBy: ['plan/no-gpu'],
    commands: () => [
      "kubectl get nodes --output custom-columns='NAME:.metadata.name,GPUS:.status.allocatable.nvidia\\.com/gpu'",
    ],
    alerts: ['GpuError', 'GpuFault'],
  },
  {
    id: 'cluster-ready',
    title: { en: 'The Kubernetes cluster is set up', ko: 'Kubernetes 클러스터를 구성했습니까' },
    kind: 'needs-cluster',
    how: {
      en: 'Every node of the inventory is Ready, at the minor version of the plan',
      ko: '인벤토리의 모든 노드가 Ready이고 버전이 계획과 같아야 합니다',
    },
    judgedBy: ['life/support-ended'],
    commands: () => ['kubectl get nodes --output wide', 'kubectl version'],
    alerts: ['NodeNotReady'],
  },
  {
    id: 'values-reviewed',
    title: { en: 'Values are reviewed', ko: '배포 값(values)을 검토했습니까' },
    kind: 'auto',
    how: {
      en: 'The platform is checked, planned and rendered, and the result is audited',
      ko: '플랫폼 설정을 검사·계획·렌더링하고 결과를 감사합니다',
    },
    judgedBy: ['spec/', 'plan/', 'capacity/', 'software/', 'metrics/', 'render/', 'audit/'],
  },
  {
    id: 'security-scanned',
    title: { en: 'A security scan is done', ko: '보안 스캔을 마쳤습니까' },
    kind: 'human',
    how: {
      en: 'LLMFlow judges the configuration; images must be scanned for vulnerabilities by a scanner of your own',
      ko: '설정은 LLMFlow가 검사합니다. 이미지 취약점은 사내 스캐너로 확인해야 합니다',
    },
    judgedBy: ['security/', 'airgap/'],
    commands: ({ images }) =>
      Object.values(images).map(({ reference }) => `trivy image ${reference}`),
  },
  {
    id: 'restore-tried',
    title: { en: 'Backup and restore are tried', ko: '백업과 복구를 시험했습니까' },
    kind: 'human',
    how: {
      en: 'Restore each store by docs/runbook/recovery.md into an empty place and compare',
      ko: 'docs/runbook/recovery.ko.md에 따라 빈 환경에 저장소마다 복구하고 데이터를 비교합니다',
    },
    judgedBy: ['backup/', 'life/store-without-backup', 'life/recovery'],
  },
]

/** The realm's own description shows that the public name leads to Keycloak. */
function realmOf({ names, domain }: Plan): readonly string[] {
  const name = `auth.${domain}`
  return Object.hasOwn(names, name)
    ? [`curl --fail https://${name}/realms/llmflow/.well-known/openid-configuration`]
    : []
}
