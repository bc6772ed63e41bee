// Every address of the console, and the page behind it; each page is loaded when it is first visited.

import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { sessionQuery } from './api/session.ts'
import {
  readDatasetSearch,
  readDocumentSearch,
  readRetrievalSearch,
} from './pages/knowledge/search.ts'
import { readTracesSearch } from './pages/traces/search.ts'
import { Crashed, NotFound, Pending } from './shell/fallbacks.tsx'
import { Shell } from './shell/shell.tsx'

type Context = { readonly queryClient: QueryClient }

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => {
    const next = textOf(search['next'])
    return next === undefined ? {} : { next }
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in.tsx'), 'SignInPage'),
})

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./pages/sign-in/first-run.tsx'), 'FirstRunPage'),
})

/** Everything behind sign-in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session === null) {
      redirect({ to: '/sign-in', search: { next: location.href }, throw: true })
    }
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/chat', replace: true, throw: true })
  },
})

const chat = createRoute({
  getParentRoute: () => signedIn,
  path: '/chat',
  validateSearch: (search): { assistant?: string; source?: string } => {
    const [assistant, source] = [textOf(search['assistant']), textOf(search['source'])]
    return {
      ...(assistant === undefined ? {} : { assistant }),
      ...(source === undefined ? {} : { source }),
    }
  },
  component: lazyRouteComponent(() => import('./pages/chat/chat.tsx'), 'ChatPage'),
})

/** Within the page of chat, which stays as it is when a new chat gets its address. */
const conversation = createRoute({ getParentRoute: () => chat, path: '$conversationId' })

const knowledge = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('./pages/knowledge/datasets.tsx'), 'DatasetsPage'),
})

const dataset = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/$datasetId',
  validateSearch: readDatasetSearch,
  component: lazyRouteComponent(() => import('./pages/knowledge/dataset.tsx'), 'DatasetPage'),
})

const document = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/$datasetId/$documentId',
  validateSearch: readDocumentSearch,
  component: lazyRouteComponent(() => import('./pages/knowledge/document.tsx'), 'DocumentPage'),
})

const retrieval = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/retrieval-test',
  validateSearch: readRetrievalSearch,
  component: lazyRouteComponent(() => import('./pages/knowledge/retrieval.tsx'), 'RetrievalPage'),
})

const traces = createRoute({
  getParentRoute: () => signedIn,
  path: '/traces',
  validateSearch: readTracesSearch,
  component: lazyRouteComponent(() => import('./pages/traces/traces.tsx'), 'TracesPage'),
})

const trace = createRoute({
  getParentRoute: () => signedIn,
  path: '/traces/$traceId',
  component: lazyRouteComponent(() => import('./pages/traces/trace.tsx'), 'TracePage'),
})

const platform = createRoute({
  getParentRoute: () => signedIn,
  path: '/platform',
  component: lazyRouteComponent(() => import('./pages/platform/platform.tsx'), 'PlatformPage'),
})

const operate = createRoute({
  getParentRoute: () => signedIn,
  path: '/operate/{-$section}',
  component: lazyRouteComponent(() => import('./pages/operate/operate.tsx'), 'OperatePage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account.tsx'), 'AccountPage'),
})

const tree = root.addChildren([
  signIn,
  firstRun,
  signedIn.addChildren([
    home,
    chat.addChildren([conversation]),
    knowledge,
    retrieval,
    dataset,
    document,
    traces,
    trace,
    platform,
    operate,
    account,
  ]),
])

export const makeConsoleRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: Pending,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
