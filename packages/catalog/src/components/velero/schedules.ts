// Computes when Velero copies what: every namespace by name, because this version takes a pattern for a name.

import { days, hours, parseDuration, type JsonObject, type Milliseconds } from '@llmflow/spec'
import { textsIn } from '../../addon.js'
import { backupScheduleOf, cronOf } from '../../backup-job.js'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'

const defaults = { every: hours(4), keep: days(7), dailyKeep: days(30) }

const optionOf = ({ platform }: Context, name: string) =>
  platform.components['velero']?.options?.[name]

/** Components whose volumes are copied file by file. */
export const volumesOf = (context: Context): readonly string[] =>
  textsIn(optionOf(context, 'volumesOf')).filter((name) => context.enabled.has(name))

/** How often objects are copied. */
export const intervalOf = (context: Context): Milliseconds =>
  backupScheduleOf(context, 'configuration')?.every ?? defaults.every

export function schedulesOf(context: Context): JsonObject {
  const keep = backupScheduleOf(context, 'configuration')?.keep ?? defaults.keep
  const volumes = volumesOf(context)
  return {
    configuration: scheduleOf(cronOf(intervalOf(context)), objectsOf(context, keep)),
    daily: scheduleOf('0 2 * * *', objectsOf(context, dailyKeepOf(context))),
    ...(volumes.length === 0
      ? {}
      : { volumes: scheduleOf('30 2 * * *', filesOf(context, volumes)) }),
  }
}

function dailyKeepOf(context: Context): Milliseconds {
  const option = optionOf(context, 'dailyKeep')
  return (typeof option === 'string' ? parseDuration(option) : undefined) ?? defaults.dailyKeep
}

/** Velero's clock runs in UTC unless the schedule itself names a zone. */
const scheduleOf = (cron: string, template: JsonObject): JsonObject => ({
  schedule: `CRON_TZ=Asia/Seoul ${cron}`,
  template,
})

/** Pods and replica sets are made anew by what owns them. */
const objectsOf = (context: Context, keep: Milliseconds): JsonObject => ({
  ...common(context, keep),
  excludedResources: ['events', 'pods', 'replicasets.apps', 'endpointslices.discovery.k8s.io'],
  defaultVolumesToFsBackup: false,
})

/** Volumes are read through the pods that mount them, so these are no use without their pods. */
const filesOf = (context: Context, components: readonly string[]): JsonObject => ({
  ...common(context, dailyKeepOf(context)),
  labelSelector: {
    matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: components }],
  },
  defaultVolumesToFsBackup: true,
})

const common = (context: Context, keep: Milliseconds): JsonObject => ({
  includedNamespaces: namespacesIn(context),
  includeClusterResources: true,
  // A snapshot in the same storage is gone with it.
  snapshotVolumes: false,
  storageLocation: 'default',
  ttl: `${Math.max(1, Math.floor(keep / hours(1)))}h0m0s`,
})

function namespacesIn({ platform }: Context): readonly string[] {
  const tenants = platform.tenants.map(({ name }) => `tenant-${name}`)
  return [...Object.values(namespaces), ...tenants]
}
