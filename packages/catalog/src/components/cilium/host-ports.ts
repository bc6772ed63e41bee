// Lists the ports that Cilium opens on nodes.

import type { HostPort } from '@llmflow/spec'

/** cilium/cilium@v1.15.13 Documentation/operations/system_requirements.rst, "Firewall Rules". */
export const ciliumHostPorts: readonly HostPort[] = [
  { number: 8472, protocol: 'UDP', from: 'nodes', purpose: 'packets of pods in VXLAN' },
  { number: 6081, protocol: 'UDP', from: 'nodes', purpose: 'packets of pods in Geneve' },
  { number: 4240, protocol: 'TCP', from: 'pods', purpose: 'health of the nodes' },
  { number: 4244, protocol: 'TCP', from: 'pods', purpose: 'Hubble of each node' },
  { number: 9962, protocol: 'TCP', from: 'pods', purpose: 'metrics of the agent' },
  { number: 9963, protocol: 'TCP', from: 'pods', purpose: 'metrics of the operator' },
]
