// Copies the graph away by the clock, and seeds the database anew from a copy.

import {
  approximateBytes,
  bytes,
  edgeTo,
  explained,
  fromPlan,
  gibibytes,
  hostPortOf,
  membersOf,
  secretOf,
  text,
  type Bilingual,
  type OperatorCommand,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { backupJob, backupScheduleOf, copyFolder, copyFunctions } from '../../backup-job.js'
import type { ComponentSizes, Context, PartSizes, Store } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { bringBack, namesOfCopies } from '../../recovery-steps.js'
import { cypher } from './commands.js'
import { editionOf } from './edition.js'
import { licenceVariables } from './environment.js'
import { hasBackup } from './size.js'

export const neo4jBackup = 'neo4j-backup'

/**
 * Every copy is whole, because a database is seeded from one file and not from a chain. A server fetches the file itself,
 * from an address that is signed for four hours, so that it holds no key of the backup store.
 */
const scriptOf = (topology: string): Text => text`#!/bin/bash
${copyFunctions}
ask() { cypher-shell -a "neo4j://$SERVER" -d system -u neo4j -p "$PASSWORD" "$1"; }
copy_away() {
  cd ${copyFolder}
  neo4j-admin database backup --type=FULL --from="$SERVERS" --to-path=${copyFolder} --pagecache=512m neo4j
  for file in ${copyFolder}/neo4j-*.backup; do send "$file" "\${file##*/}"; done
}
bring_back() {
  name=$RESTORE
  if [ "$name" = latest ]; then name=$(copies | tail -n 1); fi
  if [ -z "$name" ]; then echo "no copy in $place" >&2; exit 1; fi
  mc stat "$place/$name" > /dev/null
  address=$(mc share download --expire 4h --json "$place/$name" | jq -r .share)
  # What is there is dropped only when there is something to put in its place.
  case "$address" in http*) ;; *) echo "no address for $name" >&2; exit 1 ;; esac
  echo "bringing back $name"
  ask "DROP DATABASE neo4j IF EXISTS DESTROY DATA WAIT"
  ask "CREATE DATABASE neo4j${topology} OPTIONS {existingData: 'use', seedURI: '$address'} WAIT 3600 SECONDS"
  ask "SHOW DATABASE neo4j YIELD name, address, currentStatus, statusMessage"
}
if [ -n "\${RESTORE:-}" ]; then bring_back; else copy_away; fi
`

export function neo4jBackupWorkload(context: Context, sizes: PartSizes): Workload | undefined {
  const schedule = backupScheduleOf(context, 'neo4j')
  if (schedule === undefined || !hasBackup(context)) return undefined
  const isCluster = context.topologyOf('neo4j') === 'cluster'
  return backupJob(context, sizes, schedule, {
    id: neo4jBackup,
    component: 'neo4j',
    part: 'backup',
    store: 'neo4j',
    namespace: namespaces.infra,
    shell: '/bin/bash',
    image: context.factsOf('neo4j').images['backup'],
    script: scriptOf(isCluster ? ' TOPOLOGY 3 PRIMARIES' : ''),
    environment: {
      ...licenceVariables(context),
      HEAP_SIZE: ['2g'],
      SERVERS: [membersOf('neo4j', 'backup', 'host-port')],
      SERVER: [hostPortOf('neo4j', 'bolt')],
      PASSWORD: [secretOf('neo4j', 'password')],
    },
    space: bytes(sizes.figures['scratch']?.value.value ?? gibibytes(10)),
    minute: 30,
    // The programs of the server write below its home.
    security: { user: 7474, group: 7474, volumesGroup: 7474, readOnlyRoot: false },
    edges: [
      edgeTo('neo4j', 'backup', 'streams a copy of the graph'),
      edgeTo('neo4j', 'bolt', 'makes the database anew from a copy'),
    ],
  })
}

const methods: { readonly [name in 'online' | 'dump' | 'none']: Bilingual } = {
  online: {
    en: 'A whole copy by the backup command of Enterprise while the servers run, put into the backup store',
    ko: '서버를 멈추지 않고 Enterprise의 백업 명령으로 전체 사본을 만들어 백업 저장소에 올립니다',
  },
  dump: {
    en: 'No copy by itself: Community can only be dumped while the server is stopped; the graph can be made again from the documents',
    ko: '자동으로 만드는 사본은 없습니다. Community는 서버를 멈춰야 덤프할 수 있으며, 그래프는 문서에서 다시 만들 수 있습니다',
  },
  none: {
    en: 'No copy: the platform names no backup store or no interval for neo4j; the graph can be made again from the documents',
    ko: '사본이 없습니다. 플랫폼에 백업 저장소나 neo4j 백업 주기가 없습니다. 그래프는 문서에서 다시 만들 수 있습니다',
  },
}

export function neo4jStores(context: Context, sizes: ComponentSizes): readonly Store[] {
  const graph = sizes['server']?.figures['graph']?.value.value ?? 0
  const isCopied = hasBackup(context)
  const kind = isCopied ? 'online' : editionOf(context) === 'community' ? 'dump' : 'none'
  return [
    {
      name: 'neo4j',
      method: methods[kind],
      ...(isCopied ? { workload: neo4jBackup } : {}),
      bytes: explained(bytes(graph), 'neo4j/restore', 'the whole graph', [
        fromPlan('graph', approximateBytes(graph), '/sizes/neo4j/server/figures/graph'),
      ]),
      after: [],
      steps: isCopied ? restoreSteps(context) : kind === 'dump' ? dumpSteps : [],
    },
  ]
}

const restoreSteps = (context: Context): readonly OperatorCommand[] => [
  namesOfCopies(context, 'neo4j'),
  bringBack(neo4jBackup),
  {
    purpose: {
      en: 'See that the database is online, and on which servers',
      ko: '데이터베이스가 온라인 상태인지, 어느 서버에 있는지 확인합니다',
    },
    within: 'neo4j',
    command: cypher('SHOW DATABASE neo4j'),
  },
]

/** Where the server is stopped, its volume is mounted elsewhere, and so are these commands run. */
const dumpSteps: readonly OperatorCommand[] = [
  {
    purpose: {
      en: 'Load a dump that was taken while the server was stopped, with the server stopped and its volume at /data',
      ko: '서버를 멈추고 떠 둔 덤프를 불러옵니다. 이때도 서버를 멈추고 서버의 볼륨을 /data에 마운트합니다',
    },
    command: [
      'neo4j-admin database load neo4j --from-path=/data/dumps --overwrite-destination=true',
    ],
  },
]
