// Tests that the guide, taken literally, is red: every fault listed here is found at its line, and nothing else.

import { isCode } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { planExample } from './plan-example.js'

/** A fault of the guide, with the chapter and lines where it stands, and what is said of it: code, file and place. */
type Fault = {
  readonly fault: string
  readonly guide: string
  readonly findings: readonly (readonly [code: string, file: string, path: string])[]
}

const platform = 'guide-as-written/llmflow.yaml'
const hardware = 'guide-as-written/inventory.yaml'

const faults: readonly Fault[] = [
  {
    fault: 'The domain ends in .local',
    guide: '4.2 (856)',
    findings: [['wiring/multicast-domain', platform, '/domain']],
  },
  {
    fault: 'Training grows to eight nodes, four are bought',
    guide: '6.2 (1773), 9.3 (2762)',
    findings: [['capacity/training-gpus', platform, '/demand/fineTuning/gpus']],
  },
  {
    fault: 'Eight replicas of the 70B model and the others want 44 of 32 GPUs',
    guide: '6.3 (1861), 4.2 (602–630)',
    findings: [['capacity/maxima-do-not-fit', platform, '/models/0/replicas/maximum']],
  },
  {
    fault: 'Qwen is asked for 131,072 tokens',
    guide: '4.2 (632)',
    findings: [['capacity/context-exceeds-model', platform, '/models/2/context']],
  },
  {
    fault: 'Infinity is announced and deployed nowhere',
    guide: '1 (5), 2.1 (57)',
    findings: [['wiring/missing-companion', platform, '/models/5/engine']],
  },
  {
    fault: 'The reranker runs on CPUs, two replicas',
    guide: '4.2 (670–682)',
    findings: [
      ['capacity/latency-missed', platform, '/models/6/name'],
      ['capacity/replicas-below-demand', platform, '/models/6/replicas/maximum'],
    ],
  },
  {
    fault: 'A quota on GPU limits, which is never counted',
    guide: '3.4 (448)',
    findings: [['wiring/quota-item-ignored', platform, '/tenants/0/quota/limits.nvidia.com~1gpu']],
  },
  {
    fault: 'LangGraph and Presidio are drawn and nothing deploys or calls them',
    guide: '2.1 (47–53)',
    findings: [
      ['spec/unknown-name', platform, '/components/langgraph'],
      ['wiring/nobody-connects', platform, '/components/presidio'],
      ['wiring/missing-companion', platform, '/components/presidio'],
    ],
  },
  {
    fault: 'An image of Dify that was never published',
    guide: '4.2 (533)',
    findings: [['airgap/no-such-image', platform, '/components/dify/image']],
  },
  {
    fault: 'Autoscalers without KEDA, metrics-server or adapter',
    guide: '4.1 (491–508), 6.1 (1684–1703)',
    findings: [
      ['wiring/missing-companion', platform, '/components/dify'],
      ['wiring/missing-companion', platform, '/components/vllm'],
      ['wiring/missing-companion', platform, '/components/unstructured'],
    ],
  },
  {
    fault: 'Dify without sandbox and proxy',
    guide: '4.3 (977–1022)',
    findings: [
      ['wiring/part-never-runs', platform, '/components/dify/parts/sandbox/replicas/maximum'],
      ['wiring/part-never-runs', platform, '/components/dify/parts/proxy/replicas/maximum'],
    ],
  },
  {
    fault: 'Clients use a fixed host that nothing makes',
    guide: '4.2 (588–591)',
    findings: [['wiring/unknown-address', platform, '/components/dify/env/REDIS_HOST']],
  },
  {
    fault: 'Milvus by host and port',
    guide: '4.2 (593–596), 4.3 (999)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/dify/env/MILVUS_HOST'],
      ['wiring/setting-not-read', platform, '/components/dify/env/MILVUS_PORT'],
    ],
  },
  {
    fault: 'Settings that Dify does not have',
    guide: '4.2 (573–578)',
    findings: [['wiring/setting-not-read', platform, '/components/dify/env/EDIT_MODE']],
  },
  {
    fault: 'vLLM 0.6.0 refuses fields of newer clients',
    guide: '4.3 (1060), 6.3 (1814)',
    findings: [['software/known-problem', platform, '/components/vllm/image']],
  },
  {
    fault: 'An option that vLLM does not have',
    guide: '4.2 (642)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/vllm/env/MAX_CONCURRENT_REQUESTS'],
    ],
  },
  {
    fault: 'The taint of the inference nodes is not tolerated',
    guide: '6.3 (1808–1811)',
    findings: [['wiring/untolerated-taint', platform, '/components/vllm/tolerations']],
  },
  {
    fault: '50 requests at once on one A100 with 32,768 tokens',
    guide: '9.2 (2751)',
    findings: [
      [
        'capacity/concurrency-exceeds-cache',
        platform,
        '/components/vllm/parts/llama-3.1-8b/args/0',
      ],
    ],
  },
  {
    fault: '30 requests at once for 13B',
    guide: '9.2 (2752)',
    findings: [
      ['capacity/concurrency-exceeds-cache', platform, '/components/vllm/parts/llama-2-13b/args/0'],
    ],
  },
  {
    fault: '15 requests at once for a quantised 70B on one card, more than for 70B on four',
    guide: '9.2 (2754–2755)',
    findings: [
      [
        'capacity/concurrency-exceeds-cache',
        platform,
        '/components/vllm/parts/llama-70b-quantized/args/0',
      ],
    ],
  },
  {
    fault: 'GPUs without the GPU operator',
    guide: '4.1 (491–508)',
    findings: [
      ['wiring/missing-companion', platform, '/components/vllm'],
      ['wiring/missing-companion', platform, '/components/llama-factory'],
    ],
  },
  {
    fault: 'A CUDA build of TEI without a GPU',
    guide: '4.2 (653–656)',
    findings: [
      ['software/known-problem', platform, '/components/tei/image'],
      ['plan/image-version-differs', platform, '/components/tei/image'],
    ],
  },
  {
    fault: 'Options of a request as settings of the server',
    guide: '4.2 (698–703)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/unstructured/env/ENABLE_OCR'],
      ['wiring/setting-not-read', platform, '/components/unstructured/env/OCR_LANGUAGES'],
      ['wiring/setting-not-read', platform, '/components/unstructured/env/CHUNKING_STRATEGY'],
      ['wiring/setting-not-read', platform, '/components/unstructured/env/MAX_CHARACTERS'],
    ],
  },
  {
    fault: 'Nothing uses Neo4j',
    guide: '4.2 (711), 10.4 (2923)',
    findings: [['wiring/nobody-connects', platform, '/components/neo4j']],
  },
  {
    fault: 'Redis and Neo4j are never backed up',
    guide: '8.1 (2508–2523)',
    findings: [
      ['life/store-without-backup', platform, '/components/neo4j'],
      ['life/store-without-backup', platform, '/components/redis'],
    ],
  },
  {
    fault: 'Memory settings of Neo4j 4',
    guide: '4.2 (729–731)',
    findings: [
      [
        'wiring/setting-not-read',
        platform,
        '/components/neo4j/config/dbms.memory.heap.initial_size',
      ],
      ['wiring/setting-not-read', platform, '/components/neo4j/config/dbms.memory.heap.max_size'],
      ['wiring/setting-not-read', platform, '/components/neo4j/config/dbms.memory.pagecache.size'],
    ],
  },
  {
    fault: 'An image that does not exist, with the tag latest',
    guide: '4.2 (743–744)',
    findings: [
      ['airgap/no-such-image', platform, '/components/llama-factory/image'],
      ['airgap/mutable-tag', platform, '/components/llama-factory/image'],
    ],
  },
  {
    fault: 'LLaMA-Factory is drawn on App-09, which has no GPU',
    guide: '2.1 (57–58)',
    findings: [
      [
        'wiring/unmatched-node-selector',
        platform,
        '/components/llama-factory/nodeSelector/kubernetes.io~1hostname',
      ],
    ],
  },
  {
    fault: 'The taint of the training nodes is not tolerated',
    guide: '4.2 (775–780), 3.2 (378–380)',
    findings: [['wiring/untolerated-taint', platform, '/components/llama-factory/tolerations']],
  },
  {
    fault: 'Full fine-tuning on one GPU',
    guide: '4.2 (745–764)',
    findings: [['capacity/training-memory', platform, '/components/llama-factory/options/gpus']],
  },
  {
    fault: '`nfs-client` is defined nowhere',
    guide: '2.3 (234), 4.2 (768–774)',
    findings: [
      ['spec/unknown-name', platform, '/modelStore/storageClass'],
      ['spec/unknown-name', platform, '/components/llama-factory/storageClass'],
    ],
  },
  {
    fault: 'A password that nothing reads, and no login',
    guide: 'appendix A (2867)',
    findings: [
      [
        'wiring/setting-not-read',
        platform,
        '/components/llama-factory/env/LLAMA_FACTORY_ADMIN_PASSWORD',
      ],
      [
        'security/secret-in-file',
        platform,
        '/components/llama-factory/env/LLAMA_FACTORY_ADMIN_PASSWORD',
      ],
    ],
  },
  {
    fault: 'Milvus without a version',
    guide: '5.4 (1603–1604)',
    findings: [['airgap/mutable-tag', platform, '/components/milvus/image']],
  },
  {
    fault: 'PostgreSQL is on machines of its own and on block volumes',
    guide: '2.1 (65–67), 2.3 (225), 5.2 (1448)',
    findings: [['plan/choice-without-effect', platform, '/components/postgresql/storageClass']],
  },
  {
    fault: '500 connections for 20 API and 30 worker pods',
    guide: '5.2 (1472), 6.1 (1683, 1733)',
    findings: [
      ['capacity/connections-exceeded', platform, '/components/postgresql/config/max_connections'],
    ],
  },
  {
    fault:
      'An open REST API, etcd hosts that no table has, a pg_hba that refuses pods, passwords as literals',
    guide: '5.2 (1452–1520)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/postgresql/config/restapi.listen'],
      ['wiring/setting-not-read', platform, '/components/postgresql/config/etcd3.hosts'],
      ['wiring/setting-not-read', platform, '/components/postgresql/config/bootstrap.pg_hba'],
      [
        'wiring/setting-not-read',
        platform,
        '/components/postgresql/config/postgresql.authentication',
      ],
    ],
  },
  {
    fault: 'Alerts on PostgreSQL and Redis without exporters',
    guide: '4.3 (1329–1339), 7.1 (2005), 7.2 (2168)',
    findings: [
      [
        'wiring/part-never-runs',
        platform,
        '/components/postgresql/parts/exporter/replicas/maximum',
      ],
      ['wiring/part-never-runs', platform, '/components/redis/parts/exporter/replicas/maximum'],
    ],
  },
  {
    fault: 'Two Redis machines for Sentinel',
    guide: '2.1 (70–72), 5.1 (1425–1436)',
    findings: [['capacity/minima-do-not-fit', platform, '/components/redis']],
  },
  {
    fault: 'Sentinel watches a host name',
    guide: '5.3 (1525–1526)',
    findings: [['wiring/setting-not-read', platform, '/components/redis/config/sentinel monitor']],
  },
  {
    fault: 'The queue lies among keys that are evicted',
    guide: '5.3 (1551)',
    findings: [['software/known-problem', platform, '/components/redis/config/maxmemory-policy']],
  },
  {
    fault: 'Settings of Redis Cluster beside Sentinel',
    guide: '2.2.3 (151), 5.3 (1553–1556)',
    findings: [
      ['wiring/redis-topology-mixed', platform, '/components/redis/config/cluster-enabled'],
      ['wiring/redis-topology-mixed', platform, '/components/redis/config/cluster-config-file'],
    ],
  },
  {
    fault: 'A tag of MinIO that was never released',
    guide: '4.3 (1253)',
    findings: [
      ['airgap/no-such-image', platform, '/components/minio/image'],
      ['life/image-gone', platform, '/components/minio/image'],
    ],
  },
  {
    fault: 'MinIO is archived upstream',
    guide: '2.3 (210)',
    findings: [['life/support-ended', platform, '/components/minio']],
  },
  {
    fault: '400 TB of objects on 60 TB of block storage',
    guide: '2.3 (215–238), 9.3 (2768)',
    findings: [['capacity/storage-too-small', platform, '/components/minio/storage']],
  },
  {
    fault: 'An object store with parity on volumes with three copies',
    guide: '5.4 (1585–1588)',
    findings: [['capacity/copies-multiplied', platform, '/components/minio/storageClass']],
  },
  {
    fault: 'Three replicas of APISIX and Keycloak on App-03',
    guide: '2.1 (47–48), 4.2 (837, 873)',
    findings: [
      ['capacity/one-node', platform, '/components/keycloak/nodeSelector/kubernetes.io~1hostname'],
      ['capacity/one-node', platform, '/components/apisix/nodeSelector/kubernetes.io~1hostname'],
    ],
  },
  {
    fault: 'An optimized start of an image that was never built',
    guide: '4.3 (1277)',
    findings: [['wiring/setting-not-read', platform, '/components/keycloak/args/1']],
  },
  {
    fault: 'LDAP as a server setting',
    guide: '4.2 (861–868)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/keycloak/config/ldap.connectionUrl'],
    ],
  },
  {
    fault: 'TLS without cert-manager',
    guide: '4.1 (491–508)',
    findings: [
      ['wiring/missing-companion', platform, '/components/apisix'],
      ['wiring/missing-companion', platform, '/components/opensearch'],
    ],
  },
  {
    fault: 'A closed network whose images come from the internet',
    guide: '4.2 (526–531)',
    findings: [['airgap/no-registry', platform, '/components/apisix']],
  },
  {
    fault: 'AI plugins in APISIX 3.8.0',
    guide: '4.2 (896–897), 4.3 (1285)',
    findings: [['plan/image-version-differs', platform, '/components/apisix/image']],
  },
  {
    fault: 'The key of the Admin API in a variable that nothing reads',
    guide: '4.3 (1285–1290), appendix A',
    findings: [['wiring/setting-not-read', platform, '/components/apisix/env/ADMIN_KEY']],
  },
  {
    fault: 'A plugin list that replaces the defaults',
    guide: '4.2 (889–897)',
    findings: [['wiring/setting-not-read', platform, '/components/apisix/config/plugins']],
  },
  {
    fault: 'HAProxy and Keepalived are drawn, without machines',
    guide: '5.1 (1393–1400), 2.2, 9.3',
    findings: [['plan/no-pool', platform, '/components/haproxy']],
  },
  {
    fault: 'An image of MLflow without drivers',
    guide: '4.3 (1313–1317)',
    findings: [
      ['software/known-problem', platform, '/components/mlflow/env/MLFLOW_BACKEND_STORE_URI'],
      ['software/known-problem', platform, '/components/mlflow/env/MLFLOW_DEFAULT_ARTIFACT_ROOT'],
    ],
  },
  {
    fault: 'Loki and OpenSearch both keep the logs',
    guide: '4.2 (963), 7.4 (2477–2480)',
    findings: [['plan/rival-components', platform, '/components/loki']],
  },
  {
    fault: 'Fluent Bit is a ConfigMap without a DaemonSet',
    guide: '7.4 (2436–2455)',
    findings: [
      ['wiring/missing-companion', platform, '/components/loki'],
      ['wiring/missing-companion', platform, '/components/opensearch'],
    ],
  },
  {
    fault: 'Options of Cilium that the chart does not have',
    guide: '3.1 (324–336)',
    findings: [
      ['wiring/setting-not-read', platform, '/components/cilium/config/enableNetworkPolicy'],
      ['wiring/setting-not-read', platform, '/components/cilium/config/enableBPFMasquerade'],
      [
        'wiring/setting-not-read',
        platform,
        '/components/cilium/config/enableHostReachableServices',
      ],
    ],
  },
  {
    fault: 'The pod range is VLAN 20',
    guide: '2.4.1 (297), 3.1 (319)',
    findings: [['wiring/ranges-overlap', platform, '/network/podRange']],
  },
  {
    fault: 'The service range is in no row',
    guide: '2.4.1 (294–301), 3.1 (320)',
    findings: [['wiring/range-unlisted', platform, '/network/serviceRange']],
  },
  {
    fault: 'Backups go to the MinIO that they protect',
    guide: '8.2 (2565–2569), 8.3 (2657)',
    findings: [['life/backup-beside-data', platform, '/backup/endpoint']],
  },
  {
    fault: 'WAL is kept 7 days, backups 30',
    guide: '8.1 (2510–2511)',
    findings: [['life/retention-contradiction', platform, '/backup/stores/postgresql/log/keep']],
  },
  {
    fault: 'A row for etcd and no job that copies it',
    guide: '8.1 (2519)',
    findings: [['life/backup-never-runs', platform, '/backup/stores/etcd/every']],
  },
  {
    fault: 'An RPO of one hour with daily backups',
    guide: '8.1 (2510–2519), 8.4 (2683)',
    findings: [
      ['life/recovery-point-missed', platform, '/backup/stores/milvus/every'],
      ['life/recovery-point-missed', platform, '/backup/stores/minio/every'],
      ['life/recovery-point-missed', platform, '/backup/stores/etcd/every'],
      ['life/recovery-point-missed', platform, '/backup/stores/configuration/every'],
    ],
  },
  {
    fault: 'Kubernetes 1.29 is out of support',
    guide: '3.1 (316)',
    findings: [['life/support-ended', hardware, '/kubernetes/minor']],
  },
  {
    fault: 'IPMI shares the management network',
    guide: '2.4.1 (296)',
    findings: [['wiring/bmc-shared', hardware, '/pools/0/bmc/network']],
  },
  {
    fault: 'One core switch and one leaf for each plane',
    guide: '2.4 (254–272)',
    findings: [
      ['wiring/single-switch', hardware, '/pools/0/links/0/switches'],
      ['wiring/single-switch', hardware, '/pools/1/links/0/switches'],
      ['wiring/single-switch', hardware, '/pools/2/links/0/switches'],
      ['wiring/single-switch', hardware, '/pools/3/links/0/switches'],
      ['wiring/single-switch', hardware, '/pools/5/links/0/switches'],
      ['wiring/single-switch', hardware, '/pools/6/links/0/switches'],
      ['wiring/single-switch', hardware, '/switches/1/uplinks'],
      ['wiring/single-switch', hardware, '/switches/2/uplinks'],
      ['wiring/single-switch', hardware, '/switches/3/uplinks'],
    ],
  },
  {
    fault: 'InfiniBand is a chain of two rates',
    guide: '2.4 (280–288)',
    findings: [
      ['wiring/single-switch', hardware, '/pools/3/links/1/switches'],
      ['wiring/single-switch', hardware, '/pools/4/links/0/switches'],
      ['wiring/single-switch', hardware, '/switches/7/uplinks'],
      ['wiring/single-switch', hardware, '/switches/8/uplinks'],
      ['wiring/fabric-rates-differ', hardware, '/pools/4/links/0/speed'],
      ['wiring/fabric-rates-differ', hardware, '/switches/9/speed'],
    ],
  },
  {
    fault: 'InfiniBand without subnet manager and device plugin',
    guide: '2.2.5 (185, 196), 2.4 (280)',
    findings: [
      ['wiring/subnet-managers', hardware, '/fabrics/0/subnetManagers'],
      ['wiring/fabric-without-resource', hardware, '/fabrics/0/name'],
    ],
  },
  {
    fault: 'Training nodes without Ethernet',
    guide: '2.2.5 (196)',
    findings: [['wiring/pool-unattached', hardware, '/pools/4/links']],
  },
  {
    fault: 'RAID 10 under storage with three copies',
    guide: '2.2.3 (139), 2.3 (222)',
    findings: [['capacity/raid-under-copies', hardware, '/pools/5/disks/0/raid']],
  },
  {
    fault: 'EC:4 without a number of drives',
    guide: '2.3 (215)',
    findings: [['capacity/erasure-impossible', hardware, '/objectStores/0/parity']],
  },
  {
    fault: '300 TB of objects on App-05 with two 2 TB disks',
    guide: '2.1 (53), 2.3 (209–215)',
    findings: [['capacity/usable-overstated', hardware, '/objectStores/0/usable']],
  },
  {
    fault: 'The API of three masters has a name and no load balancer',
    guide: '3.1 (317), 5.1 (1400)',
    findings: [['wiring/api-at-one-machine', hardware, '/pools/0/nodes']],
  },
  {
    fault: 'Milvus is in the database VLAN and in Kubernetes',
    guide: '2.4.1 (299), 5.4 (1567)',
    findings: [['wiring/workers-among-databases', hardware, '/pools/2/links/0/networks/0']],
  },
  {
    fault: '200 kW without a sum behind it',
    guide: '9.3 (2769)',
    findings: [['capacity/power-unknown', hardware, '/site/power']],
  },
]

function findings(): readonly string[] {
  const { diagnostics } = planExample('guide-as-written')
  return diagnostics.map(({ code, location }) => {
    assert('pointer' in location, 'findings stand at settings')
    return `${code} ${location.document} ${location.pointer}`
  })
}

const listed = faults.flatMap((fault) => fault.findings.map((finding) => finding.join(' ')))
const found = new Set(findings())

describe('the guide as it is written', () => {
  it.each(faults)('$guide: $fault', ({ findings: own }) => {
    expect(own.map((finding) => finding.join(' ')).filter((one) => !found.has(one))).toEqual([])
  })

  it('has no finding that is not listed', () => {
    expect([...found].filter((one) => !listed.includes(one))).toEqual([])
  })

  it('shows forty faults and more, by twenty-five codes and more', () => {
    expect(faults.length).toBeGreaterThanOrEqual(40)
    const codes = new Set(faults.flatMap(({ findings: own }) => own.map(([code]) => code)))
    expect([...codes].filter((code) => !isCode(code))).toEqual([])
    expect(codes.size).toBeGreaterThanOrEqual(25)
  })
})
