// Defines a workload: the neutral description of one group of processes that every target renders.

import type { Role } from '../inventory/schema.js'
import type { Bytes, CpuMillis, Milliseconds, Ratio } from '../quantity/brand.js'
import type { HostProgram } from './host.js'
import type { SecretText, Text } from './text.js'

export type WorkloadId = string

/** One group of identical processes. It knows nothing of the target that will run it. */
export type Workload = {
  readonly id: WorkloadId
  readonly component: string
  /** The part of the component: `api`, `worker`; equal to the component's name when it has one part. */
  readonly part: string
  readonly runsOn: 'cluster' | 'hosts'
  /** How a machine runs it without a container. */
  readonly host?: HostProgram
  /** What it looks after when that is not the platform: a target without machines or cluster leaves it out. */
  readonly tends?: 'machine' | 'cluster'
  /** The namespace in a cluster. */
  readonly namespace: string
  /** `stateless` replicas are alike; `stateful` ones have names and volumes; `job` runs once, `schedule` by the clock. */
  readonly kind: 'stateless' | 'stateful' | 'job' | 'schedule'
  readonly image: Image
  readonly command?: readonly string[]
  readonly args?: readonly Text[]
  readonly environment?: { readonly [name: string]: SecretText }
  readonly files?: readonly FileMount[]
  readonly ports?: readonly Port[]
  /** Ports that are reached from outside the platform, by name, with the number that they have there. */
  readonly exposed?: {
    readonly ports: { readonly [port: string]: number }
    /** The address that is kept for it. */
    readonly address?: string
    /** Whether any node takes its traffic and hands it on with the caller's address, not only nodes that run it. */
    readonly throughAnyNode?: boolean
    /** Ports under which every node leads to it, for load balancers of the platform's own; then there is no other way. */
    readonly nodePorts?: { readonly [port: string]: number }
  }
  readonly volumes?: readonly Volume[]
  readonly resources: Resources
  readonly probes?: { readonly startup?: Probe; readonly ready?: Probe; readonly live?: Probe }
  /** A command in the image that asks what `probes.ready` asks, for targets that can only ask from inside. */
  readonly readyInside?: readonly string[]
  readonly replicas: Replicas
  readonly scaling?: Scaling
  readonly role: Role
  readonly spread: Spread
  /** Replicas that may be away at once without harm: 1 for a quorum of three. */
  readonly unavailableMax: number
  /** Whether it works for the machines themselves, such as an address that moves; one machine alone has no use for it. */
  readonly servesMachines?: boolean
  /** Those to which it hands connections on unopened: behind it they answer under its name. */
  readonly handsOn?: readonly WorkloadId[]
  /** Whether it reads its own certificate and key anew for every connection, so that new files need no restart. */
  readonly rereadsCertificates?: boolean
  /** Whether answers go on without it for a while, as with an exporter; then one replica is enough. */
  readonly optional?: boolean
  /** Whether a lost replica can start on another node; false when its data lies on the lost node. */
  readonly movable: boolean
  readonly security: Security
  readonly schedule?: Schedule
  readonly edges: readonly Edge[]
  /** Workloads that must be ready first. */
  readonly after?: readonly WorkloadId[]
  /** A server that this job prepares: other components find what they expect there once it has ended. */
  readonly prepares?: WorkloadId
  /** Time that a replica gets to finish its work when it is told to stop. */
  readonly stopWithin?: Milliseconds
  /** Who gets nodes first when not all fit: higher wins. */
  readonly priority: number
  /** The inventory pool, when the platform chose one; else the first pool with the role. */
  readonly pool?: string
  readonly tolerations?: readonly Toleration[]
  readonly nodeSelector?: { readonly [label: string]: string }
}

/** An image as its project publishes it: `docker.io/vllm/vllm-openai`, `v0.6.0`. */
export type Image = {
  readonly repository: string
  readonly tag: string
  readonly digest?: string
  /** Lines of the Dockerfile from which it is built, when nobody publishes it. */
  readonly recipe?: readonly string[]
  /** A program in it that can ask a port of its own; absent where none is known. */
  readonly asks?: 'bash' | 'curl' | 'wget'
}

export type Toleration = {
  readonly key: string
  readonly operator: 'Exists' | 'Equal'
  readonly value?: string
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
}

/** A file of configuration, mounted at `path`. A changed file restarts the workload. */
export type FileMount = {
  readonly path: string
  readonly content: Text
  readonly executable?: boolean
}

export type Port = {
  readonly name: string
  readonly number: number
  readonly protocol?: 'TCP' | 'UDP'
  readonly scheme: 'http' | 'https' | 'tcp' | 'redis' | 'postgresql' | 'grpc'
  /** Where Prometheus finds metrics on this port. */
  readonly metrics?: {
    readonly path: string
    readonly interval: Milliseconds
    /** The secret of the port's certificate, whose `ca.crt` is how Prometheus knows it. */
    readonly authority?: string
  }
  /** Only replicas of the same workload talk here. */
  readonly internal?: boolean
}

