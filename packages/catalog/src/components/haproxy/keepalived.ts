// Writes keepalived.conf: the addresses that move to the other machine when HAProxy or its machine is gone.

import type { Text } from '@llmflow/spec'
import type { Context } from '../../component.js'

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
 * The same file on both machines: both begin as BACKUP with one priority, the higher address wins the first election, and
 * nobody takes the address back from a machine that holds it.
 */
export function keepalivedFile(context: Context): Text {
  const ids = routerIdsOf(context)
  const instances = virtualAddressesOf(context).map(
    ({ name, address, interface: device }, index) => `
vrrp_instance ${name} {
  state BACKUP
  nopreempt
  interface ${device}
  virtual_router_id ${ids[index] ?? 51 + index}
  priority 100
  advert_int 1
  virtual_ipaddress {
    ${address} dev ${device}
  }
  track_process {
    haproxy
  }
}
`,
  )
  return [
    `global_defs {
  vrrp_garp_master_refresh 60
}

vrrp_track_process haproxy {
  process haproxy
  quorum 1
  delay 2
}
${instances.join('')}`,
  ]
}
