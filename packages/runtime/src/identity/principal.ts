// Who asks, and what they may do: every face asks this file and no other.

/** What a key may be used for; a person who signed in has all of them. */
export type Scope = 'chat' | 'models' | 'knowledge:read' | 'knowledge:write' | 'admin'

export type Role = 'admin' | 'member'

export type Principal = {
  readonly tenantId: string
  readonly tenantName: string
  /** What limits and usage are counted for. */
  readonly keyId?: string
  readonly userId?: string
  readonly role: Role
  /** Runs the platform itself: sees every tenant's settings, but not through this what its documents say. */
  readonly isOperator: boolean
  /** A key made for one assistant answers with it alone. */
  readonly assistantId?: string
  readonly scopes: readonly Scope[]
  /** Models that the tenant may use; empty means all. */
  readonly models: readonly string[]
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
}

/** The most that a role may do; a member changes documents only by a key whose maker gave it the scope. */
export const scopesOfRole: { readonly [role in Role]: readonly Scope[] } = {
  admin: ['chat', 'models', 'knowledge:read', 'knowledge:write', 'admin'],
  member: ['chat', 'models', 'knowledge:read', 'knowledge:write'],
}
