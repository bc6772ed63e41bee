// Writes the job that makes users and roles, and says how log indexes look and how long they live.

import { text, type FileMount, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { indexPrefix } from '../fluent-bit/chart.js'
import { keepsLogs } from '../fluent-bit/store.js'
import { accessOf, groupsOf, rolesOf } from './access.js'
import { retentionOf } from './options.js'

export const setupScript = '/scripts/setup.sh'

const json = (value: unknown): Text => [`${JSON.stringify(value, undefined, 2)}\n`]

export function setupFiles(context: Context): readonly FileMount[] {
  return [
    { path: setupScript, content: scriptOf(context), executable: true },
    ...Object.entries(rolesOf(context)).map(([name, role]) => ({
      path: `/setup/role-${name}.json`,
      content: json(role),
    })),
    ...Object.entries(mappingsOf(context)).map(([role, mapping]) => ({
      path: `/setup/mapping-${role}.json`,
      content: json(mapping),
    })),
    ...(keepsLogs(context)
      ? [
          { path: '/setup/template.json', content: json(templateOf(context)) },
          { path: '/setup/policy.json', content: json(policyOf(context)) },
        ]
      : []),
  ]
}

type Mapping = { readonly users: readonly string[]; readonly backend_roles: readonly string[] }

function mappingsOf(context: Context): { readonly [role: string]: Mapping } {
  const groups = groupsOf(context)
  const access = accessOf(context)
  const roles = new Set([...access.flatMap(({ roles: of }) => of), ...Object.keys(groups)])
  return Object.fromEntries(
    [...roles].map((role) => [
      role,
      {
        users: access.filter(({ roles: of }) => of.includes(role)).map(({ user }) => user),
        backend_roles: groups[role] ?? [],
      },
    ]),
  )
}

/** What programs write as fields is kept as one field: else every new name would add one to the index, forever. */
const templateOf = (context: Context): object => ({
  index_patterns: [`${indexPrefix}-*`],
  priority: 100,
  template: {
    settings: {
      number_of_shards: 1,
      number_of_replicas: context.topologyOf('opensearch') === 'cluster' ? 1 : 0,
      refresh_interval: '10s',
    },
    mappings: {
      properties: {
        '@timestamp': { type: 'date' },
        log: { type: 'text' },
        stream: { type: 'keyword' },
        cluster: { type: 'keyword' },
        domain: { type: 'keyword' },
        fields: { type: 'flat_object' },
        kubernetes: {
          properties: {
            namespace_name: { type: 'keyword' },
            pod_name: { type: 'keyword' },
            container_name: { type: 'keyword' },
            host: { type: 'keyword' },
            labels: { type: 'flat_object' },
          },
        },
      },
    },
  },
})

/** Whole days are deleted: an index costs the same to delete whatever it holds. */
const policyOf = (context: Context): object => ({
  policy: {
    description: 'Deletes logs when their time is over',
    default_state: 'kept',
    states: [
      {
        name: 'kept',
        actions: [],
        transitions: [
          {
            state_name: 'deleted',
            // One number and one unit: OpenSearch adds none up.
            conditions: { min_index_age: `${Math.ceil(retentionOf(context) / 3_600_000)}h` },
          },
        ],
      },
      { name: 'deleted', actions: [{ delete: {} }], transitions: [] },
    ],
    ism_template: [{ index_patterns: [`${indexPrefix}-*`], priority: 100 }],
  },
})

/** Runs again and again without harm: everything is written anew, and a policy says which state it replaces. */
function scriptOf(context: Context): Text {
  const security = '/_plugins/_security/api'
  const lines = [
    ...Object.keys(rolesOf(context)).map(
      (name) => `put ${security}/roles/${name} @/setup/role-${name}.json`,
    ),
    ...accessOf(context).map(
      ({ user, variable }) =>
        `put ${security}/internalusers/${user} "{\\"password\\":\\"$${variable}\\"}"`,
    ),
    ...Object.keys(mappingsOf(context)).map(
      (role) => `put ${security}/rolesmapping/${role} @/setup/mapping-${role}.json`,
    ),
    ...(keepsLogs(context) ? logLines : []),
  ]
  return text`#!/bin/bash
set -eu
ask() {
  code=$(curl --silent --show-error --max-time 60 --cacert /certificates/ca.crt \\
    --user "admin:$ADMIN_PASSWORD" --header 'Content-Type: application/json' \\
    --output /tmp/answer --write-out '%{http_code}' --request "$1" "$OPENSEARCH_URL$2" "\${@:3}") || code=none
}
put() {
  ask PUT "$1" --data-binary "$2"
  case "$code" in
    200|201) ;;
    *) echo "$1: $code" >&2; cat /tmp/answer >&2; exit 1 ;;
  esac
}
number() { grep -o "\\"$1\\":[0-9]*" /tmp/answer | head -n 1 | cut -d : -f 2; }
for _ in $(seq 60); do
  ask GET '/_cluster/health?wait_for_status=yellow&timeout=20s'
  if [ "$code" = 200 ]; then break; fi
  sleep 5
done
${lines.join('\n')}
`
}

const logLines = [
  'put /_index_template/llmflow-logs @/setup/template.json',
  'ask GET /_plugins/_ism/policies/llmflow-logs',
  'state=',
  'if [ "$code" = 200 ]; then state="?if_seq_no=$(number _seq_no)&if_primary_term=$(number _primary_term)"; fi',
  'put "/_plugins/_ism/policies/llmflow-logs$state" @/setup/policy.json',
  // Indexes keep the policy as it was when they were made, unless they are told.
  `ask POST '/_plugins/_ism/change_policy/${indexPrefix}-*' --data-binary '{"policy_id":"llmflow-logs"}'`,
]
