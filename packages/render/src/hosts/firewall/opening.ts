// Defines what a machine's firewall lets in: a port, who may come, and why.

export type Opening = {
  readonly protocol: 'TCP' | 'UDP' | 'vrrp'
  /** Absent for protocols without ports. */
  readonly port?: number
  /** Addresses and ranges; `anywhere` is everybody. */
  readonly from: readonly string[] | 'anywhere'
  readonly purpose: string
}
