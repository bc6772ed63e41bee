// Writes keepalived.conf: the addresses that move to the other machine when HAProxy or its machine is gone.

import { nodesOf, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { poolOf } from '../../pool.js'
import { scriptAccount } from './host.js'

type Address = { readonly name: string; readonly address: string; readonly interface: string }

const option = (context: Context, name: string, otherwise: string): string => {
  const value = context.platform.components['haproxy']?.options?.[name]
  return typeof value === 'string' ? value : otherwise
}

/** The addresses that the platform keeps. */
function virtualAddressesOf(context: Context): readonly Address[] {
  const { virtualAddress, controlPlaneAddress } = context.platform.network
  return [
    ...(virtualAddress === undefined
      ? []
      : [
          {
            name: 'users',
            address: virtualAddress,
            interface: option(context, 'usersInterface', 'bond0.100'),
          },
        ]),
    ...(controlPlaneAddress === undefined
      ? []
      : [
          {
            name: 'kubernetes',
            address: controlPlaneAddress,
            interface: option(context, 'nodesInterface', 'bond0.60'),
          },
        ]),
  ]
}

function routerIdsOf({ platform }: Context): readonly number[] {
  const ids = platform.components['haproxy']?.options?.['routerIds']
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}

/**
 * The machines of the pair, which speak to each other alone: switches that carry no multicast are common, and a third
 * who takes part would have to have one of these addresses. Where the inventory has none, they find each other.
 */
function peersOf(context: Context): readonly { readonly name: string; readonly address: string }[] {
  const found = poolOf(context, 'haproxy', 'keepalived', 'edge')
  const nodes = found === undefined ? [] : nodesOf(found.pool)
  return nodes.flatMap(({ name, address }) => (address === undefined ? [] : [{ name, address }]))
}

/** `@name` keeps a line for one machine, and `@^name` for all others. */
function conversation(context: Context): string {
  const peers = peersOf(context)
  if (peers.length < 2) return ''
  const own = peers.map(({ name, address }) => `@${name} unicast_src_ip ${address}\n`)
  const others = peers.map(({ name, address }) => `@^${name} ${address}\n`)
  return `${own.join('')}  unicast_peer {\n${others.join('')}  }\n  check_unicast_src\n`
}

/**
 * The same file on all machines: they begin as BACKUP with one priority, the higher address wins the first election, and
 * nobody takes the address back from a machine that holds it. Nobody signs: VRRP's passwords travel in clear and are
 * gone from the protocol since RFC 3768; the firewall lets the pair alone speak it.
 */
export function keepalivedFile(context: Context): Text {
  const ids = routerIdsOf(context)
  const talk = option(context, 'nodesInterface', 'bond0.60')
  const instances = virtualAddressesOf(context).map(
    ({ name, address, interface: device }, index) => `
vrrp_instance ${name} {
  state BACKUP
  nopreempt
  interface ${talk}
  virtual_router_id ${ids[index] ?? 51 + index}
  priority 100
  advert_int 1
${conversation(context)}  virtual_ipaddress {
    ${address} dev ${device}
  }
${device === talk ? '' : `  track_interface {\n    ${device}\n  }\n`}  track_script {
    haproxy
  }
}
`,
  )
  return [
    `global_defs {
  vrrp_garp_master_refresh 60
  enable_script_security
  script_user ${scriptAccount}
}

vrrp_script haproxy {
  script "/usr/bin/curl --silent --fail --max-time 1 --output /dev/null http://127.0.0.1:8404/ready"
  interval 1
  timeout 2
  fall 2
  rise 2
}
${instances.join('')}`,
  ]
}
