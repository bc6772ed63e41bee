// Writes the gateway's config.yaml and, without etcd, its apisix.yaml.

import {
  isJsonObject,
  membersOf,
  nodesOf,
  type Json,
  type JsonObject,
  type Text,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { routesOf } from '../../route.js'
import { routeText } from './routes.js'

export const etcdId = 'apisix-etcd'

export const gatewayEtcd = {
  component: 'apisix',
  etcd: etcdId,
  namespace: namespaces.system,
  minute: 40,
} as const

/** Where the certificate's files lie in the gateway and in the job that hands it over. */
export const certificateFolder = '/etc/llmflow/certificate'

/** What holds for every route: people who come by plain HTTP are sent to HTTPS, and requests are counted. */
export const globalRule: JsonObject = {
  id: 'platform',
  plugins: { redirect: { http_to_https: true }, prometheus: { prefer_name: true } },
}

/** `${{NAME}}` is filled by the gateway from its variables. No list of plugins: it would replace the default list. */
export function configurationText(context: Context, sizes: PartSizes): Text {
  const hasEtcd = context.topologyOf('apisix') === 'etcd'
  const settings = merged(
    {
      apisix: {
        node_listen: [9080],
        enable_ipv6: false,
        enable_server_tokens: false,
        ssl: {
          enable: true,
          listen: [{ port: 9443, enable_http3: false }],
          ssl_protocols: 'TLSv1.2 TLSv1.3',
        },
        ...(context.enabled.has('haproxy')
          ? {
              proxy_protocol: {
                listen_http_port: proxiedNumbers.http,
                listen_https_port: proxiedNumbers.https,
              },
            }
          : {}),
        data_encryption: { enable_encrypt_fields: true, keyring: ['${{APISIX_KEYRING}}'] },
      },
      nginx_config: {
        // "auto" would start a worker for each thread of the machine, not of the container.
        worker_processes: Math.max(1, Math.ceil((sizes.cpuLimit ?? sizes.cpu).value / 1000)),
        // Tokens are passed on as they come.
        http_configuration_snippet: 'proxy_buffering off;',
        http: { client_max_body_size: '100m', ...callerBehindProxy(context) },
      },
      plugin_attr: {
        prometheus: {
          export_uri: '/apisix/prometheus/metrics',
          enable_export_server: true,
          export_addr: { ip: '0.0.0.0', port: 9091 },
        },
        redirect: { https_port: 443 },
      },
      deployment: hasEtcd
        ? traditional(context)
        : { role: 'data_plane', role_data_plane: { config_provider: 'yaml' } },
    },
    context.platform.components['apisix']?.config ?? {},
  )
  return yamlLines(settings, '').flatMap((line) => {
    const [before, after] = line.split(membersMark)
    return after === undefined
      ? [`${line}\n`]
      : [before ?? '', membersOf(etcdId, 'client', 'url', '", "'), `${after}\n`]
  })
}

/** Ports on which the gateway reads the caller's address before the request. */
export const proxiedNumbers = { http: 9181, https: 9182 } as const

/** Limits and allowed ranges look at the caller and not at the load balancer, which alone is believed. */
function callerBehindProxy({ enabled, inventory }: Context): JsonObject {
  if (!enabled.has('haproxy')) return {}
  const machines = (inventory?.pools ?? [])
    .filter(({ roles }) => roles.includes('edge'))
    .flatMap(nodesOf)
    .flatMap(({ address }) => (address === undefined ? [] : [`${address}/32`]))
  return { real_ip_header: 'proxy_protocol', real_ip_from: machines }
}

const membersMark = '{members}'

function traditional({ platform }: Context): JsonObject {
  return {
    role: 'traditional',
    role_traditional: { config_provider: 'etcd' },
    admin: {
      admin_key_required: true,
      admin_key: [{ name: 'admin', key: '${{APISIX_ADMIN_KEY}}', role: 'admin' }],
      enable_admin_cors: false,
      allow_admin: ['127.0.0.0/24', platform.network.podRange],
      admin_listen: { ip: '0.0.0.0', port: 9180 },
    },
    etcd: { host: [membersMark], prefix: '/apisix', timeout: 30, startup_retry: 10 },
  }
}

/** The settings with those of `components.apisix.config`, whose names are paths: `nginx_config.http.send_timeout`. */
function merged(settings: JsonObject, config: { readonly [path: string]: Json }): JsonObject {
  return Object.entries(config).reduce<JsonObject>(
    (result, [path, value]) => withSetting(result, path.split('.'), value),
    settings,
  )
}

function withSetting(
  settings: JsonObject,
  [first = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  const below = settings[first]
  const changed =
    rest.length === 0 ? value : withSetting(isJsonObject(below) ? below : {}, rest, value)
  return { ...settings, [first]: changed }
}

/**
 * Block maps with values in JSON, which is YAML: the image's start script looks for `role: data_plane` as text, and
 * a map of maps is what people read.
 */
function yamlLines(settings: JsonObject, indent: string): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    isJsonObject(value)
      ? [`${indent}${key}:`, ...yamlLines(value, `${indent}  `)]
      : [`${indent}${key}: ${scalar(value)}`],
  )
}

/** Plain words stand unquoted, all else as JSON. */
function scalar(value: Json): string {
  if (typeof value === 'string' && /^[a-z][a-z_]*$/.test(value)) return value
  return JSON.stringify(value)
}

/** All routes in one file, for a gateway without etcd. Its last line tells the gateway that the file is whole. */
export function standaloneText(context: Context): Text {
  const certificate = {
    id: 'platform',
    snis: [`*.${context.platform.domain}`],
    cert: '$env://APISIX_CERTIFICATE',
    key: '$env://APISIX_CERTIFICATE_KEY',
  }
  return [
    'routes:\n',
    ...routesOf(context).flatMap((route): Text => ['  - ', ...routeText(route, context), '\n']),
    `global_rules:\n  - ${JSON.stringify(globalRule)}\n`,
    `ssls:\n  - ${JSON.stringify(certificate)}\n`,
    '#END\n',
  ]
}
