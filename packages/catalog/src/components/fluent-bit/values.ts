// Computes the values of the Fluent Bit chart for this platform.

import type { JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor, resourcesOf } from '../../addon.js'
import type { ComponentSizes, Context } from '../../component.js'
import {
  certificatePath,
  fluentCertificate,
  fluentSecret,
  metricsPort,
  statePath,
} from './chart.js'
import { configurationOf } from './configuration.js'
import { redactScript } from './redact.js'
import { logStoreOf } from './store.js'
import { agentImage } from './versions.js'

export function valuesOf(context: Context, { agent }: ComponentSizes): JsonObject {
  return {
    kind: 'DaemonSet',
    image: { repository: registryFor(context, agentImage.repository), tag: agentImage.tag },
    imagePullSecrets: pullSecretsOf(context),
    testFramework: { enabled: false },
    // On every node, whatever its taints: GPU nodes have logs too.
    tolerations: [{ operator: 'Exists' }],
    priorityClassName: 'system-node-critical',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    ...(agent === undefined ? {} : { resources: resourcesOf(agent) }),
    // Log files belong to root, and nobody else reads them.
    securityContext: {
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...volumes,
    ...storeAccess(context),
    metricsPort,
    // Ready while it lives: an agent whose store is away must not stop the rollout that brings it back.
    readinessProbe: { httpGet: { path: '/', port: 'http' } },
    luaScripts: { 'redact.lua': redactScript },
    config: configurationOf(context),
    serviceMonitor: { enabled: context.enabled.has('monitoring'), interval: '30s' },
  }
}

const volumes = {
  daemonSetVolumes: [
    { name: 'log', hostPath: { path: '/var/log' } },
    { name: 'state', hostPath: { path: statePath, type: 'DirectoryOrCreate' } },
  ],
  daemonSetVolumeMounts: [
    { name: 'log', mountPath: '/var/log', readOnly: true },
    { name: 'state', mountPath: statePath },
  ],
}

/** OpenSearch is written to with a password, over TLS; Loki has neither. */
function storeAccess(context: Context): JsonObject {
  if (logStoreOf(context) !== 'opensearch') return {}
  return {
    env: [
      {
        name: 'OPENSEARCH_PASSWORD',
        valueFrom: { secretKeyRef: { name: fluentSecret, key: 'password' } },
      },
    ],
    extraVolumes: [
      {
        name: 'certificates',
        secret: { secretName: fluentCertificate, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      },
    ],
    extraVolumeMounts: [{ name: 'certificates', mountPath: certificatePath, readOnly: true }],
  }
}
