// Signing in and out, who I am, and the first account.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { actorOf } from '../../../identity/audit.js'
import type { Identity } from '../../../identity/identity.js'
import { passwordLengths } from '../../../identity/password.js'
import { role, scope } from '../../../identity/principal-rows.js'
import { signInMs } from '../../../identity/sign-in.js'
import { getPerson, listTenantsOf } from '../../../identity/users.js'
import type { Records } from '../../../ports/records.js'
import type { ConsolePages } from '../../console.js'
import type { Authenticate, RouteRegistrar } from '../../route.js'
import { done, id, line, ok } from './fields.js'

type SessionFace = {
  readonly identity: Identity
  readonly records: Records
  readonly authenticate: Authenticate
  readonly pages?: ConsolePages | undefined
}

export const password = z.string().min(passwordLengths.min).max(passwordLengths.max)
/** What a person signs in with: an e-mail address, or the name of the first account. */
export const email = line(254).toLowerCase()

const session = z.object({
  /** Absent where a key asks. */
  user: z.object({ id, email: z.string(), name: z.string(), hasPassword: z.boolean() }).nullable(),
  isOperator: z.boolean(),
  /** Absent for an operator who is in no tenant. */
  tenant: z.object({ id, name: z.string() }).nullable(),
  role,
  scopes: z.array(scope),
  tenants: z.array(z.object({ id, name: z.string(), role })),
  /** The header `x-llmflow-csrf` of every change; absent where a key asks. */
  csrf: z.string().nullable(),
})

const tag = 'sign-in'
const url = '/api/v1/session'
/** Of who has not said yet who they are. */
const bodyBytesMax = 8 * 1024

export function addSession(routes: RouteRegistrar, face: SessionFace): void {
  const { identity } = face
  routes.open({
    method: 'POST',
    url,
    tag,
    bodyBytesMax,
    summary: 'Sign in with a password',
    body: z.strictObject({ email, password: z.string().max(passwordLengths.max) }),
    replies: ok(z.object({ csrf: z.string() }), 'Signed in; the cookie is set'),
    handler: async ({ body, request, reply }) => {
      refuseOtherSites(request)
      const secret = await identity.signIn({ ...body, address: request.ip })
      return begin(identity, reply, secret).send({ csrf: identity.csrfOf(secret) })
    },
  })
  routes.open({
    method: 'GET',
    url,
    tag,
    bodyBytesMax,
    summary: 'Who asks, and what they may do',
    replies: ok(session),
    handler: ({ request }) => describe(face, request),
  })
  routes.open({
    method: 'DELETE',
    url,
    tag,
    bodyBytesMax,
    summary: 'Sign out',
    replies: done,
    handler: async ({ request, reply }) => {
      await face.authenticate(request)
      const secret = identity.sessionSecretOf(request.headers.cookie)
      if (secret !== undefined) await identity.signOut(secret, request.ip)
      return setCookie(identity, reply, '', 0).code(204).send()
    },
  })
  addOwnChanges(routes, face)
  addFirstRun(routes, face)
}

function addOwnChanges(routes: RouteRegistrar, face: SessionFace): void {
  const { identity } = face
  routes.open({
    method: 'PUT',
    url: `${url}/tenant`,
    tag,
    bodyBytesMax,
    summary: 'Work in another of my tenants',
    body: z.strictObject({ tenantId: id }),
    replies: done,
    handler: async ({ body, request, reply }) => {
      const { secret } = await mine(face, request)
      await identity.chooseTenant(secret, body.tenantId)
      return reply.code(204).send()
    },
  })
  routes.open({
    method: 'PUT',
    url: `${url}/password`,
    tag,
    bodyBytesMax,
    summary: 'Change my password',
    body: z.strictObject({ current: z.string().max(passwordLengths.max), next: password }),
    replies: done,
    handler: async ({ body, request, reply }) => {
      const { secret, principal, userId } = await mine(face, request)
      const actor = actorOf(principal, request.ip)
      await identity.changePassword({ ...body, userId, secret, actor })
      return reply.code(204).send()
    },
  })
}

