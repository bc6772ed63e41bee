// Signing in by an identity provider: there and back.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Identity } from '../../../identity/identity.js'
import { callbackPath } from '../../../identity/provider-options.js'
import type { Pending } from '../../../identity/provider.js'
import type { ConsolePages } from '../../console.js'
import { problemOf } from '../../problem.js'
import type { RouteRegistrar } from '../../route.js'
import { begin } from './session.js'

const tag = 'sign-in'
const redirect = { 302: { description: 'On to the next page' } }
/** Long enough to find the telephone with the second factor. */
const pendingSeconds = 600

/** Paths of our own alone: a link must not lead through our sign-in to somebody's page. */
const ownPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-./~%?=&#]*$/)

export function addProvider(
  routes: RouteRegistrar,
  { identity, pages }: { readonly identity: Identity; readonly pages?: ConsolePages | undefined },
): void {
  routes.open({
    method: 'GET',
    url: '/api/v1/sign-in/provider',
    tag,
    summary: 'Sign in by the identity provider',
    query: z.object({ returnTo: ownPath.default('/') }),
    replies: redirect,
    handler: ({ query: { returnTo }, reply }) =>
      orBack(pages, reply, async () => {
        const { url, pending } = await providerOf(identity).begin()
        return setPending(identity, reply, { ...pending, returnTo }).redirect(url.href, 302)
      }),
  })
  routes.open({
    method: 'GET',
    url: callbackPath,
    tag,
    summary: 'Where the identity provider sends people back to',
    // Providers add parameters of their own; the library judges all of them.
    query: z.record(z.string().max(100), z.string().max(8192)),
    replies: redirect,
    handler: ({ query, request, reply }) =>
      orBack(pages, reply, async () => {
        const { returnTo, ...pending } = pendingOf(identity, request)
        clearPending(identity, reply)
        const answer = new URLSearchParams(query)
        const secret = await providerOf(identity).finish(answer, pending, request.ip)
        return begin(identity, reply, secret).redirect(returnTo, 302)
      }),
  })
}

/** A person looks at what comes of this: where there is a console, its page says what went wrong. */
async function orBack(
  pages: ConsolePages | undefined,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    const { code } = problemOf(error)
    if (pages === undefined || code === 'internal') throw error
    return reply.redirect(`/sign-in?problem=${code}`, 302)
  }
}

function providerOf({ provider }: Identity) {
  if (provider !== undefined) return provider
  throw new RuntimeError('not-found', 'No identity provider is set; sign in with a password.')
}

const kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: ownPath,
})

type Kept = Pending & { readonly returnTo: string }

const nameOf = ({ cookie }: Identity): string =>
  cookie.isSecure ? '__Host-llmflow_provider' : 'llmflow_provider'

function setPending(identity: Identity, reply: FastifyReply, pending: Kept): FastifyReply {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url')
  return addCookie(identity, reply, value, pendingSeconds)
}

const clearPending = (identity: Identity, reply: FastifyReply): FastifyReply =>
  addCookie(identity, reply, '', 0)

/** Lax, as the way back begins on the provider's page. */
function addCookie(
  identity: Identity,
  reply: FastifyReply,
  value: string,
  maxAgeSeconds: number,
): FastifyReply {
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`
  const secure = identity.cookie.isSecure ? '; Secure' : ''
  return reply.header('set-cookie', `${nameOf(identity)}=${value}; ${flags}${secure}`)
}

function pendingOf(identity: Identity, { headers }: FastifyRequest): Kept {
  const pattern = new RegExp(`(?:^|; *)${nameOf(identity)}=([\\w-]{1,2000})(?:;|$)`)
  const [, value] = pattern.exec(headers.cookie ?? '') ?? []
  try {
    return kept.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString()))
  } catch {
    throw new RuntimeError(
      'forbidden',
      'This browser began no sign-in, or too long ago; try again.',
    )
  }
}
