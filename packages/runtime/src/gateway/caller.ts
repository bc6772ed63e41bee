// What a request of Fastify says of its sender, for identity to judge.

import type { FastifyRequest } from 'fastify'
import type { Credentials } from '../identity/authenticate.js'
import type { OperatorSocket } from './operator-socket.js'
import type { Principal } from '../identity/principal.js'
import type { Authenticate } from './route.js'

type Judge = (credentials: Credentials) => Principal | Promise<Principal>

/** How routes know who asks; requests that came over the operator's socket are the operator's. */
export const authenticator =
  (judge: Judge, operator?: Pick<OperatorSocket, 'owns'>): Authenticate =>
  (request) =>
    judge(credentialsOf(request, operator?.owns(request.raw.socket) === true))

function credentialsOf(request: FastifyRequest, isLocalOperator: boolean): Credentials {
  const { headers, method, ip } = request
  return {
    authorization: headers.authorization,
    cookie: headers.cookie,
    csrf: single(headers['x-llmflow-csrf']),
    tenant: single(headers['x-llmflow-tenant']),
    method,
    address: isLocalOperator ? 'admin socket' : ip,
    isLocalOperator,
  }
}

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
