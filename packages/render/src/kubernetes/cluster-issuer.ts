// Builds the issuers whose authority is given to the platform as a secret; others are there already.

import type { Plan } from '@llmflow/spec'
import { type Metadata, platformLabels } from './object.js'

type ClusterIssuer = {
  readonly apiVersion: 'cert-manager.io/v1'
  readonly kind: 'ClusterIssuer'
  readonly metadata: Metadata
  readonly spec: { readonly ca: { readonly secretName: string } }
}

export function buildClusterIssuers({ certificates, secrets }: Plan): readonly ClusterIssuer[] {
  const issuers = new Set(Object.values(certificates).map(({ issuer }) => issuer))
  return [...issuers]
    .filter((name) => secrets[name] !== undefined)
    .map((name) => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name, labels: platformLabels },
      spec: { ca: { secretName: name } },
    }))
}
