// Defines the plan: everything that will be, complete and immutable, every number with its reason.

import type { Taint } from '../inventory/schema.js'
import type { Bytes, CpuMillis, Milliseconds, Watts } from '../quantity/brand.js'
import type { ServiceConfiguration } from '../service/service.js'
import type { JsonObject } from '../source/json.js'
import type { Pointer } from '../source/pointer.js'
import type { Edge, Toleration, Workload, WorkloadId } from '../workload/workload.js'
import type { AddonObject } from './addon-object.js'
import type { Reason } from './reason.js'
import type { PlannedHardware } from './hardware.js'
import type { HostPort, NetworkBehaviour } from './node-network.js'
import type { Bilingual, OperatorCommand, PlannedStore } from './recovery.js'

/** Collections are keyed by name, so that a path such as `/workloads/dify-api/replicas/minimum` stays valid. */
export type Plan = {
  readonly apiVersion: 'llmflow.io/v1'
  readonly kind: 'Plan'
  readonly name: string
  readonly release: string
  readonly kubernetesMinor: string
  /** The patch that machines of the cluster are set up with, where the catalog knows the minor. */
  readonly kubernetesVersion?: string
  readonly domain: string
  readonly registry: { readonly host: string; readonly pullSecret?: string } | null
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged'
  readonly network: PlannedNetwork
  /** What the platform has to carry at the busiest time. */
  readonly load: { readonly [name: string]: number }
  readonly sizes: { readonly [component: string]: { readonly [part: string]: PlannedSizes } }
  readonly workloads: { readonly [id: WorkloadId]: Workload }
  readonly addons: { readonly [name: string]: Addon }
  readonly namespaces: { readonly [name: string]: PlannedNamespace }
  readonly nodes: { readonly [name: string]: PlannedNode }
  readonly pools: { readonly [name: string]: PlannedPool }
  /** Storage, racks, networks and power around the nodes. */
  readonly hardware: PlannedHardware
  readonly placement: { readonly [id: WorkloadId]: Placement }
  /** Replicas beyond the minimum that would wait for room, first served first. */
  readonly waiting: readonly Waiting[]
  readonly addresses: { readonly [id: WorkloadId]: WorkloadAddresses }
  /** Public names and where they lead. */
  readonly names: { readonly [name: string]: PublicName }
  readonly edges: readonly PlannedEdge[]
  readonly certificates: { readonly [name: string]: Certificate }
  readonly secrets: { readonly [name: string]: PlannedSecret }
  readonly images: { readonly [upstream: string]: PlannedImage }
  readonly alerts: readonly Alert[]
  readonly dashboards: { readonly [name: string]: Dashboard }
  readonly schedules: { readonly [name: string]: PlannedSchedule }
  /** Stores with data, in the order in which they are brought back. */
  readonly recovery: { readonly [store: string]: PlannedStore }
  /** What people run to look after each component. */
  readonly commands: { readonly [component: string]: readonly OperatorCommand[] }
  readonly tenants: { readonly [name: string]: PlannedTenant }
  readonly priorities: { readonly [name: string]: number }
  readonly parameters: readonly Parameter[]
  readonly service: ServiceConfiguration
  /** Why: from plan path to reason. */
  readonly reasons: { readonly [path: Pointer]: Reason }
}

export type PlannedNetwork = {
  readonly podRange: string
  readonly serviceRange: string
  readonly clusterDomain: string
  /** Ranges of machines outside the cluster, by network name. */
  readonly ranges: { readonly [network: string]: string }
  /** The address under which people reach the gateway. */
  readonly virtualAddress?: string
  /** The address under which nodes and operators reach the Kubernetes API. */
  readonly controlPlaneAddress?: string
  /** Who tells the machines the time. */
  readonly timeServers?: readonly string[]
  /** Who serves the platform's zones. */
  readonly nameServers?: readonly string[]
}

/** The sizes of one part of a component. */
export type PlannedSizes = {
  readonly replicas: { readonly minimum: number; readonly maximum: number }
  readonly resources: {
    readonly cpu: CpuMillis
    readonly memory: Bytes
    readonly cpuLimit?: CpuMillis
    readonly memoryLimit: Bytes
    readonly gpus?: number
  }
  readonly storage?: Bytes
  /** Other computed figures, such as connections or cache tokens. */
  readonly figures: { readonly [name: string]: Figure }
}

