// Lists the Services that operators make for custom resources, under which names and with which ports.

/** A Service that an operator makes. `NAME` in it stands for the name of the custom resource. */
export type ServiceProduct = { readonly name: string; readonly ports: readonly number[] }

export type ResourceProducts = {
  /** Group and kind: `milvus.io/Milvus`. */
  readonly kind: string
  readonly services: readonly ServiceProduct[]
  /** Beginnings of the names of whatever else it makes, such as the stores that it installs beside it. */
  readonly prefixes: readonly string[]
  readonly source: string
}

export const resourceProducts: readonly ResourceProducts[] = [
  {
    kind: 'milvus.io/Milvus',
    services: [{ name: 'NAME-milvus', ports: [19530, 9091] }],
    prefixes: ['NAME-milvus', 'NAME-etcd', 'NAME-minio', 'NAME-pulsar', 'NAME-kafka'],
    source: 'zilliztech/milvus-operator pkg/controllers/components.go',
  },
  {
    kind: 'monitoring.coreos.com/Prometheus',
    services: [{ name: 'prometheus-operated', ports: [9090] }],
    prefixes: ['prometheus-NAME', 'NAME'],
    source: 'prometheus-operator/prometheus-operator pkg/prometheus/server/statefulset.go',
  },
  {
    kind: 'monitoring.coreos.com/Alertmanager',
    services: [{ name: 'alertmanager-operated', ports: [9093] }],
    prefixes: ['alertmanager-NAME', 'NAME'],
    source: 'prometheus-operator/prometheus-operator pkg/alertmanager/statefulset.go',
  },
]