export type Volume =
  /** A volume of its own for each replica, which outlives it. */
  | {
      readonly kind: 'persistent'
      readonly name: string
      readonly path: string
      readonly size: Bytes
      readonly storageClass?: string
      readonly accessMode: 'ReadWriteOnce'
    }
  /** One volume that every replica, and other workloads with the same claim, mount. */
  | {
      readonly kind: 'common'
      readonly name: string
      readonly path: string
      readonly claim: string
      readonly size: Bytes
      readonly storageClass?: string
      readonly accessMode: 'ReadWriteMany' | 'ReadWriteOnce'
      readonly readOnly: boolean
    }
  /** Space that goes with the replica. */
  | { readonly kind: 'scratch'; readonly name: string; readonly path: string; readonly size: Bytes }
  /** Memory as a file system, counted in the memory limit. */
  | { readonly kind: 'memory'; readonly name: string; readonly path: string; readonly size: Bytes }
  /** A secret or certificate as files. */
  | {
      readonly kind: 'secret'
      readonly name: string
      readonly path: string
      readonly secret: string
      /** The files that it reads; all of the secret's when left out. */
      readonly keys?: readonly string[]
    }

export type Resources = {
  readonly cpu: CpuMillis
  readonly memory: Bytes
  readonly cpuLimit?: CpuMillis
  readonly memoryLimit: Bytes
  /** Whole GPUs, all on one node. */
  readonly gpus?: number
  /** The GPU product that is needed, when not any will do. */
  readonly gpuProduct?: string
}

export type Probe = {
  readonly check:
    | {
        readonly kind: 'http'
        readonly path: string
        readonly port: string
        readonly scheme?: 'HTTP' | 'HTTPS'
      }
    | { readonly kind: 'tcp'; readonly port: string }
    | { readonly kind: 'command'; readonly command: readonly string[] }
  readonly every: Milliseconds
  readonly timeout: Milliseconds
  readonly failures: number
}

export type Replicas = { readonly minimum: number; readonly maximum: number }

/** What the number of replicas follows. */
export type Signal =
  | { readonly kind: 'cpu'; readonly target: Ratio }
  | { readonly kind: 'memory'; readonly target: Ratio }
  /** A PromQL query whose value, divided by `threshold`, is the number of replicas wanted. */
  | {
      readonly kind: 'query'
      readonly name: string
      readonly query: string
      readonly threshold: number
    }
  /** A list in Redis, watched through Sentinel. */
  | {
      readonly kind: 'redis-list'
      readonly sentinels: Text
      readonly master: string
      readonly list: string
      readonly database: number
      readonly threshold: number
      /** Under which name it is read. */
      readonly user: string
      readonly secret: SecretPartOf
    }

type SecretPartOf = { readonly secret: string; readonly key: string }

export type Scaling = {
  readonly signals: readonly Signal[]
  /** Time without need before a replica is taken away. */
  readonly shrinkAfter: Milliseconds
  /** Time of need before replicas are added. */
  readonly growAfter: Milliseconds
}

export type Spread = {
  /** `required`: never two replicas on one node; `preferred`: spread as far as nodes allow. */
  readonly nodes: 'required' | 'preferred' | 'none'
  readonly zones: 'required' | 'preferred' | 'none'
}

export type Security = {
  /** The numeric user; never 0 at the restricted level. */
  readonly user: number
  readonly group: number
  /** Group that owns mounted volumes. */
  readonly volumesGroup?: number
  readonly readOnlyRoot: boolean
  /** Capabilities that the process needs; the restricted level allows NET_BIND_SERVICE alone. */
  readonly capabilities?: readonly string[]
}

export type Schedule = {
  /** Five fields of cron. */
  readonly cron: string
  /** IANA name, because a bare cron time is the controller's own zone. */
  readonly timeZone: string
}

/** A connection that a workload opens. Network policies and the wiring check come from these alone. */
export type Edge = {
  readonly to:
    | { readonly kind: 'workload'; readonly workload: WorkloadId; readonly port: string }
    /** A port of an addon's pods, such as Prometheus. */
    | { readonly kind: 'addon'; readonly addon: string; readonly endpoint: string }
    /** Something outside the platform. */
    | {
        readonly kind: 'external'
        readonly host: string
        readonly range?: string
        readonly port: number
      }
  readonly purpose: string
}

export const edgeTo = (workload: WorkloadId, port: string, purpose: string): Edge => ({
  to: { kind: 'workload', workload, port },
  purpose,
})
