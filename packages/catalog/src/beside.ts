// Lets each replica of a companion, such as an exporter, find the one server that is its own.

import { fieldOf, membersOf, type SecretText } from '@llmflow/spec'

/** What the script below reads: the replica itself, all its like, and the servers in the same order. */
export function placeAmong(
  companion: string,
  companionPort: string,
  server: string,
  serverPort: string,
): { readonly [name: string]: SecretText } {
  return {
    SELF: [fieldOf('member-host')],
    PEERS: [membersOf(companion, companionPort, 'host', ' ')],
    SERVERS: [membersOf(server, serverPort, 'host-port', ' ')],
  }
}

/** A shell script that leaves the own server, as host and port, in `$1`. */
export const serverOfSamePlace = [
  'set -- $SERVERS',
  'for peer in $PEERS; do',
  '  if [ "$peer" = "$SELF" ]; then break; fi',
  '  shift',
  'done',
].join('\n')
