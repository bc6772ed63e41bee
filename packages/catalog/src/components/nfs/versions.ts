// What is known of each version of the NFS driver.

import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'

export const nfsVersions: { readonly [version: string]: VersionFacts } = {
  '4.9.0': {
    version: '4.9.0',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'kubernetes-csi/csi-driver-nfs@v4.9.0 charts/v4.9.0/csi-driver-nfs values.yaml, templates/',
    life: [
      {
        subject: 'csi-driver-nfs 4.9.0',
        status: 'released',
        since: '2024-09-01',
        note: {
          en: '4.10.0 followed on 2025-01-23',
          ko: '2025-01-23에 4.10.0이 나왔습니다',
        },
        source: 'kubernetes-csi/csi-driver-nfs@v4.9.0',
      },
    ],
  },
}
