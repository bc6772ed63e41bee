// Defines the parts of a compose file that are written here, so that a misspelt key does not compile.

export type Service = {
  readonly image: string
  readonly build?: { readonly dockerfile_inline: string }
  readonly profiles?: readonly string[]
  readonly labels?: { readonly [label: string]: string }
  readonly hostname?: string
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: { readonly [name: string]: string }
  readonly expose?: readonly string[]
  readonly ports?: readonly PublishedPort[]
  readonly networks?: { readonly [network: string]: Attachment }
  readonly network_mode?: 'none'
  readonly extra_hosts?: readonly string[]
  readonly volumes?: readonly Mount[]
  readonly tmpfs?: readonly string[]
  readonly shm_size?: string
  readonly depends_on?: { readonly [service: string]: Dependency }
  readonly healthcheck?: Healthcheck
  readonly deploy?: { readonly resources: Resources }
  readonly user?: string
  readonly group_add?: readonly string[]
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly cap_add?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly stop_grace_period?: string
  readonly restart?: 'no' | 'on-failure' | 'unless-stopped'
}

export type PublishedPort = {
  readonly target: number
  readonly published: string
  readonly host_ip: string
  readonly protocol: 'tcp' | 'udp'
}

type Attachment = { readonly aliases?: readonly string[] }

export type Mount = {
  readonly type: 'bind' | 'volume'
  readonly source: string
  readonly target: string
  readonly read_only?: boolean
  readonly volume?: { readonly nocopy: boolean }
}

export type Dependency = {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully'
  readonly required?: boolean
}

export type Healthcheck = {
  readonly test: readonly string[]
  readonly interval: string
  readonly timeout: string
  readonly retries: number
  readonly start_period?: string
}

export type Resources = {
  readonly limits: { readonly cpus?: string; readonly memory: string }
  readonly reservations: {
    readonly cpus: string
    readonly memory: string
    readonly devices?: readonly {
      readonly driver: string
      readonly device_ids: readonly string[]
      readonly capabilities: readonly string[]
    }[]
  }
}

export type Network = {
  readonly internal?: boolean
  readonly driver_opts?: { readonly [option: string]: string }
  readonly ipam?: { readonly config: readonly { readonly subnet: string }[] }
}