export type FigureUnit = 'count' | 'bytes' | 'cpu-millis' | 'milliseconds' | 'ratio' | 'tokens'
export type Figure = { readonly value: number; readonly unit: FigureUnit }

export type PlannedNamespace = {
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged'
  readonly purpose: string
  readonly tenant?: string
  /** Items of its ResourceQuota: what its workloads take at their maxima, so that nothing else takes the nodes. */
  readonly quota?: { readonly [item: string]: string }
}

export type PlannedNode = {
  readonly pool: string
  readonly zone: string
  readonly rack: string
  readonly address?: string
  /** Address of its management controller. */
  readonly bmc?: string
  readonly cpu: CpuMillis
  readonly memory: Bytes
  readonly gpus: number
  readonly used: { readonly cpu: CpuMillis; readonly memory: Bytes; readonly gpus: number }
}

export type PlannedPool = {
  readonly kind: 'cluster' | 'hosts' | 'control-plane'
  readonly nodes: number
  readonly labels: { readonly [label: string]: string }
  readonly taints: readonly Taint[]
  readonly gpuProduct?: string
  /** Kept on each node for the system and for what looks after the node. */
  readonly reserved?: { readonly cpu: CpuMillis; readonly memory: Bytes }
  /** Watts of all nodes, when the inventory says. */
  readonly power?: Watts
}

export type Placement = {
  readonly pool: string
  readonly nodeSelector: { readonly [label: string]: string }
  readonly tolerations: readonly Toleration[]
  readonly priorityClass?: string
  /** One entry for each replica of the minimum. */
  readonly replicas: readonly { readonly node: string; readonly gpus: readonly number[] }[]
}

export type Waiting = {
  readonly workload: WorkloadId
  readonly replicas: number
  readonly priority: number
  readonly lacks: 'gpus' | 'cpu' | 'memory' | 'nodes'
}

/** How others reach a workload. */
export type WorkloadAddresses = {
  /** DNS name inside the cluster. */
  readonly host: string
  /** Names of the replicas of a stateful workload, in order. */
  readonly members: readonly { readonly name: string; readonly host: string }[]
  /** Addresses of machines, for workloads on hosts. */
  readonly machines: readonly string[]
}

export type PublicName = {
  readonly workload: WorkloadId
  readonly port: string
  readonly purpose: string
}

export type PlannedEdge = {
  readonly from: WorkloadId
  readonly to:
    | { readonly kind: 'workload'; readonly workload: WorkloadId; readonly port: string }
    | { readonly kind: 'addon'; readonly addon: string; readonly endpoint: string }
    | {
        readonly kind: 'external'
        readonly host: string
        readonly range?: string
        readonly port: number
      }
  readonly purpose: string
}

/** One certificate for all consumers in the cluster, and one for each machine of those that run on machines. */
export type Certificate = {
  readonly namespace: string
  readonly subject: string
  /** Those of the consumers in the cluster; of all of them where none runs there. */
  readonly names: readonly string[]
  /** Whether a consumer runs in the cluster, where the issuer signs and renews by itself. */
  readonly isInCluster: boolean
  /** The names that each machine answers to: its key is of no use on another. */
  readonly machines: { readonly [machine: string]: readonly string[] }
  readonly issuer: string
  /** The secret that holds it. */
  readonly secret: string
  readonly consumers: readonly WorkloadId[]
  readonly lifetime: Milliseconds
  readonly renewBefore: Milliseconds
}

/** A secret: names and consumers, never values. */
export type PlannedSecret = {
  readonly keys: { readonly [key: string]: SecretKey }
  /** Who reads which key, and where. */
  readonly consumers: readonly {
    readonly workload: WorkloadId
    readonly namespace: string
    readonly key: string
  }[]
  readonly namespaces: readonly string[]
  readonly purpose: string
}

/** How a value is made. `alphanumeric` needs no quoting in URLs, shells and configuration files. */
export type SecretKey = {
  readonly format: 'alphanumeric' | 'hex' | 'base64' | 'given'
  readonly length: number
  readonly purpose: string
  /** What another value asks for; absent where it is enough that those who read it start again. */
  readonly rotation?: Rotation
}

export type Rotation = {
  /**
   * `inside`: the server took it at its first start and keeps it, so somebody changes it there. `rewrites`: data is
   * protected by it and has to be written again. `never`: what it protects would be lost.
   */
  readonly kind: 'inside' | 'rewrites' | 'never'
  readonly reason: Bilingual
}

