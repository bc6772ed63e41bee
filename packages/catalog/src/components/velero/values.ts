// Computes the values of the Velero chart: one place outside the cluster, and schedules that name what exists.

import type { JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor } from '../../addon.js'
import { backupTargetOf } from '../../backup.js'
import type { Context } from '../../component.js'
import { schedulesOf, volumesOf } from './schedules.js'

export const veleroSecret = 'velero-object-store'

/** What a pod needs for the restricted level; the image names its user, and Kubernetes wants a number. */
const confined: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
}
const unprivileged: JsonObject = {
  runAsNonRoot: true,
  runAsUser: 65_532,
  runAsGroup: 65_532,
  fsGroup: 65_532,
  seccompProfile: { type: 'RuntimeDefault' },
}

export function veleroValues(context: Context): JsonObject {
  const docker = registryFor(context, 'docker.io')
  const target = backupTargetOf(context)
  const hasAgent = volumesOf(context).length > 0
  const monitor = { autodetect: false, enabled: context.enabled.has('monitoring') }
  return {
    image: {
      repository: `${docker}/velero/velero`,
      tag: 'v1.15.2',
      imagePullSecrets: pullSecretsOf(context).flatMap(({ name }) =>
        typeof name === 'string' ? [name] : [],
      ),
    },
    initContainers: [
      {
        name: 'velero-plugin-for-aws',
        image: `${docker}/velero/velero-plugin-for-aws:v1.11.1`,
        imagePullPolicy: 'IfNotPresent',
        securityContext: confined,
        volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
      },
    ],
    // Copies of files need the home directory of the image's own user.
    ...(hasAgent ? {} : { podSecurityContext: unprivileged }),
    containerSecurityContext: confined,
    resources: {
      requests: { cpu: '500m', memory: '256Mi' },
      limits: { memory: '1Gi' },
    },
    // The job that renews kinds wants an image that Docker Hub lost; Helm installs the kinds all the same.
    upgradeCRDs: false,
    metrics: { enabled: true, serviceMonitor: monitor },
    backupsEnabled: target !== undefined,
    snapshotsEnabled: false,
    credentials:
      target === undefined
        ? { useSecret: false }
        : { useSecret: true, existingSecret: veleroSecret },
    ...(target === undefined
      ? { schedules: {} }
      : {
          configuration: {
            uploaderType: 'kopia',
            backupStorageLocation: [locationOf(target.endpoint, target.bucket)],
            volumeSnapshotLocation: [],
          },
          schedules: schedulesOf(context),
        }),
    deployNodeAgent: hasAgent,
    ...(hasAgent
      ? {
          nodeAgent: {
            // Volumes lie on every node, whatever its taints.
            tolerations: [{ operator: 'Exists' }],
            resources: {
              requests: { cpu: '250m', memory: '512Mi' },
              limits: { memory: '2Gi' },
            },
          },
          configMaps: { 'fs-restore-action-config': restoreHelper(docker) },
        }
      : {}),
  }
}

const locationOf = (endpoint: string, bucket: string): JsonObject => ({
  name: 'default',
  provider: 'aws',
  bucket,
  prefix: 'velero',
  default: true,
  config: { region: 'us-east-1', s3ForcePathStyle: 'true', s3Url: endpoint },
})

/** The helper that waits for files to come back is pulled from Docker Hub unless it is named. */
const restoreHelper = (docker: string): JsonObject => ({
  labels: { 'velero.io/plugin-config': '', 'velero.io/pod-volume-restore': 'RestoreItemAction' },
  data: { image: `${docker}/velero/velero-restore-helper:v1.15.2` },
})
