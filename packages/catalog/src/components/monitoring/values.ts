// Computes the values of the kube-prometheus-stack chart for this platform.

import {
  gibibytes,
  printDuration,
  printKubernetesBytes,
  type Bytes,
  type JsonObject,
} from '@llmflow/spec'
import { pullSecretsOf, registryFor, resourcesOf } from '../../addon.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { publicUrlOf } from '../../route.js'
import { grafanaValues } from './grafana.js'
import { isSpread, retentionOf, retentionSizeOf, scrapeSeconds } from './size.js'

export function chartValues(context: Context, sizes: ComponentSizes): JsonObject {
  const quay = { registry: registryFor(context, 'quay.io') }
  const kubernetes = { registry: registryFor(context, 'registry.k8s.io') }
  return {
    global: { imagePullSecrets: pullSecretsOf(context) },
    crds: { enabled: true },
    // The platform has alerts of its own for these.
    defaultRules: {
      create: true,
      disabled: { KubeNodeNotReady: true, KubePersistentVolumeFillingUp: true },
    },
    prometheusOperator: {
      image: quay,
      prometheusConfigReloader: { image: quay },
      thanosImage: quay,
      admissionWebhooks: { patch: { image: kubernetes } },
    },
    prometheus: prometheusValues(context, sizes),
    alertmanager: alertmanagerValues(context, sizes),
    grafana: grafanaValues(context, sizes),
    'kube-state-metrics': { image: kubernetes },
    // On every node, whatever its taints: the chart’s own toleration leaves NoExecute out.
    'prometheus-node-exporter': { image: quay, tolerations: [{ operator: 'Exists' }] },
    // kubeadm binds their metrics to 127.0.0.1, where Prometheus does not reach them.
    kubeControllerManager: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeProxy: { enabled: false },
  }
}

/** A null selector takes nothing, and the chart's default takes only what carries its own label. */
const everything = {
  ruleSelectorNilUsesHelmValues: false,
  serviceMonitorSelectorNilUsesHelmValues: false,
  podMonitorSelectorNilUsesHelmValues: false,
  probeSelectorNilUsesHelmValues: false,
  scrapeConfigSelectorNilUsesHelmValues: false,
} as const

function prometheusValues(context: Context, sizes: ComponentSizes): JsonObject {
  const part = sizes['prometheus']
  const storage = part?.storage?.value ?? gibibytes(50)
  return {
    // Each Prometheus has gaps of its own: whoever looks stays with one.
    service: { sessionAffinity: 'ClientIP' },
    prometheusSpec: {
      ...everything,
      ...(part === undefined ? {} : partValues(context, part)),
      image: { registry: registryFor(context, 'quay.io') },
      scrapeInterval: `${scrapeSeconds}s`,
      ...externalUrl(context, 'prometheus'),
      retention: printDuration(retentionOf(context)),
      retentionSize: retentionSizeOf(storage),
      storageSpec: claimOf(context, storage),
    },
  }
}

/** What links in alerts lead to. */
function externalUrl(context: Context, prefix: string): JsonObject {
  const url = publicUrlOf(context, prefix)
  return url === undefined ? {} : { externalUrl: url }
}

function alertmanagerValues(context: Context, sizes: ComponentSizes): JsonObject {
  const part = sizes['alertmanager']
  return {
    alertmanagerSpec: {
      ...(part === undefined ? {} : partValues(context, part)),
      image: { registry: registryFor(context, 'quay.io') },
      ...externalUrl(context, 'alerts'),
      storage: claimOf(context, gibibytes(2)),
    },
    config: alertRouting(context),
  }
}

/**
 * Alerts go to the webhook of the options. The Watchdog always fires: its receiver must be something outside the
 * cluster that alarms when it falls silent.
 */
export function alertRouting({ platform }: Context): JsonObject {
  const options = platform.components['monitoring']?.options ?? {}
  const alerts = webhook('platform', options['alertWebhook'])
  const watchdog = webhook('watchdog', options['watchdogWebhook'])
  return {
    route: {
      receiver: alerts.name,
      group_by: ['namespace', 'alertname'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '4h',
      routes: [
        { receiver: 'nobody', matchers: ['alertname = "InfoInhibitor"'] },
        {
          receiver: watchdog.name,
          matchers: ['alertname = "Watchdog"'],
          group_wait: '0s',
          group_interval: '1m',
          repeat_interval: '1m',
        },
      ],
    },
    inhibit_rules: [
      {
        source_matchers: ['severity = critical'],
        target_matchers: ['severity = warning'],
        equal: ['namespace', 'alertname'],
      },
    ],
    receivers: [{ name: 'nobody' }, ...[alerts, watchdog].filter(({ name }) => name !== 'nobody')],
  }
}

/** A receiver, or nobody when no address is given. */
function webhook(name: string, url: unknown): JsonObject & { readonly name: string } {
  return typeof url === 'string' && url !== ''
    ? { name, webhook_configs: [{ url, send_resolved: name !== 'watchdog' }] }
    : { name: 'nobody' }
}

function partValues(context: Context, part: PartSizes): JsonObject {
  return {
    replicas: part.replicas.minimum.value,
    resources: resourcesOf(part),
    podAntiAffinity: isSpread(context) ? 'hard' : 'soft',
  }
}

function claimOf({ platform }: Context, size: Bytes): JsonObject {
  const storageClass = platform.components['monitoring']?.storageClass
  return {
    volumeClaimTemplate: {
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
        resources: { requests: { storage: printKubernetesBytes(size) } },
      },
    },
  }
}
