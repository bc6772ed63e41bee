// What keeps the service from starting, in words and as a code for who started it.

import { z } from 'zod'
import { RuntimeError } from './error.js'

const reasons: { readonly [code: string]: { readonly fault: string; readonly reason: string } } = {
  EADDRINUSE: { fault: 'port-taken', reason: 'is taken: choose another port' },
  EACCES: {
    fault: 'port-forbidden',
    reason: 'is not ours to listen at: choose a port from 1024 up',
  },
  EADDRNOTAVAIL: { fault: 'no-such-address', reason: 'is no address of this machine' },
  ENOTFOUND: { fault: 'no-such-address', reason: 'is no address of this machine' },
  EAI_AGAIN: { fault: 'no-such-address', reason: 'is no address of this machine' },
}

const ofAddress = z.union([
  z.object({
    code: z.string(),
    syscall: z.literal('listen'),
    address: z.string(),
    port: z.number().min(0),
  }),
  z.object({ code: z.string(), hostname: z.string() }),
])

/** What the system said of the address, as an error for people; any other error as it is. */
export function asStartFault(error: unknown): unknown {
  const said = ofAddress.safeParse(error).data
  const known = said === undefined ? undefined : reasons[said.code]
  if (said === undefined || known === undefined) return error
  const address = 'hostname' in said ? said.hostname : `${said.address}:${said.port}`
  return new RuntimeError('configuration', `${address} ${known.reason}`, {
    cause: error,
    detail: { fault: known.fault, address },
  })
}
