// Alerts of certificates: cert-manager tells of those in the cluster, each machine of its own.

import { days, seconds, type Alert } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { machinePools } from '../monitoring/machines.js'

/** A certificate is renewed when a third of its life is left; at a sixth something is wrong. */
export function clusterAlerts({ platform }: Context): readonly Alert[] {
  const left = Math.floor(platform.security.certificateLifetime / 6000)
  const expiry =
    'certmanager_certificate_expiration_timestamp_seconds{name="apisix-tls",namespace="llmflow-system"}'
  const notReady =
    'certmanager_certificate_ready_status{name="apisix-tls",namespace="llmflow-system",condition="False"}'
  return [
    {
      name: 'CertificateExpiresSoon',
      component: 'certificates',
      expression: `min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time() < ${left}`,
      for: seconds(3600),
      severity: 'critical',
      summary: { en: 'A certificate was not renewed', ko: '인증서가 갱신되지 않았습니다' },
      description: {
        en: '{{ $labels.name }} in {{ $labels.namespace }} expires in {{ $value | humanizeDuration }}',
        ko: '{{ $labels.namespace }}의 {{ $labels.name }} 인증서가 {{ $value | humanizeDuration }} 뒤에 만료됩니다',
      },
      tests: {
        trips: [{ series: expiry, values: `${Math.floor(left / 2)}x120` }],
        quiet: [{ series: expiry, values: `${left * 5 + days(1) / 1000}x120` }],
      },
    },
    {
      name: 'CertificateNotReady',
      component: 'certificates',
      expression:
        'max by (namespace, name) (certmanager_certificate_ready_status{condition="False"}) == 1',
      for: seconds(900),
      severity: 'warning',
      summary: { en: 'A certificate cannot be signed', ko: '인증서를 발급하지 못합니다' },
      description: {
        en: '{{ $labels.name }} in {{ $labels.namespace }} is not ready; see its events',
        ko: '{{ $labels.namespace }}의 {{ $labels.name }} 인증서가 준비되지 않았습니다. 이벤트를 확인하세요',
      },
      tests: {
        trips: [{ series: notReady, values: '1x60' }],
        quiet: [{ series: notReady, values: '0x60' }],
      },
    },
  ]
}

const own =
  'llmflow_certificate_expiry_timestamp_seconds{instance="10.40.0.11:9100",certificate="postgresql-tls"}'

/** Nobody renews them by itself: the first alert asks for it in time, the second when it is late. */
export function machineAlerts(context: Context): readonly Alert[] {
  if (!context.enabled.has('monitoring') || machinePools(context).length === 0) return []
  const lifetime = context.platform.security.certificateLifetime
  const due = Math.floor(lifetime / 3000)
  const late = Math.floor(lifetime / 6000)
  return [
    machineAlert('MachineCertificateDue', due, 'warning', {
      en: 'A certificate on a machine is to be renewed',
      ko: '장비의 인증서를 갱신할 때입니다',
    }),
    machineAlert('MachineCertificateExpiresSoon', late, 'critical', {
      en: 'A certificate on a machine was not renewed',
      ko: '장비의 인증서가 갱신되지 않았습니다',
    }),
  ]
}

function machineAlert(
  name: string,
  left: number,
  severity: Alert['severity'],
  summary: Alert['summary'],
): Alert {
  return {
    name,
    component: 'certificates',
    expression: `min by (instance, certificate) (llmflow_certificate_expiry_timestamp_seconds) - time() < ${left}`,
    for: seconds(3600),
    severity,
    summary,
    description: {
      en: '{{ $labels.certificate }} at {{ $labels.instance }} expires in {{ $value | humanizeDuration }}; llmflow certs renew makes the next and says who has to take it up',
      ko: '{{ $labels.instance }}의 {{ $labels.certificate }} 인증서가 {{ $value | humanizeDuration }} 뒤에 만료됩니다. llmflow certs renew로 새로 만들고, 출력되는 순서대로 적용하세요',
    },
    tests: {
      trips: [{ series: own, values: `${Math.floor(left / 2)}x120` }],
      quiet: [{ series: own, values: `${left * 5 + days(1) / 1000}x120` }],
    },
  }
}
