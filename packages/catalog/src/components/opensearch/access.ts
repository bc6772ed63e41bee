// Lists the users of OpenSearch and what each may do, for the job that makes them.

import { secretOf, type SecretText } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { fluentSecret, fluentUser, indexPrefix } from '../fluent-bit/chart.js'
import { keepsLogs } from '../fluent-bit/store.js'
import { hasDashboards, isTextIndex } from './options.js'

export const opensearchSecret = 'opensearch'
/** The password of the runtime's user; a secret of its own, because it is read in another namespace. */
export const indexSecret = 'opensearch-index'
export const indexUser = 'llmflow'
/** Indexes of passages are `<prefix>-…`. */
const textPrefix = 'llmflow-text'

type Role = {
  readonly cluster_permissions: readonly string[]
  readonly index_permissions: readonly {
    readonly index_patterns: readonly string[]
    readonly allowed_actions: readonly string[]
  }[]
}

/** A user of a program: its role, and the variable that holds its password. */
type Access = {
  readonly user: string
  readonly variable: string
  readonly password: SecretText
  readonly roles: readonly string[]
}

/** Roles that the platform adds to those of OpenSearch itself. */
export function rolesOf(context: Context): { readonly [name: string]: Role } {
  return {
    llmflow_monitor: {
      cluster_permissions: ['cluster_monitor'],
      index_permissions: [{ index_patterns: ['*'], allowed_actions: ['indices_monitor'] }],
    },
    ...(keepsLogs(context) ? logRoles : {}),
    ...(isTextIndex(context) ? textRoles : {}),
  }
}

const logRoles: { readonly [name: string]: Role } = {
  // It adds lines and makes the index of a new day; it neither reads nor deletes.
  llmflow_log_writer: {
    cluster_permissions: ['indices:data/write/bulk'],
    index_permissions: [
      {
        index_patterns: [`${indexPrefix}-*`],
        allowed_actions: [
          'create_index',
          'indices:data/write/index',
          'indices:data/write/bulk*',
          'indices:admin/mapping/put',
        ],
      },
    ],
  },
  llmflow_log_reader: {
    cluster_permissions: ['cluster_composite_ops_ro'],
    index_permissions: [
      {
        index_patterns: [`${indexPrefix}-*`],
        allowed_actions: ['read', 'indices:admin/mappings/get', 'indices:admin/get'],
      },
    ],
  },
}

const textRoles: { readonly [name: string]: Role } = {
  llmflow_text_index: {
    cluster_permissions: ['cluster_monitor', 'cluster_composite_ops'],
    index_permissions: [{ index_patterns: [`${textPrefix}-*`], allowed_actions: ['indices_all'] }],
  },
}

export function accessOf(context: Context): readonly Access[] {
  return [
    {
      user: 'exporter',
      variable: 'EXPORTER_PASSWORD',
      password: [secretOf(opensearchSecret, 'exporter-password')],
      roles: ['llmflow_monitor'],
    },
    ...(keepsLogs(context) ? [logWriter] : []),
    ...(hasDashboards(context) ? [dashboards] : []),
    ...(isTextIndex(context) ? [runtime] : []),
  ]
}

const logWriter: Access = {
  user: fluentUser,
  variable: 'FLUENT_PASSWORD',
  password: [secretOf(fluentSecret, 'password')],
  roles: ['llmflow_log_writer'],
}

/** Its role comes with OpenSearch, under a name from before the fork. */
const dashboards: Access = {
  user: 'kibanaserver',
  variable: 'DASHBOARDS_PASSWORD',
  password: [secretOf(opensearchSecret, 'dashboards-password')],
  roles: [],
}

const runtime: Access = {
  user: indexUser,
  variable: 'INDEX_PASSWORD',
  password: [secretOf(indexSecret, 'password')],
  roles: ['llmflow_text_index'],
}

/** Groups of Keycloak that read logs in Dashboards, by role. */
export const groupsOf = (context: Context): { readonly [role: string]: readonly string[] } =>
  hasDashboards(context)
    ? { llmflow_log_reader: ['/platform-admins'], kibana_user: ['/platform-admins'] }
    : {}
