// Defines the ways in: what the gateway leads to a component, and who signs people in through Keycloak.

import type { Context } from './component.js'
import type { Endpoint } from './endpoints.js'

/** Where a route leads: a workload of ours, or the pods of an addon. */
export type RouteTarget =
  | { readonly kind: 'workload'; readonly endpoint: Endpoint }
  | {
      readonly kind: 'addon'
      readonly addon: string
      readonly endpoint: string
      /** `host:port` of the addon's Service. */
      readonly address: string
    }

export type Route = {
  readonly id: string
  /** Prefix of the domain: `api` is `api.<domain>`. */
  readonly prefix: string
  readonly paths: readonly string[]
  readonly target: RouteTarget
  /** Seconds that an answer may pause. */
  readonly readSeconds: number
  /**
   * `own`: the program asks people who they are. `signed-in`: it does not, so the gateway does. `operators`: the
   * gateway does, and lets nobody in but from the networks of the operators.
   */
  readonly access: 'own' | 'signed-in' | 'operators'
  readonly purpose: string
}

/** A program that sends people to Keycloak to sign in. */
export type Login = {
  readonly id: string
  /** Prefixes of the domain from which people come back. */
  readonly prefixes: readonly string[]
  /** Path to which Keycloak may send them back. */
  readonly path: string
  /** Whether it asks for tokens in its own name too. */
  readonly isService?: boolean
}

/** The networks of the operators, as the gateway's option lists them. */
export function operatorRangesOf({ platform }: Context): readonly string[] {
  const ranges = platform.components['apisix']?.options?.['operatorRanges']
  return Array.isArray(ranges) ? ranges.filter((range) => typeof range === 'string') : []
}

/** The routes that exist: a route that needs a login or the operators' networks is left out without them. */
export function routesOf(context: Context): readonly Route[] {
  const routes = context.components.flatMap(({ routes: of }) => of?.(context) ?? [])
  const hasLogin = context.enabled.has('keycloak')
  const hasOperators = operatorRangesOf(context).length > 0
  return routes.filter(
    ({ access }) => access === 'own' || (hasLogin && (access === 'signed-in' || hasOperators)),
  )
}

/**
 * An answer that is not streamed sends nothing before its last word. The objective is met by 95 of 100 answers; the
 * longest of the others, and workflows of several answers, end after minutes.
 */
export const answerSeconds = ({ platform }: Context): number =>
  Math.max(600, Math.ceil((platform.objectives.answer / 1000) * 2))

/** The address at which people open a program; undefined without a way in, so that nobody is sent where nothing answers. */
export function publicUrlOf(context: Context, prefix: string): string | undefined {
  const isLed =
    context.enabled.has('apisix') && routesOf(context).some((route) => route.prefix === prefix)
  return isLed ? `https://${prefix}.${context.platform.domain}` : undefined
}
