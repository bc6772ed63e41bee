// Certificates: cert-manager, which signs and renews every certificate of the platform.

import { text, type Addon, type JsonObject } from '@llmflow/spec'
import { foundationsOf, pullSecretsOf, registryFor } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { noConfiguration } from '../../options.js'
import { metricTable } from '../../metric-table.js'
import { replicaFloor } from '../../standing.js'
import { clusterAlerts, machineAlerts } from './alerts.js'
import { monitoringAddon } from '../monitoring/chart.js'

const certificatesNamespace = 'cert-manager'
export const certificatesAddon = 'cert-manager'

export const certificates: Component = {
  name: 'certificates',
  title: 'cert-manager',
  summary: {
    en: 'Signs certificates with the company’s authority and renews them in time',
    ko: '사내 인증기관으로 인증서에 서명하고 만료 전에 갱신합니다',
  },
  brings: ['cert-manager'],
  topologies: ['cert-manager'],
  versions: {
    '1.16.3': {
      version: '1.16.3',
      images: {},
      config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
      source: 'cert-manager/cert-manager@v1.16.3 deploy/charts/cert-manager/values.yaml',
      metrics: {
        source: 'cert-manager/cert-manager@v1.16.3 pkg/metrics/metrics.go',
        metrics: metricTable(
          [
            [
              'gauge',
              'name namespace issuer_name issuer_kind issuer_group',
              'certmanager_certificate_expiration_timestamp_seconds certmanager_certificate_renewal_timestamp_seconds',
            ],
            [
              'gauge',
              'name namespace condition issuer_name issuer_kind issuer_group',
              'certmanager_certificate_ready_status',
            ],
            ['gauge', 'certificate file', 'llmflow_certificate_expiry_timestamp_seconds'],
          ],
          {
            certmanager_certificate_expiration_timestamp_seconds: {
              unit: 'seconds',
              help: 'When a certificate expires, as Unix time.',
            },
            llmflow_certificate_expiry_timestamp_seconds: {
              unit: 'seconds',
              help: 'When a certificate on a machine expires, as Unix time; 0 when it cannot be read.',
            },
            certmanager_certificate_ready_status: { help: '1 for the condition that holds.' },
          },
        ),
      },
      life: [
        {
          subject: 'cert-manager 1.16.3',
          status: 'released',
          since: '2025-01-14',
          note: {
            en: 'the newest 1.16 of the guide’s month',
            ko: '가이드가 나온 달의 최신 1.16입니다',
          },
          source: 'cert-manager/cert-manager@v1.16.3',
        },
      ],
    },
  },
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [chart(context)],
  secrets: ({ platform }) => ({
    [platform.security.certificateIssuer]: {
      keys: {
        'tls.crt': { format: 'given', length: 0, purpose: 'certificate of the issuing authority' },
        'tls.key': { format: 'given', length: 0, purpose: 'key of the issuing authority' },
      },
      purpose: 'the authority that signs every certificate of the platform',
    },
  }),
  alerts: (context) => [...clusterAlerts(context), ...machineAlerts(context)],
  backups: {
    none: {
      en: 'Certificates are signed anew; the authority’s own key is kept where it was made',
      ko: '인증서는 다시 발급하면 됩니다. 인증기관 키는 만든 곳에서 따로 보관합니다',
    },
  },
  commands: () => [
    {
      purpose: { en: 'Certificates, and whether each is ready', ko: '인증서와 준비 상태' },
      command: text`kubectl get certificates --all-namespaces`,
    },
    {
      purpose: {
        en: 'Why a certificate is not signed',
        ko: '인증서가 발급되지 않는 이유',
      },
      command: text`kubectl get certificaterequests,orders,challenges --all-namespaces`,
    },
  ],
}

function chart(context: Context): Addon {
  return {
    name: certificatesAddon,
    chart: 'cert-manager',
    repository: 'https://charts.jetstack.io',
    version: 'v1.16.3',
    namespace: certificatesNamespace,
    podSecurity: 'restricted',
    values: valuesOf(context),
    images: ['controller', 'webhook', 'cainjector', 'acmesolver', 'startupapicheck'].map(
      (name) => `quay.io/jetstack/cert-manager-${name}:v1.16.3`,
    ),
    customResources: [
      'certificaterequests.cert-manager.io',
      'certificates.cert-manager.io',
      'challenges.acme.cert-manager.io',
      'clusterissuers.cert-manager.io',
      'issuers.cert-manager.io',
      'orders.acme.cert-manager.io',
    ],
    endpoints: {
      metrics: {
        labels: {
          'app.kubernetes.io/name': 'cert-manager',
          'app.kubernetes.io/component': 'controller',
        },
        port: 9402,
        service: 'cert-manager',
      },
    },
    secrets: [context.platform.security.certificateIssuer],
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
    ],
    purpose: 'certificates and their renewal',
  }
}

function valuesOf(context: Context): JsonObject {
  const image = (name: string): JsonObject => ({
    repository: registryFor(context, `quay.io/jetstack/cert-manager-${name}`),
  })
  const replicaCount = replicaFloor(context.platform)
  return {
    global: { imagePullSecrets: pullSecretsOf(context) },
    crds: { enabled: true, keep: true },
    replicaCount,
    image: image('controller'),
    webhook: { replicaCount, image: image('webhook') },
    cainjector: { replicaCount, image: image('cainjector') },
    acmesolver: { image: image('acmesolver') },
    startupapicheck: { image: image('startupapicheck') },
    // The labels are those of the certificate, not of the exporter that tells about it.
    prometheus: {
      servicemonitor: { enabled: context.enabled.has('monitoring'), honorLabels: true },
    },
  }
}
