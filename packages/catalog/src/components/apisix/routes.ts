// Writes the routes of the components for the gateway: who may pass, and where a name and path leads.

import {
  hostPortOf,
  text,
  type AddressPart,
  type Edge,
  type JsonObject,
  type Text,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { keycloakEndpoint } from '../../endpoints.js'
import { operatorRangesOf, type Route, type RouteTarget } from '../../route.js'
import { realmName } from '../keycloak/realm.js'

/** Who may pass: everybody within the limit, after a login, or after a login from the operators' networks. */
function pluginsOf(context: Context, { access, prefix }: Route): JsonObject {
  const limit = limited(context)
  if (access === 'own') return limit
  const signedIn = { ...limit, 'openid-connect': login(context, prefix) }
  if (access === 'signed-in') return signedIn
  return { ...signedIn, 'ip-restriction': { whitelist: operatorRangesOf(context) } }
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
    plugins: pluginsOf(context, route),
    upstream: {
      type: 'roundrobin',
      scheme: 'http',
      nodes: { [targetMark]: 1 },
      timeout: { connect: 5, send: 60, read: route.readSeconds },
    },
  })
  const keycloak = hostPortOf(keycloakEndpoint.workload, keycloakEndpoint.port)
  return filled(filled([json], targetMark, addressOf(route.target)), '{keycloak}', keycloak)
}

function addressOf(target: RouteTarget): AddressPart | string {
  return target.kind === 'addon'
    ? target.address
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

function edgeTarget(target: RouteTarget): Edge['to'] {
  return target.kind === 'addon'
    ? { kind: 'addon', addon: target.addon, endpoint: target.endpoint }
    : { kind: 'workload', ...target.endpoint }
}
