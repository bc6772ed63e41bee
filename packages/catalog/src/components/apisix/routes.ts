// Lists the gateway's routes: which public name and path leads to which part of the platform.

import {
  hostPortOf,
  text,
  type AddressPart,
  type Edge,
  type JsonObject,
  type Text,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import {
  difyApi,
  difyWeb,
  keycloakEndpoint,
  llmflowEndpoint,
  type Endpoint,
} from '../../endpoints.js'
import { realmName } from '../keycloak/realm.js'
import { chartAddress, monitoringAddon, type chartEndpoints } from '../monitoring/chart.js'

type Target =
  | { readonly kind: 'workload'; readonly endpoint: Endpoint }
  | { readonly kind: 'addon'; readonly endpoint: keyof typeof chartEndpoints }

type Route = {
  readonly id: string
  /** Prefix of the domain: `api` is `api.<domain>`. */
  readonly prefix: string
  readonly paths: readonly string[]
  readonly target: Target
  /** Seconds that an answer may pause. */
  readonly readSeconds: number
  readonly plugins: JsonObject
  readonly purpose: string
}

/** The routes of the components that the platform has. */
export function routesOf(context: Context): readonly Route[] {
  const has = (component: string): boolean => context.enabled.has(component)
  return [
    ...(has('llmflow') ? [apiRoute(context)] : []),
    ...(has('dify') ? difyRoutes(context) : []),
    ...(has('keycloak') ? [keycloakRoute(context)] : []),
    ...(has('monitoring') ? monitoringRoutes(context) : []),
  ]
}

/**
 * An answer that is not streamed sends nothing before its last word. The objective is met by 95 of 100 answers; the
 * longest of the others, and Dify's workflows of several answers, end after minutes.
 */
const answerSeconds = ({ platform }: Context): number =>
  Math.max(600, Math.ceil((platform.objectives.answer / 1000) * 2))

function apiRoute(context: Context): Route {
  return {
    id: 'llmflow-api',
    prefix: 'api',
    paths: ['/v1/*'],
    target: { kind: 'workload', endpoint: llmflowEndpoint },
    readSeconds: answerSeconds(context),
    plugins: limited(context),
    purpose: 'the API of the models, assistants and documents',
  }
}

/** Dify divides its paths between its API and its pages as its own proxy does. */
function difyRoutes(context: Context): readonly Route[] {
  return [
    {
      id: 'dify-api',
      prefix: 'dify',
      paths: ['/console/api/*', '/api/*', '/v1/*', '/files/*'],
      target: { kind: 'workload', endpoint: difyApi },
      readSeconds: answerSeconds(context),
      plugins: limited(context),
      purpose: 'building and using assistants',
    },
    {
      id: 'dify-web',
      prefix: 'dify',
      paths: ['/*'],
      target: { kind: 'workload', endpoint: difyWeb },
      readSeconds: 60,
      plugins: limited(context),
      purpose: 'building and using assistants',
    },
  ]
}

function keycloakRoute(context: Context): Route {
  return {
    id: 'keycloak',
    prefix: 'auth',
    // What browsers and clients ask for; /metrics and /health stay inside.
    paths: ['/', '/realms/*', '/resources/*', '/js/*', '/admin', '/admin/*', '/robots.txt'],
    target: { kind: 'workload', endpoint: keycloakEndpoint },
    readSeconds: 60,
    plugins: limited(context),
    purpose: 'logging in',
  }
}

/** Grafana logs people in itself. */
function monitoringRoutes(context: Context): readonly Route[] {
  return [
    {
      id: 'grafana',
      prefix: 'grafana',
      paths: ['/*'],
      target: { kind: 'addon', endpoint: 'grafana' },
      readSeconds: 60,
      plugins: limited(context),
      purpose: 'dashboards',
    },
    ...toolRoutes(context),
  ]
}

const tools = [
  ['prometheus', 'prometheus', 'looking at metrics'],
  ['alerts', 'alertmanager', 'silencing alerts'],
] as const

/**
 * Prometheus and Alertmanager have neither login nor roles: whoever reaches them may silence every alert. They are
 * reached from the networks of the operators alone, and the gateway asks for a login.
 */
function toolRoutes(context: Context): readonly Route[] {
  const ranges = operatorRangesOf(context)
  if (ranges.length === 0 || !context.enabled.has('keycloak')) return []
  return tools.map(([prefix, endpoint, purpose]): Route => ({
    id: endpoint,
    prefix,
    paths: ['/*'],
    target: { kind: 'addon', endpoint },
    readSeconds: 60,
    plugins: {
      ...limited(context),
      'ip-restriction': { whitelist: ranges },
      'openid-connect': login(context, prefix),
    },
    purpose,
  }))
}

function operatorRangesOf({ platform }: Context): readonly string[] {
  const ranges = platform.components['apisix']?.options?.['operatorRanges']
  return Array.isArray(ranges) ? ranges.filter((range) => typeof range === 'string') : []
}

/**
 * A coarse limit for each client address, against floods; what a tenant may ask is limited in LLMFlow. A whole
 * office may come from one address, so it lies well above what all people together send.
 */
function limited({ load }: Context): JsonObject {
  const rate = Math.max(100, Math.ceil(load.concurrentUsers.value * 5))
  return {
    'limit-req': {
      rate,
      burst: rate,
      key: 'remote_addr',
      key_type: 'var',
      rejected_code: 429,
      nodelay: true,
    },
  }
}

function login({ platform }: Context, prefix: string): JsonObject {
  const { workload } = keycloakEndpoint
  return {
    client_id: 'apisix',
    client_secret: '$env://APISIX_CLIENT_SECRET',
    discovery: `${discoveryMark}/realms/${realmName}/.well-known/openid-configuration`,
    scope: 'openid',
    bearer_only: false,
    realm: workload,
    redirect_uri: `https://${prefix}.${platform.domain}/.apisix/redirect`,
    session: { secret: '$env://APISIX_SESSION_SECRET' },
  }
}

/** Stands for an address until the text is assembled; JSON cannot hold one. */
const discoveryMark = 'http://{keycloak}'
const targetMark = '{target}'

/** A route as the Admin API and apisix.yaml take it: JSON is YAML too. */
export function routeText(route: Route, context: Context): Text {
  const json = JSON.stringify({
    id: route.id,
    name: route.id,
    desc: route.purpose,
    hosts: [`${route.prefix}.${context.platform.domain}`],
    uris: route.paths,
    enable_websocket: true,
    plugins: route.plugins,
    upstream: {
      type: 'roundrobin',
      scheme: 'http',
      nodes: { [targetMark]: 1 },
      timeout: { connect: 5, send: 60, read: route.readSeconds },
    },
  })
  const keycloak = hostPortOf(keycloakEndpoint.workload, keycloakEndpoint.port)
  return filled(
    filled([json], targetMark, addressOf(route.target, context)),
    '{keycloak}',
    keycloak,
  )
}

function addressOf(target: Target, context: Context): AddressPart | string {
  return target.kind === 'addon'
    ? chartAddress(context, target.endpoint)
    : hostPortOf(target.endpoint.workload, target.endpoint.port)
}

/** The text with an address in the place of each mark. */
function filled(content: Text, mark: string, address: AddressPart | string): Text {
  return content.flatMap((part) => {
    if (typeof part !== 'string') return [part]
    const [first = '', ...rest] = part.split(mark)
    return rest.reduce<Text>((text, piece) => [...text, address, piece], text`${first}`)
  })
}

/** The connections that the routes need, each once. */
export function routeEdges(routes: readonly Route[]): readonly Edge[] {
  const edges = routes.map((route): Edge => ({
    to: edgeTarget(route.target),
    purpose: route.purpose,
  }))
  return [...new Map(edges.map((edge) => [JSON.stringify(edge.to), edge])).values()]
}

function edgeTarget(target: Target): Edge['to'] {
  return target.kind === 'addon'
    ? { kind: 'addon', addon: monitoringAddon, endpoint: target.endpoint }
    : { kind: 'workload', ...target.endpoint }
}
