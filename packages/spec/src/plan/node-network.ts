// Defines what an addon does on the nodes themselves: to packets, and with ports of the machine.

/** How the network between pods treats those who are no pods. */
export type NetworkBehaviour = {
  /** Whether it stands for kube-proxy, which is then left out. */
  readonly replacesKubeProxy: boolean
  /** Ranges whose machines see a pod under its own address; everywhere else it has that of its node. */
  readonly unmasqueraded: readonly string[]
}

export type HostPort = {
  readonly number: number
  readonly protocol: 'TCP' | 'UDP'
  /** Who connects: agents on other nodes, or also pods such as Prometheus. */
  readonly from: 'nodes' | 'pods'
  readonly purpose: string
}
