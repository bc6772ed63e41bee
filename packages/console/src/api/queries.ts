// How replies are kept: shown at once from memory, asked for again when the window comes back, tried again when it helps.

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Failure } from './failure.ts'

const triesMax = 2

/** What the runtime refused is refused again; only a failing connection or a busy engine is worth another try. */
const isWorthAnotherTry = (count: number, error: Error): boolean =>
  count < triesMax && !(error instanceof Failure && error.status < 500)

/** A session ends by time, or because somebody ended it: the way back is sign-in, and then the same page. */
function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof Failure) || error.code !== 'unauthenticated') return
  const { pathname, search } = location
  if (pathname === '/sign-in') return
  location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: { retry: isWorthAnotherTry, staleTime: 5000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
