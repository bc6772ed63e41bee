// Lists the components in the order in which they are sized: those that use a store before the store.

import type { Component } from './component.js'
import { accelerators } from './components/accelerators/component.js'
import { apisix } from './components/apisix/component.js'
import { certificates } from './components/certificates/component.js'
import { etcd } from './components/etcd/component.js'
import { dify } from './components/dify/component.js'
import { haproxy } from './components/haproxy/component.js'
import { fluentBit } from './components/fluent-bit/component.js'
import { infinity } from './components/infinity/component.js'
import { keycloak } from './components/keycloak/component.js'
import { langfuse } from './components/langfuse/component.js'
import { llamaFactory } from './components/llama-factory/component.js'
import { llmflow } from './components/llmflow/component.js'
import { loki } from './components/loki/component.js'
import { mlflow } from './components/mlflow/component.js'
import { monitoring } from './components/monitoring/component.js'
import { presidio } from './components/presidio/component.js'
import { scaling } from './components/scaling/component.js'
import { opensearch } from './components/opensearch/component.js'
import { tei } from './components/tei/component.js'
import { cilium } from './components/cilium/component.js'
import { harbor } from './components/harbor/component.js'
import { longhorn } from './components/longhorn/component.js'
import { nfs } from './components/nfs/component.js'
import { prometheusAdapter } from './components/prometheus-adapter/component.js'
import { rookCeph } from './components/rook-ceph/component.js'
import { velero } from './components/velero/component.js'
import { unstructured } from './components/unstructured/component.js'
import { pgbouncer } from './components/pgbouncer/component.js'
import { postgresql } from './components/postgresql/component.js'
import { redis } from './components/redis/component.js'
import { minio } from './components/minio/component.js'
import { milvus } from './components/milvus/component.js'
import { neo4j } from './components/neo4j/component.js'
import { vllm } from './components/vllm/component.js'

export const components: readonly Component[] = [
  llmflow,
  dify,
  langfuse,
  mlflow,
  presidio,
  keycloak,
  apisix,
  haproxy,
  vllm,
  tei,
  infinity,
  unstructured,
  llamaFactory,
  etcd,
  cilium,
  rookCeph,
  longhorn,
  nfs,
  harbor,
  certificates,
  accelerators,
  monitoring,
  scaling,
  prometheusAdapter,
  velero,
  fluentBit,
  opensearch,
  loki,
  milvus,
  neo4j,
  pgbouncer,
  postgresql,
  redis,
  minio,
]

/** The component that brings a program which is no component itself: `keda` is part of `scaling`. */
export function componentBringing(program: string): Component | undefined {
  return components.find(({ brings = [] }) => brings.includes(program.toLowerCase()))
}

export function findComponent(name: string): Component | undefined {
  return components.find((component) => component.name === name)
}
