// Sizes PostgreSQL: a machine of its own where the inventory has one, else the catalog’s defaults.

import {
  bytes,
  explained,
  fromInventory,
  fromPlan,
  fromPlatform,
  gibibytes,
  mebibytes,
  printBytes,
  printRatio,
  printCpu,
  threads,
  type Bytes,
  type CpuMillis,
  type Explained,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { poolOf } from '../../pool.js'
import { backupScheduleOf, backupSizes } from '../../backup-job.js'
import { etcdBackupParts } from '../etcd/backup.js'
import { etcdSizes } from '../etcd/workload.js'
import { archiveOf } from './archive.js'
import { isCloudNative } from './cloudnative-pg.js'
import { usesPgbackrest } from './pgbackrest.js'
import { maxConnections, memoryFigures, storageNeed, synchronousReplicas } from './figures.js'

const patroni =
  'Patroni documentation: one primary and two replicas, so that one may be lost (guide 2.2.3)'
const light = 'a single small process; LLMFlow’s own default'

export function postgresqlParts(context: Context): readonly string[] {
  if (isCloudNative(context)) return ['postgresql', 'primary', 'databases']
  return context.topologyOf('postgresql') === 'patroni'
    ? ['postgresql', 'etcd', 'exporter', 'primary', 'databases', ...backupPart(context)]
    : ['postgresql', 'exporter', 'databases', ...backupPart(context)]
}

function backupPart(context: Context): readonly string[] {
  if (context.topologyOf('postgresql') !== 'patroni') {
    return backupScheduleOf(context, 'postgresql') === undefined ? [] : ['backup']
  }
  return [...(archiveOf(context) === undefined ? [] : ['backup']), ...etcdBackupParts(context)]
}

/** pgBackRest has its timer on every member, because anyone may lead. */
function copySizes(context: Context, part: string): PartSizes {
  const sizes = backupSizes(context, 'postgresql', part)
  if (part !== 'backup' || !usesPgbackrest(context)) return sizes
  const members = byDefault(3, patroni)
  return { ...sizes, replicas: { minimum: members, maximum: members } }
}

export function sizePostgresql(context: Context): ComponentSizes {
  if (isCloudNative(context)) {
    return {
      postgresql: serverSizes(context, 3, undefined),
      primary: primarySizes(context),
      databases: smallSizes(context, 'databases', 1),
    }
  }
  const isPatroni = context.topologyOf('postgresql') === 'patroni'
  const exporter = exporterSizes(context, isPatroni ? 3 : 1)
  const databases = smallSizes(context, 'databases', 1)
  const copies = Object.fromEntries(
    backupPart(context).map((part) => [part, copySizes(context, part)]),
  )
  if (!isPatroni) {
    const machine = machineOf(context, 0, 0)
    return { postgresql: serverSizes(context, 1, machine), exporter, databases, ...copies }
  }
  const etcd = etcdSizes(context, 'postgresql', 'etcd')
  return {
    postgresql: serverSizes(
      context,
      3,
      machineOf(
        context,
        etcd.memoryLimit.value + exporter.memoryLimit.value,
        etcd.cpu.value + exporter.cpu.value,
      ),
    ),
    etcd,
    exporter,
    primary: primarySizes(context),
    databases,
    ...copies,
  }
}

function serverSizes(context: Context, replicas: number, machine: Machine | undefined): PartSizes {
  const memory =
    machine?.memory ??
    byDefault(gibibytes(replicas > 1 ? 16 : 4), 'LLMFlow’s own default', printBytes)
  const connections = maxConnections(context)
  const declared = sizePart(context, 'postgresql', 'postgresql', {
    minimum: byDefault(replicas, replicas > 1 ? patroni : 'the standalone topology'),
    cpu:
      machine?.cpu ?? byDefault(threads(replicas > 1 ? 4 : 2), 'LLMFlow’s own default', printCpu),
    memory,
    storage: storageNeed(context),
  })
  return {
    ...declared,
    figures: {
      maxConnections: connections,
      ...memoryFigures(declared.memory.value, connections.value.value),
      ...(replicas > 1 ? { synchronousReplicas: synchronousReplicas(context) } : {}),
    },
  }
}

type Machine = { readonly memory: Explained<Bytes>; readonly cpu: Explained<CpuMillis> }

/** What a database machine has for PostgreSQL; undefined when it shares a cluster node with others. */
function machineOf(
  context: Context,
  neighbourMemory: number,
  neighbourCpu: number,
): Machine | undefined {
  const found = poolOf(context, 'postgresql', 'postgresql', 'database')
  if (found?.pool.kind !== 'hosts') return undefined
  const { pool, at } = found
  const share = pool.roles.length
  const memory = (pool.memory - pool.reserved.memory) / share - neighbourMemory
  const cpu = (pool.cpu - pool.reserved.cpu) / share - neighbourCpu
  const roles = fromInventory('roles', `${share}`, `${at}/roles`)
  return {
    memory: explained(
      gibibytes(Math.max(1, Math.floor(memory / 2 ** 30))),
      'postgresql/machine-memory',
      '(memory − reserved) ÷ roles of the machine − etcd and exporter beside it',
      [
        fromInventory('memory', printBytes(pool.memory), `${at}/memory`),
        fromInventory('reserved', printBytes(pool.reserved.memory), `${at}/reserved/memory`),
        roles,
        fromPlan(
          'etcd and exporter',
          printBytes(bytes(neighbourMemory)),
          '/sizes/postgresql/etcd/resources/memoryLimit',
        ),
      ],
    ),
    cpu: explained(
      threads(Math.max(1, Math.floor(cpu / 1000))),
      'postgresql/machine-cpu',
      '(threads − reserved) ÷ roles of the machine − etcd and exporter beside it',
      [
        fromInventory('threads', printCpu(pool.cpu), `${at}/cpu`),
        fromInventory('reserved', printCpu(pool.reserved.cpu), `${at}/reserved/cpu`),
        roles,
      ],
    ),
  }
}

function primarySizes(context: Context): PartSizes {
  return sizePart(context, 'postgresql', 'primary', {
    minimum: explained(
      2,
      'postgresql/proxies',
      'one more than is needed, so that a node may be lost',
      [
        fromPlatform(
          'availability',
          printRatio(context.platform.objectives.availability),
          '/objectives/availability',
        ),
      ],
    ),
    cpu: byDefault(threads(0.5), 'HAProxy in TCP mode; LLMFlow’s own default', printCpu),
    memory: byDefault(mebibytes(256), 'HAProxy: 33 KiB a connection and its base', printBytes),
    memoryLimit: byDefault(mebibytes(512), 'HAProxy: 33 KiB a connection and its base', printBytes),
  })
}

const exporterSizes = (context: Context, replicas: number): PartSizes =>
  smallSizes(context, 'exporter', replicas)

const smallSizes = (
  context: Context,
  part: string,
  replicas: number,
  limit: Bytes = mebibytes(256),
): PartSizes =>
  sizePart(context, 'postgresql', part, {
    minimum: byDefault(replicas, replicas > 1 ? 'one beside each server' : light),
    cpu: byDefault(threads(0.1), light, printCpu),
    memory: byDefault(mebibytes(128), light, printBytes),
    memoryLimit: byDefault(limit, light, printBytes),
  })
