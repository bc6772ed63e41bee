// Builds the usual probes: a port that answers, by HTTP, TCP or a command.

import { seconds, type Probe } from '@llmflow/spec'

type Timing = { readonly every?: number; readonly timeout?: number; readonly failures?: number }

/** `every` and `timeout` are in seconds. */
const timed = (
  check: Probe['check'],
  { every = 10, timeout = 5, failures = 3 }: Timing = {},
): Probe => ({ check, every: seconds(every), timeout: seconds(timeout), failures })

export const httpProbe = (path: string, port: string, timing?: Timing): Probe =>
  timed({ kind: 'http', path, port }, timing)

export const tcpProbe = (port: string, timing?: Timing): Probe =>
  timed({ kind: 'tcp', port }, timing)

export const commandProbe = (command: readonly string[], timing?: Timing): Probe =>
  timed({ kind: 'command', command }, timing)

/** By a server whose certificate the one who asks need not know. */
export const httpsProbe = (path: string, port: string, timing?: Timing): Probe =>
  timed({ kind: 'http', path, port, scheme: 'HTTPS' }, timing)
