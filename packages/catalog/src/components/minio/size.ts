// Sizes MinIO: the drives of the storage machines where the inventory has them, else volumes for what is needed.

import {
  bytes,
  explained,
  fromFact,
  fromInventory,
  fromPlan,
  gibibytes,
  mebibytes,
  nodesOf,
  pointer,
  printBytes,
  printCpu,
  threads,
  type Bytes,
  type Explained,
  type Figure,
  type FigureUnit,
  type Term,
} from '@llmflow/spec'
import { backupScheduleOf, backupSizes } from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { poolOf } from '../../pool.js'
import { erasureLayout } from './erasure.js'
import { storageNeed } from './need.js'

const rules =
  'minio/minio RELEASE.2024-01-01T16-36-33Z cmd/endpoint-ellipses.go, internal/config/storageclass'
const own = 'LLMFlow’s own default'
/** Four servers of four volumes: one server is four drives of sixteen, which is what the parity can lose. */
const clusterServers = 4
const clusterDrives = 4
const freeShare = 0.2

const figure = (name: string): string => pointer('sizes', 'minio', 'minio', 'figures', name)

export const backupParts = (context: Context): readonly string[] =>
  backupScheduleOf(context, 'minio') === undefined ? [] : ['backup']

export function sizeMinio(context: Context): ComponentSizes {
  return {
    ...Object.fromEntries(
      backupParts(context).map((part) => [part, backupSizes(context, 'minio', part, gibibytes(2))]),
    ),
    minio:
      context.topologyOf('minio') === 'distributed'
        ? distributedSizes(context)
        : serverSizes(context, { servers: 1, drives: 1, ...clusterDrive(context, 1, 1) }),
    buckets: sizePart(context, 'minio', 'buckets', {
      minimum: byDefault(1, 'a job that runs once'),
      cpu: byDefault(threads(0.1), own, printCpu),
      memory: byDefault(mebibytes(128), own, printBytes),
      memoryLimit: byDefault(mebibytes(256), own, printBytes),
    }),
  }
}

type Drives = {
  readonly servers: number
  readonly drives: number
  readonly size: Explained<Bytes>
  readonly count: Explained<number>
}

function distributedSizes(context: Context): PartSizes {
  const found = poolOf(context, 'minio', 'minio', 'storage')
  const disks = found?.pool.disks ?? []
  const largest = disks.reduce((best, disk) => Math.max(best, disk.size * disk.count), 0)
  const index = disks.findIndex(({ size, count }) => size * count === largest)
  const disk = disks[index]
  if (found?.pool.kind !== 'hosts' || disk === undefined) {
    return serverSizes(context, {
      servers: clusterServers,
      drives: clusterDrives,
      ...clusterDrive(context, clusterServers, clusterDrives),
    })
  }
  const servers = nodesOf(found.pool).length
  return serverSizes(context, {
    servers,
    drives: disk.count,
    size: explained(disk.size, 'minio/drive', 'the drives of which a machine has most space', [
      fromInventory(
        'drive',
        printBytes(disk.size),
        `${found.at}${pointer('disks', index, 'size')}`,
      ),
    ]),
    count: explained(servers, 'minio/servers', 'every machine of the pool', [
      fromInventory('machines', `${servers}`, `${found.at}/nodes`),
    ]),
  })
}

/** Volumes of equal size that hold what is needed with a fifth free. */
function clusterDrive(
  context: Context,
  servers: number,
  drives: number,
): Pick<Drives, 'size' | 'count'> {
  const need = storageNeed(context).value.value
  const { usableShare } = erasureLayout(servers * drives)
  const each = need / (1 - freeShare) / usableShare / (servers * drives)
  return {
    size: explained(
      gibibytes(Math.max(10, Math.ceil(each / 2 ** 30))),
      'minio/volume',
      'need ÷ 80 % ÷ usable share ÷ volumes, at least 10 GiB',
      [
        fromPlan('need', printBytes(bytes(need)), figure('need')),
        fromFact('filled at most', '80%', own),
        fromPlan('usable share', `${usableShare}`, figure('parity')),
        fromPlan('volumes', `${servers * drives}`, figure('drives')),
      ],
    ),
    count: byDefault(
      servers,
      servers > 1 ? 'four servers, so that one may be lost' : 'the standalone topology',
    ),
  }
}

function serverSizes(context: Context, { servers, drives, size, count }: Drives): PartSizes {
  const isLarge = servers > 1
  const sizes = sizePart(context, 'minio', 'minio', {
    minimum: count,
    cpu: byDefault(threads(isLarge ? 4 : 1), own, printCpu),
    memory: byDefault(gibibytes(isLarge ? 8 : 2), own, printBytes),
    storage: size,
  })
  const chosen = sizes.replicas.minimum.value
  return {
    ...sizes,
    figures: figuresOf(context, chosen, drives, sizes.storage?.value ?? size.value),
  }
}

/** What the drives come to. Parity is the number of drives of a set that may be lost. */
function figuresOf(
  context: Context,
  servers: number,
  drivesEach: number,
  driveSize: Bytes,
): { readonly [name: string]: Explained<Figure> } {
  const { drives, setSize, parity, usableShare } = erasureLayout(servers * drivesEach)
  const raw = drives * driveSize
  const usable = Math.floor(raw * usableShare)
  const one = (
    value: number,
    unit: FigureUnit,
    rule: string,
    formula: string,
    terms: readonly Term[],
  ) => explained({ value, unit }, `minio/${rule}`, formula, terms)
  const drivesTerm = fromPlan('drives', `${drives}`, figure('drives'))
  const setTerm = fromPlan('set', `${setSize} drives`, figure('setSize'))
  return {
    need: storageNeed(context),
    drivesEach: one(drivesEach, 'count', 'drives-each', 'drives of one server', [
      fromFact('drives', `${drivesEach}`, rules),
    ]),
    drives: one(drives, 'count', 'drives', 'servers × drives of one server', [
      fromPlan('servers', `${servers}`, '/sizes/minio/minio/replicas/minimum'),
      fromPlan('drives of one server', `${drivesEach}`, figure('drivesEach')),
    ]),
    setSize: one(
      setSize,
      'count',
      'set-size',
      'the largest number up to 16 that divides the drives',
      [drivesTerm, fromFact('set', '2 to 16 drives', rules)],
    ),
    parity: one(
      parity,
      'count',
      'parity',
      'EC:4 from 8 drives a set, EC:3 from 6, EC:2 from 4, EC:1 below',
      [setTerm, fromFact('default parity', `EC:${parity}`, rules)],
    ),
    raw: one(raw, 'bytes', 'raw', 'drives × size of a drive', [
      drivesTerm,
      fromPlan('size', printBytes(driveSize), '/sizes/minio/minio/storage'),
    ]),
    usable: one(usable, 'bytes', 'usable', 'raw × (set − parity) ÷ set', [
      fromPlan('raw', printBytes(bytes(raw)), figure('raw')),
      setTerm,
      fromPlan('parity', `${parity}`, figure('parity')),
    ]),
  }
}
