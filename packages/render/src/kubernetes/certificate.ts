// Builds the certificates that cert-manager obtains and renews.

import type { Certificate as PlannedCertificate } from '@llmflow/spec'
import { type Metadata, platformLabels } from './object.js'

type Certificate = {
  readonly apiVersion: 'cert-manager.io/v1'
  readonly kind: 'Certificate'
  readonly metadata: Metadata
  readonly spec: {
    readonly secretName: string
    readonly commonName?: string
    readonly dnsNames?: readonly string[]
    readonly ipAddresses?: readonly string[]
    readonly duration: string
    readonly renewBefore: string
    readonly privateKey: { readonly rotationPolicy: 'Always'; readonly encoding: 'PKCS8' }
    readonly issuerRef: {
      readonly group: 'cert-manager.io'
      readonly kind: 'ClusterIssuer'
      readonly name: string
    }
  }
}

/** The most that X.509 allows for a common name; the names themselves count anyway. */
const commonNameLengthMax = 64

export function buildCertificate(name: string, planned: PlannedCertificate): Certificate {
  const { namespace, subject, names, issuer, secret, lifetime, renewBefore } = planned
  const addresses = names.filter(isAddress)
  const hosts = names.filter((host) => !isAddress(host))
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace, labels: platformLabels },
    spec: {
      secretName: secret,
      ...(subject.length > commonNameLengthMax ? {} : { commonName: subject }),
      ...(hosts.length === 0 ? {} : { dnsNames: hosts }),
      ...(addresses.length === 0 ? {} : { ipAddresses: addresses }),
      duration: goDuration(lifetime),
      renewBefore: goDuration(renewBefore),
      // Every program reads this form, and OpenSearch no other.
      privateKey: { rotationPolicy: 'Always', encoding: 'PKCS8' },
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
    },
  }
}

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name)

/** Go's durations have no days. */
const goDuration = (lifetime: PlannedCertificate['lifetime']): string => `${lifetime / 1000}s`