export type PlannedImage = {
  /** The reference that is rendered: through the registry where one is declared. */
  readonly reference: string
  readonly workloads: readonly WorkloadId[]
  /** Lines of the Dockerfile from which it is built, when nobody publishes it. */
  readonly recipe?: readonly string[]
}

export type Alert = {
  readonly name: string
  readonly component: string
  readonly expression: string
  readonly for: Milliseconds
  readonly severity: 'critical' | 'warning'
  readonly summary: { readonly en: string; readonly ko: string }
  readonly description: { readonly en: string; readonly ko: string }
  /** Series that trip the alert and that leave it quiet, in promtool's notation. */
  readonly tests: {
    readonly trips: readonly SampleSeries[]
    /** Series that trip it by another branch of its expression. */
    readonly tripsToo?: readonly SampleSeries[]
    readonly quiet: readonly SampleSeries[]
  }
}

export type SampleSeries = { readonly series: string; readonly values: string }

export type Dashboard = { readonly title: string; readonly panels: readonly Panel[] }

export type Panel = {
  readonly title: string
  readonly kind: 'timeseries' | 'stat' | 'gauge'
  readonly unit: 'short' | 's' | 'ms' | 'bytes' | 'percentunit' | 'reqps' | 'percent' | 'none'
  readonly queries: readonly { readonly expression: string; readonly legend: string }[]
}

/** Something that happens by the clock. */
export type PlannedSchedule = {
  readonly store: string
  readonly every: Milliseconds
  readonly keep: Milliseconds
  /** The workload that does it; absent when the component does it itself. */
  readonly workload?: WorkloadId
  readonly purpose: string
}

export type PlannedTenant = {
  readonly namespace: string
  readonly department: string
  readonly people: number
  readonly models: readonly string[]
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
  readonly quota: { readonly [item: string]: string }
  readonly limitRange: {
    readonly cpuDefault: CpuMillis
    readonly memoryDefault: Bytes
    readonly cpuRequest: CpuMillis
    readonly memoryRequest: Bytes
    readonly cpuMax: CpuMillis
    readonly memoryMax: Bytes
  }
}

/** A leaf that a chart user may set. */
export type Parameter = {
  readonly path: Pointer
  readonly valuesPath: string
  readonly schema: JsonObject
  readonly description: string
  readonly unit?: string
}

/** An upstream chart with computed values. */
export type Addon = {
  readonly name: string
  readonly chart: string
  readonly repository: string
  readonly version: string
  /** Digest of the chart package, when it is known. */
  readonly digest?: string
  readonly namespace: string
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged'
  readonly values: JsonObject
  readonly images: readonly string[]
  readonly customResources: readonly string[]
  /** Ports that the platform connects to, or that Prometheus asks. */
  readonly endpoints: {
    readonly [name: string]: {
      /** Of its pods. Its Service has those that monitors select by. */
      readonly labels: { readonly [label: string]: string }
      readonly port: number
      /** What monitors call the port. */
      readonly portName?: string
      /** Absent where its pods are asked themselves. */
      readonly service?: string
    }
  }
  /** What it does to packets between pods and machines, when it is the network of the cluster. */
  readonly network?: NetworkBehaviour
  /** Ports that its pods open on the nodes themselves. */
  readonly hostPorts?: readonly HostPort[]
  /** Secrets of the platform that the addon's pods read. */
  readonly secrets?: readonly string[]
  /** Connections that the addon's pods open to workloads of the platform. */
  readonly edges?: readonly Edge[]
  /** What is applied once every addon stands, because the chart has no value for it. */
  readonly objects?: readonly AddonObject[]
  /** Addons that must be installed first. */
  readonly after: readonly string[]
  /** What stands for its pods where there is no cluster to install it in. */
  readonly standIns?: readonly StandIn[]
  /** Beginnings of the names of series that only its own pods export, and no stand-in. */
  readonly series?: readonly string[]
  readonly purpose: string
}

/** A workload that serves an endpoint of an addon where there is no cluster. */
export type StandIn = {
  readonly endpoint: string
  readonly workload: Workload
  /** Where it reads what the target knows of everything else. */
  readonly reads?: {
    /** File of Prometheus' configuration. */
    readonly scraping?: string
    /** File of alerting rules. */
    readonly rules?: string
    /** Folder of dashboards. */
    readonly dashboards?: string
  }
}