/** What stands behind the printed link while there is no page for it; the token is after the `#`, which no server sees. */
const firstRunText = `The first account of this LLMFlow is made with the part of the link after the #:
첫 계정은 링크에서 # 뒤에 있는 값으로 만듭니다:

  curl -X POST -H 'content-type: application/json' ADDRESS/api/v1/first-run \\
    -d '{"token": "…", "email": "you@example.com", "name": "You", "password": "…"}'
`

function addFirstRun(routes: RouteRegistrar, { identity, pages }: SessionFace): void {
  routes.open({
    method: 'GET',
    url: '/first-run',
    tag,
    bodyBytesMax,
    summary: 'How the first account is made, in words; the page of the console where there is one',
    replies: { 200: { description: 'A text', mediaType: 'text/plain' } },
    handler: ({ request, reply }) => {
      if (pages !== undefined) return pages.page(request, reply)
      const address = `${request.protocol}://${request.host}`
      return reply
        .type('text/plain; charset=utf-8')
        .send(firstRunText.replace('ADDRESS', () => address))
    },
  })
  routes.open({
    method: 'GET',
    url: '/api/v1/first-run',
    tag,
    bodyBytesMax,
    summary: 'Whether nobody has an account yet',
    replies: ok(z.object({ isFirstRun: z.boolean(), hasProvider: z.boolean() })),
    handler: async () => ({
      isFirstRun: await identity.isFirstRun(),
      hasProvider: identity.provider !== undefined,
    }),
  })
  routes.open({
    method: 'POST',
    url: '/api/v1/first-run',
    tag,
    bodyBytesMax,
    summary: 'Make the first account, with the token of the link that was printed',
    body: z.strictObject({ token: z.string().max(100), email, name: line(200), password }),
    replies: ok(z.object({ csrf: z.string() }), 'Signed in; the cookie is set'),
    handler: async ({ body, request, reply }) => {
      refuseOtherSites(request)
      const secret = await identity.finishFirstRun({ ...body, address: request.ip })
      return begin(identity, reply, secret).send({ csrf: identity.csrfOf(secret) })
    },
  })
}

/** Nobody's page signs its visitors in to an account of its own choice. */
function refuseOtherSites({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return
  throw new RuntimeError('forbidden', 'Sign in from a page of LLMFlow itself.')
}

/** Sets the cookie of a sign-in. */
export const begin = (identity: Identity, reply: FastifyReply, secret: string): FastifyReply =>
  setCookie(identity, reply, secret, signInMs / 1000)

function setCookie(
  { cookie }: Identity,
  reply: FastifyReply,
  secret: string,
  maxAgeSeconds: number,
): FastifyReply {
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`
  const value = `${cookie.name}=${secret}; ${flags}${cookie.isSecure ? '; Secure' : ''}`
  return reply.header('set-cookie', value)
}

/** Who signed in; a key has no password, and its tenant is for good. */
async function mine({ authenticate, identity }: SessionFace, request: FastifyRequest) {
  const principal = await authenticate(request)
  const secret = identity.sessionSecretOf(request.headers.cookie)
  const { userId, keyId } = principal
  if (userId === undefined || keyId !== undefined || secret === undefined) {
    throw new RuntimeError('forbidden', 'Only who signed in may do this.')
  }
  return { principal, userId, secret }
}

async function describe(
  { authenticate, identity, records }: SessionFace,
  request: FastifyRequest,
): Promise<z.infer<typeof session>> {
  const principal = await authenticate(request)
  const { userId, keyId, tenantId, tenantName } = principal
  const isPerson = userId !== undefined && keyId === undefined
  const person = isPerson ? await getPerson(records, userId) : undefined
  const secret = isPerson ? identity.sessionSecretOf(request.headers.cookie) : undefined
  const own = { id: tenantId, name: tenantName, role: principal.role }
  return {
    user: person === undefined ? null : userOf(person),
    isOperator: principal.isOperator,
    tenant: tenantName === '' ? null : { id: tenantId, name: tenantName },
    role: principal.role,
    scopes: [...principal.scopes],
    tenants: isPerson ? [...(await listTenantsOf(records, userId))] : [own],
    csrf: secret === undefined ? null : identity.csrfOf(secret),
  }
}

const userOf = ({ id, email, name, passwordHash }: Awaited<ReturnType<typeof getPerson>>) => ({
  id,
  email,
  name,
  hasPassword: passwordHash !== null,
})
