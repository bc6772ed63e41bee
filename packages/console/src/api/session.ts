// Who is signed in, and what they may do.

import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { api, dataOf, done, setCsrf } from './client.ts'
import { Failure } from './failure.ts'
import type { paths } from './schema.d.ts'

type Session = paths['/api/v1/session']['get']['responses'][200]['content']['application/json']

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await dataOf(api.GET('/api/v1/session'))
      setCsrf(session.csrf)
      return session
    } catch (error) {
      if (error instanceof Failure && error.status === 401) return null
      throw error
    }
  },
})

/** The session of a page behind sign-in, where there always is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  return data ?? nobody
}

const nobody: Session = {
  user: null,
  isOperator: false,
  tenant: null,
  role: 'member',
  scopes: [],
  tenants: [],
  csrf: null,
}

/** What a control needs, and so why it is disabled. */
export type Need = 'admin' | 'operator'

export const meets = ({ role, isOperator }: Session, need: Need): boolean =>
  need === 'operator' ? isOperator : role === 'admin'

/** Takes a new session in: what was shown belonged to the old one. */
export async function takeSession(client: QueryClient, csrf: string): Promise<void> {
  setCsrf(csrf)
  client.clear()
  await client.query({ ...sessionQuery, staleTime: 0 })
}

/** Loads the console anew, so that nothing of what was in memory is there for whoever comes next. */
export async function signOut(): Promise<void> {
  await done(api.DELETE('/api/v1/session'))
  location.assign('/sign-in')
}

export async function chooseTenant(tenantId: string): Promise<void> {
  await done(api.PUT('/api/v1/session/tenant', { body: { tenantId } }))
  location.assign('/chat')
}
