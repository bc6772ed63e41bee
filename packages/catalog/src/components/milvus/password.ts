// Describes the job that replaces the password with which every Milvus is delivered.

import {
  edgeTo,
  hostPortOf,
  mebibytes,
  secretOf,
  secretText,
  text,
  type Text,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { milvusOf, namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'

/** Runs again and again without harm: it ends at once when the new password works. */
const script: Text = text`#!/bin/sh
set -eu
ask() {
  curl --silent --show-error --max-time 20 --header "Authorization: Bearer root:$1" \\
    --header 'Content-Type: application/json' --data "$3" "$MILVUS_URL/v2/vectordb/users/$2"
}
is_fine() {
  case "$1" in
    *'"code":0'*|*'"code":200'*) return 0 ;;
    *) return 1 ;;
  esac
}
if answer=$(ask "$ROOT_PASSWORD" list '{}') && is_fine "$answer"; then exit 0; fi
answer=$(ask Milvus update_password \\
  "{\\"userName\\":\\"root\\",\\"password\\":\\"Milvus\\",\\"newPassword\\":\\"$ROOT_PASSWORD\\"}")
if ! is_fine "$answer"; then echo "$answer" >&2; exit 1; fi
`

export function passwordWorkload(context: Context, sizes: PartSizes): Workload {
  const { workload, port } = milvusOf(context)
  const image = context.factsOf('milvus').images['password']
  return buildWorkload(context, sizes, {
    id: 'milvus-password',
    component: 'milvus',
    part: 'password',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'job',
    ...(image === undefined ? {} : { image }),
    command: ['/bin/sh', '/scripts/password.sh'],
    environment: {
      HOME: ['/tmp'],
      MILVUS_URL: secretText`http://${hostPortOf(workload, port)}`,
      ROOT_PASSWORD: [secretOf('milvus', 'root-password')],
    },
    files: [{ path: '/scripts/password.sh', content: script, executable: true }],
    volumes: [{ kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(16) }],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 65534, group: 65534, readOnlyRoot: true },
    edges: [edgeTo(workload, port, 'sets the password of root')],
    after: [workload],
    prepares: workload,
    priority: 900,
  })
}
