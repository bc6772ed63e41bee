// The one place that decides who may do what; which documents somebody may read, the statements of datasets ask by the same principal.

import { RuntimeError } from '../error.js'
import type { Principal, Scope } from './principal.js'

/** Who may: everybody in the tenant with the scope, its admins, or whoever operates the platform. */
type Rule = { readonly scope: Scope; readonly who: 'member' | 'admin' | 'operator' }

const rules = {
  'tenant.list': { scope: 'admin', who: 'operator' },
  'tenant.create': { scope: 'admin', who: 'operator' },
  'tenant.change': { scope: 'admin', who: 'operator' },
  'account.list': { scope: 'admin', who: 'operator' },
  'account.change': { scope: 'admin', who: 'operator' },
  'model.pull': { scope: 'admin', who: 'operator' },
  'platform.read': { scope: 'admin', who: 'operator' },
  'user.list': { scope: 'admin', who: 'admin' },
  'user.change': { scope: 'admin', who: 'admin' },
  'key.list': { scope: 'admin', who: 'admin' },
  'key.change': { scope: 'admin', who: 'admin' },
  'own-key.list': { scope: 'models', who: 'member' },
  'own-key.change': { scope: 'models', who: 'member' },
  'assistant.read': { scope: 'models', who: 'member' },
  'assistant.change': { scope: 'admin', who: 'admin' },
  'dataset.read': { scope: 'knowledge:read', who: 'member' },
  'dataset.change': { scope: 'knowledge:write', who: 'member' },
  'dataset.readers': { scope: 'knowledge:write', who: 'admin' },
  'document.read': { scope: 'knowledge:read', who: 'member' },
  'document.change': { scope: 'knowledge:write', who: 'member' },
  'assistant.ask': { scope: 'chat', who: 'member' },
  'conversation.own': { scope: 'chat', who: 'member' },
  'usage.read': { scope: 'admin', who: 'admin' },
  'audit.read': { scope: 'admin', who: 'admin' },
  'trace.read': { scope: 'admin', who: 'admin' },
  'model.read': { scope: 'models', who: 'member' },
} as const satisfies { readonly [action: string]: Rule }

export type Action = keyof typeof rules

/** What an action is about; without a tenant it is about the caller's own. */
type Thing = { readonly tenantId?: string }

/** Denies what no rule allows; an operator is no member of a tenant by that. */
export function may(principal: Principal, action: Action, thing: Thing = {}): boolean {
  const { scope, who }: Rule = rules[action]
  if (!principal.scopes.includes(scope)) return false
  if (who === 'operator') return principal.isOperator
  if (principal.tenantName === '' || !isOfTenant(principal, thing)) return false
  return who === 'member' || principal.role === 'admin'
}

/** Throws `forbidden`; or `not-found` about another tenant's thing, so that nobody learns what there is. */
export function demand(principal: Principal, action: Action, thing: Thing = {}): void {
  if (may(principal, action, thing)) return
  const { who }: Rule = rules[action]
  if (who !== 'operator' && !isOfTenant(principal, thing)) {
    throw new RuntimeError('not-found', 'There is no such thing.')
  }
  const needed = who === 'member' ? `the scope ${rules[action].scope}` : `the role ${who}`
  throw new RuntimeError('forbidden', `This needs ${needed}.`)
}

const isOfTenant = ({ tenantId }: Principal, thing: Thing): boolean =>
  thing.tenantId === undefined || thing.tenantId === tenantId

/** The scope that the route of an action asks for before it reads the body. */
export const scopeOf = (action: Action): Scope => rules[action].scope
