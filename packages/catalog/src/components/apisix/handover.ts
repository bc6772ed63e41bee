// Describes the job that hands routes and certificate to the gateway's Admin API, and its daily repetition.

import {
  edgeTo,
  hostPortOf,
  mebibytes,
  seconds,
  secretOf,
  text,
  type FileMount,
  type Text,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { certificateFolder, globalRule } from './configuration.js'
import { routesOf } from '../../route.js'
import { routeText } from './routes.js'

const folder = '/etc/llmflow/gateway'
export const tlsSecret = 'apisix-tls'
export const gatewaySecret = 'apisix'

/** The job for a new plan, and a schedule that repairs drift and brings a renewed certificate. */
export function handoverWorkloads(context: Context, sizes: PartSizes): readonly Workload[] {
  const base = handover(context)
  return [
    once(
      buildWorkload(context, sizes, {
        ...base,
        id: 'apisix-routes',
        kind: 'job',
        after: ['apisix'],
      }),
    ),
    once(
      buildWorkload(context, sizes, {
        ...base,
        id: 'apisix-refresh',
        kind: 'schedule',
        schedule: { cron: '17 3 * * *', timeZone: 'Etc/UTC' },
      }),
    ),
  ]
}

/** What the platform adds for the gateway is not for curl. */
function once(workload: Workload): Workload {
  const { APISIX_ADMIN_KEY } = workload.environment ?? {}
  return {
    ...workload,
    args: [],
    environment: APISIX_ADMIN_KEY === undefined ? {} : { APISIX_ADMIN_KEY },
    replicas: { minimum: 1, maximum: 1 },
  }
}

function handover(context: Context): Omit<WorkloadBase, 'id' | 'kind'> {
  return {
    component: 'apisix',
    part: 'routes',
    runsOn: 'cluster',
    namespace: namespaces.system,
    command: ['/bin/sh', `${folder}/handover.sh`],
    environment: { APISIX_ADMIN_KEY: [secretOf(gatewaySecret, 'admin-key')] },
    files: [
      { path: `${folder}/handover.sh`, content: script(context) },
      {
        path: `${folder}/global_rules/platform.json`,
        content: [`${JSON.stringify(globalRule)}\n`],
      },
      ...routesOf(context).map((route): FileMount => ({
        path: `${folder}/routes/${route.id}.json`,
        content: [...routeText(route, context), '\n'],
      })),
    ],
    volumes: [
      { kind: 'secret', name: 'certificate', path: certificateFolder, secret: tlsSecret },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(16) },
    ],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 65534, group: 65534, volumesGroup: 65534, readOnlyRoot: true },
    edges: [edgeTo('apisix', 'admin', 'routes and certificate')],
    stopWithin: seconds(10),
    priority: 500,
  }
}

/**
 * Every PUT replaces what is there, so the job may run at any time. A PEM file becomes a JSON text by writing its
 * line ends as \n; the key never appears among a process's arguments.
 */
function script({ platform }: Context): Text {
  return text`#!/bin/sh
# Hands the routes and the certificate to the gateway. It may run again at any time.
set -eu

admin="http://${hostPortOf('apisix', 'admin')}/apisix/admin"
printf 'X-API-KEY: %s\\n' "$APISIX_ADMIN_KEY" > /tmp/headers

put() {
  curl --silent --show-error --fail-with-body --output /tmp/answer \\
    --retry 30 --retry-delay 5 --retry-connrefused --max-time 30 \\
    --request PUT --header @/tmp/headers --header 'Content-Type: application/json' \\
    --data-binary "@$2" "$admin/$1" || { cat /tmp/answer >&2; exit 1; }
  echo "put $1"
}

for kind in global_rules routes; do
  for file in ${folder}/$kind/*.json; do
    [ -e "$file" ] || continue
    put "$kind/$(basename "$file" .json)" "$file"
  done
done

pem() { sed 's/$/\\\\n/' "$1" | tr -d '\\n'; }
printf '{"snis":["*.${platform.domain}"],"cert":"%s","key":"%s"}' \\
  "$(pem ${certificateFolder}/tls.crt)" "$(pem ${certificateFolder}/tls.key)" > /tmp/certificate.json
put ssls/platform /tmp/certificate.json
`
}
