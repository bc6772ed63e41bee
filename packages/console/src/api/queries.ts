// How replies are kept: shown at once from memory, asked for again when the window comes back, tried again when it helps.

import { QueryClient } from '@tanstack/react-query'
import { Failure } from './failure.ts'

const triesMax = 2

/** What the runtime refused is refused again; only a failing connection or a busy engine is worth another try. */
const isWorthAnotherTry = (count: number, error: Error): boolean =>
  count < triesMax && !(error instanceof Failure && error.status < 500)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: isWorthAnotherTry, staleTime: 5000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
