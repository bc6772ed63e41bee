// Tells the router's links which addresses there are.

import type { makeConsoleRouter } from './routes.tsx'

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeConsoleRouter>
  }
}
