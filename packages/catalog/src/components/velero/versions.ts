// What is known of each version of Velero.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { veleroMetrics } from './metrics.js'

export const veleroVersions: { readonly [version: string]: VersionFacts } = {
  '1.15.2': {
    version: '1.15.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'vmware-tanzu/helm-charts@velero-8.3.0 charts/velero/values.yaml, templates/; vmware-tanzu/velero-plugin-for-aws@v1.11.1 README.md (which plugin fits)',
    metrics: veleroMetrics,
    life: [
      {
        subject: 'Velero 1.15.2',
        status: 'released',
        since: '2025-01-13',
        note: {
          en: 'takes a pattern such as tenant-* for the name of a namespace, as every version before 1.18 does',
          ko: '1.18 이전 버전과 마찬가지로 tenant-* 같은 패턴을 네임스페이스 이름 그대로 받아들입니다',
        },
        source: 'vmware-tanzu/velero@v1.15.2; changelogs/CHANGELOG-1.18.md',
      },
    ],
  },
}
