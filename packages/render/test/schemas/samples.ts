// One right object of each kind, with the places where the tests make it wrong.

/** A right object and three ways to spoil it, each a JSON pointer. */
export type Sample = {
  readonly object: unknown
  /** An object of fixed fields, which takes no other. */
  readonly closed: string
  /** A field and a value of the wrong type for it. */
  readonly wrong: readonly [pointer: string, value: unknown]
  readonly missing: string
}

const labels = { 'app.kubernetes.io/name': 'web' }
const selector = { matchLabels: labels }
const metadata = { name: 'web', namespace: 'llmflow-system', labels }
const clusterMetadata = { name: 'web', labels }

const container = {
  name: 'web',
  image: 'registry.example.com/web:1.2.3',
  args: ['--listen', '8080'],
  env: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'web', key: 'password' } } },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ],
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns-tcp', containerPort: 5353, protocol: 'TCP' },
    { name: 'dns-udp', containerPort: 5353, protocol: 'UDP' },
  ],
  readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
  livenessProbe: { tcpSocket: { port: 8080 } },
  resources: {
    requests: { cpu: '500m', memory: '1Gi', 'nvidia.com/gpu': 1 },
    limits: { cpu: 1, memory: '1.5Gi', 'nvidia.com/gpu': '1' },
  },
  securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [
    { name: 'data', mountPath: '/data' },
    { name: 'config', mountPath: '/etc/web/web.conf', subPath: 'web.conf', readOnly: true },
  ],
}

const podSpec = {
  serviceAccountName: 'web',
  containers: [container],
  initContainers: [{ name: 'prepare', image: 'busybox:1.36', command: ['true'] }],
  nodeSelector: { 'llmflow.io/pool': 'gpu' },
  tolerations: [
    { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'pool', value: 'gpu', effect: 'NoExecute', tolerationSeconds: 60 },
  ],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: selector,
    },
  ],
  volumes: [
    { name: 'data', emptyDir: { sizeLimit: '10Gi' } },
    { name: 'config', configMap: { name: 'web', defaultMode: 0o440 } },
  ],
}

const template = { metadata: { labels }, spec: podSpec }
const jobSpec = {
  backoffLimit: 2,
  template: { metadata: { labels }, spec: { ...podSpec, restartPolicy: 'Never' } },
}
const claimSpec = {
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'fast',
  resources: { requests: { storage: '100Gi' } },
}
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]
const subjects = [{ kind: 'ServiceAccount', name: 'web', namespace: 'llmflow-system' }]
const caIssuer = { ca: { secretName: 'root-ca' } }

const core: Readonly<Record<string, Sample>> = {
  'v1/ConfigMap': {
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'web.conf': 'a=1\n' } },
    closed: '',
    wrong: ['/data/web.conf', 1],
    missing: '/metadata/name',
  },
  'v1/Endpoints': {
    object: {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: [{ addresses: [{ ip: '10.0.0.5' }], ports: [{ name: 'http', port: 80 }] }],
    },
    closed: '/subsets/0/addresses/0',
    wrong: ['/subsets/0/ports/0/port', '80'],
    missing: '/subsets/0/addresses/0/ip',
  },
  'v1/LimitRange': {
    object: {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata,
      spec: { limits: [{ type: 'Container', default: { cpu: '1', memory: '1Gi' } }] },
    },
    closed: '/spec/limits/0',
    wrong: ['/spec/limits', {}],
    missing: '/spec/limits/0/type',
  },
  'v1/Namespace': {
    object: { apiVersion: 'v1', kind: 'Namespace', metadata: clusterMetadata },
    closed: '/metadata',
    wrong: ['/metadata/labels', ['web']],
    missing: '/metadata/name',
  },
  'v1/PersistentVolume': {
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: clusterMetadata,
      spec: {
        accessModes: ['ReadWriteMany'],
        capacity: { storage: '1Ti' },
        nfs: { server: '10.0.0.9', path: '/models' },
        persistentVolumeReclaimPolicy: 'Retain',
      },
    },
    closed: '/spec/nfs',
    wrong: ['/spec/capacity/storage', true],
    missing: '/spec/nfs/server',
  },
  'v1/PersistentVolumeClaim': {
    object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claimSpec },
    closed: '/spec/resources',
    wrong: ['/spec/accessModes', 'ReadWriteOnce'],
    missing: '/spec/resources/requests/storage',
  },
  'v1/Pod': {
    object: { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec },
    closed: '/spec/containers/0/readinessProbe/httpGet',
    wrong: ['/spec/containers/0/args/1', 8080],
    missing: '/spec/containers/0/name',
  },
  'v1/ResourceQuota': {
    object: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard: { 'requests.cpu': '8', 'requests.nvidia.com/gpu': '2', pods: '50' } },
    },
    closed: '/spec',
    wrong: ['/spec/hard/pods', ['50']],
    missing: '/metadata/name',
  },
  'v1/Secret': {
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'Opaque',
      data: { password: 'aHVudGVyMg==' },
    },
    closed: '',
    wrong: ['/data/password', 'not base64'],
    missing: '/metadata/name',
  },
  'v1/Service': {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        selector: labels,
        ports: [
          { name: 'http', port: 80, targetPort: 'http' },
          { name: 'dns-tcp', port: 53, targetPort: 5353 },
          { name: 'dns-udp', port: 53, targetPort: 5353, protocol: 'UDP' },
        ],
      },
    },
    closed: '/spec/ports/0',
    wrong: ['/spec/ports/0/port', '80'],
    missing: '/spec/ports/0/port',
  },
  'v1/ServiceAccount': {
    object: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'registry' }],
    },
    closed: '/imagePullSecrets/0',
    wrong: ['/automountServiceAccountToken', 'false'],
    missing: '/metadata/name',
  },
}

const controllers: Readonly<Record<string, Sample>> = {
  'apps/v1/DaemonSet': {
    object: {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: { selector, template, updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } },
    },
    closed: '/spec/updateStrategy',
    wrong: ['/spec/template/spec/hostNetwork', 'true'],
    missing: '/spec/template',
  },
  'apps/v1/Deployment': {
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 2,
        selector: {
          ...selector,
          matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['web'] }],
        },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template,
      },
    },
    closed: '/spec/template/spec/containers/0',
    wrong: ['/spec/replicas', '2'],
    missing: '/spec/selector',
  },
  'apps/v1/StatefulSet': {
    object: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata,
      spec: {
        serviceName: 'web',
        replicas: 3,
        selector,
        template: {
          ...template,
          spec: { ...podSpec, volumes: podSpec.volumes.filter(({ name }) => name !== 'data') },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }],
      },
    },
    closed: '/spec/volumeClaimTemplates/0/spec',
    wrong: ['/spec/volumeClaimTemplates/0/spec/storageClassName', 3],
    missing: '/spec/serviceName',
  },
  'autoscaling/v2/HorizontalPodAutoscaler': {
    object: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: {
        minReplicas: 2,
        maxReplicas: 8,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
          },
        },
      },
    },
    closed: '/spec/metrics/0/resource/target',
    wrong: ['/spec/metrics/0/resource/target/averageUtilization', '70'],
    missing: '/spec/maxReplicas',
  },
  'batch/v1/CronJob': {
    object: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        schedule: '15 3 * * 1-5',
        timeZone: 'Asia/Seoul',
        concurrencyPolicy: 'Forbid',
        jobTemplate: { spec: jobSpec },
      },
    },
    closed: '/spec/jobTemplate/spec',
    wrong: ['/spec/suspend', 'no'],
    missing: '/spec/schedule',
  },
  'batch/v1/Job': {
    object: { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: jobSpec },
    closed: '/spec',
    wrong: ['/spec/backoffLimit', 1.5],
    missing: '/spec/template',
  },
  'policy/v1/PodDisruptionBudget': {
    object: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { selector, maxUnavailable: '25%' },
    },
    closed: '/spec',
    wrong: ['/spec/maxUnavailable', 0.25],
    missing: '/metadata/name',
  },
  'scheduling.k8s.io/v1/PriorityClass': {
    object: {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: clusterMetadata,
      value: 100_000,
      preemptionPolicy: 'Never',
    },
    closed: '',
    wrong: ['/value', '100000'],
    missing: '/value',
  },
}

const network: Readonly<Record<string, Sample>> = {
  'discovery.k8s.io/v1/EndpointSlice': {
    object: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata,
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.5'], conditions: { ready: true } }],
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
    },
    closed: '/endpoints/0/conditions',
    wrong: ['/endpoints/0/conditions/ready', 1],
    missing: '/addressType',
  },
  'networking.k8s.io/v1/Ingress': {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        ingressClassName: 'apisix',
        tls: [{ hosts: ['*.example.com'], secretName: 'web-tls' }],
        rules: [
          {
            host: 'web.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
    closed: '/spec/rules/0/http/paths/0/backend/service',
    wrong: ['/spec/rules/0/http/paths/0/path', 1],
    missing: '/spec/rules/0/http/paths/0/pathType',
  },
  'networking.k8s.io/v1/IngressClass': {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: clusterMetadata,
      spec: { controller: 'apisix.apache.org/ingress' },
    },
    closed: '/spec',
    wrong: ['/spec/controller', {}],
    missing: '/metadata/name',
  },
  'networking.k8s.io/v1/NetworkPolicy': {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: selector,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8000, endPort: 8080 }] }],
        egress: [
          {
            to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
            ports: [{ port: 'dns', protocol: 'UDP' }],
          },
        ],
      },
    },
    closed: '/spec/egress/0/to/0/ipBlock',
    wrong: ['/spec/policyTypes', 'Ingress'],
    missing: '/spec/egress/0/to/0/ipBlock/cidr',
  },
}

const rbac = 'rbac.authorization.k8s.io'
const roles: Readonly<Record<string, Sample>> = {
  [`${rbac}/v1/ClusterRole`]: {
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'llmflow:web' },
      rules,
    },
    closed: '/rules/0',
    wrong: ['/rules/0/verbs', 'get'],
    missing: '/rules/0/verbs',
  },
  [`${rbac}/v1/ClusterRoleBinding`]: {
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: clusterMetadata,
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'llmflow:web' },
      subjects,
    },
    closed: '/subjects/0',
    wrong: ['/subjects', {}],
    missing: '/roleRef/name',
  },
  [`${rbac}/v1/Role`]: {
    object: { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules },
    closed: '/rules/0',
    wrong: ['/rules/0/resources/0', 1],
    missing: '/rules/0/verbs',
  },
  [`${rbac}/v1/RoleBinding`]: {
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'web' },
      subjects: [...subjects, { kind: 'Group', name: 'operators', apiGroup: rbac }],
    },
    closed: '/roleRef',
    wrong: ['/roleRef/name', 1],
    missing: '/roleRef',
  },
}

const storage: Readonly<Record<string, Sample>> = {
  'storage.k8s.io/v1/StorageClass': {
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: clusterMetadata,
      provisioner: 'rook-ceph.rbd.csi.ceph.com',
      parameters: { pool: 'fast' },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    closed: '',
    wrong: ['/parameters/pool', 1],
    missing: '/provisioner',
  },
}

const certManager: Readonly<Record<string, Sample>> = {
  'cert-manager.io/v1/Certificate': {
    object: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata,
      spec: {
        secretName: 'web-tls',
        dnsNames: ['web.example.com'],
        duration: '2160h',
        issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' },
        privateKey: { algorithm: 'ECDSA', size: 256 },
      },
    },
    closed: '/spec/privateKey',
    wrong: ['/spec/dnsNames', 'web.example.com'],
    missing: '/spec/secretName',
  },
  'cert-manager.io/v1/ClusterIssuer': {
    object: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: clusterMetadata,
      spec: caIssuer,
    },
    closed: '/spec/ca',
    wrong: ['/spec/ca', 'root-ca'],
    missing: '/spec',
  },
  'cert-manager.io/v1/Issuer': {
    object: { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata, spec: caIssuer },
    closed: '/spec',
    wrong: ['/spec/ca/secretName', 1],
    missing: '/spec/ca/secretName',
  },
}

const everyNode = {
  matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' }],
}

const cilium: Readonly<Record<string, Sample>> = {
  'cilium.io/v2alpha1/CiliumBGPPeeringPolicy': {
    object: {
      apiVersion: 'cilium.io/v2alpha1',
      kind: 'CiliumBGPPeeringPolicy',
      metadata: clusterMetadata,
      spec: {
        nodeSelector: everyNode,
        virtualRouters: [
          {
            localASN: 64512,
            exportPodCIDR: false,
            serviceSelector: { matchLabels: { app: 'web' } },
            neighbors: [{ peerAddress: '10.0.0.1/32', peerASN: 64500 }],
          },
        ],
      },
    },
    closed: '/spec/virtualRouters/0/neighbors/0',
    wrong: ['/spec/virtualRouters/0/localASN', '64512'],
    missing: '/spec/virtualRouters/0/neighbors/0/peerASN',
  },
  'cilium.io/v2alpha1/CiliumL2AnnouncementPolicy': {
    object: {
      apiVersion: 'cilium.io/v2alpha1',
      kind: 'CiliumL2AnnouncementPolicy',
      metadata: clusterMetadata,
      spec: {
        serviceSelector: { matchLabels: { app: 'web' } },
        nodeSelector: everyNode,
        interfaces: ['^eth[0-9]+'],
        loadBalancerIPs: true,
      },
    },
    closed: '/spec/nodeSelector/matchExpressions/0',
    wrong: ['/spec/interfaces', 'eth0'],
    missing: '/spec/nodeSelector/matchExpressions/0/operator',
  },
  'cilium.io/v2alpha1/CiliumLoadBalancerIPPool': {
    object: {
      apiVersion: 'cilium.io/v2alpha1',
      kind: 'CiliumLoadBalancerIPPool',
      metadata: clusterMetadata,
      spec: {
        blocks: [{ cidr: '10.0.0.100/32' }],
        serviceSelector: { matchLabels: { app: 'web' } },
      },
    },
    closed: '/spec/blocks/0',
    wrong: ['/spec/blocks/0/cidr', 10],
    missing: '/metadata/name',
  },
}

const keda: Readonly<Record<string, Sample>> = {
  'keda.sh/v1alpha1/ScaledObject': {
    object: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata,
      spec: {
        scaleTargetRef: { name: 'web' },
        minReplicaCount: 0,
        maxReplicaCount: 8,
        triggers: [
          {
            type: 'redis',
            metadata: { address: 'redis:6379', listName: 'dataset', listLength: '10' },
            authenticationRef: { name: 'redis' },
          },
        ],
      },
    },
    closed: '/spec/triggers/0/authenticationRef',
    wrong: ['/spec/triggers/0/metadata/listLength', 10],
    missing: '/spec/scaleTargetRef',
  },
  'keda.sh/v1alpha1/TriggerAuthentication': {
    object: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata,
      spec: { secretTargetRef: [{ parameter: 'password', name: 'redis', key: 'password' }] },
    },
    closed: '/spec/secretTargetRef/0',
    wrong: ['/spec/secretTargetRef', {}],
    missing: '/spec/secretTargetRef/0/key',
  },
}

const monitoring: Readonly<Record<string, Sample>> = {
  'monitoring.coreos.com/v1/PodMonitor': {
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata,
      spec: { selector, podMetricsEndpoints: [{ port: 'metrics', interval: '30s' }] },
    },
    closed: '/spec/podMetricsEndpoints/0',
    wrong: ['/spec/podMetricsEndpoints/0/honorLabels', 'yes'],
    missing: '/spec/selector',
  },
  'monitoring.coreos.com/v1/Probe': {
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata,
      spec: {
        prober: { url: 'blackbox:9115' },
        targets: { staticConfig: { static: ['https://web.example.com'] } },
      },
    },
    closed: '/spec/targets/staticConfig',
    wrong: ['/spec/targets/staticConfig/static', 'https://web.example.com'],
    missing: '/spec/prober/url',
  },
  'monitoring.coreos.com/v1/PrometheusRule': {
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata,
      spec: {
        groups: [
          {
            name: 'web',
            partial_response_strategy: 'Warn',
            rules: [{ alert: 'Down', expr: 'up == 0', for: '5m', labels: { severity: 'page' } }],
          },
        ],
      },
    },
    closed: '/spec/groups/0/rules/0',
    wrong: ['/spec/groups/0/rules/0/for', 300],
    missing: '/spec/groups/0/rules/0/expr',
  },
  'monitoring.coreos.com/v1/ServiceMonitor': {
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata,
      spec: { selector, endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }] },
    },
    closed: '/spec/endpoints/0',
    wrong: ['/spec/endpoints/0/interval', 30],
    missing: '/spec/endpoints',
  },
  'monitoring.coreos.com/v1alpha1/ScrapeConfig': {
    object: {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'ScrapeConfig',
      metadata,
      spec: {
        staticConfigs: [{ targets: ['10.0.0.5:9100'], labels: { host: 'db-1' } }],
        httpSDConfigs: [{ url: 'http://discovery/targets' }],
      },
    },
    closed: '/spec/staticConfigs/0',
    wrong: ['/spec/staticConfigs/0/targets/0', 9100],
    missing: '/spec/httpSDConfigs/0/url',
  },
}

/** By `apiVersion/kind`. */
export const samples: Readonly<Record<string, Sample>> = {
  ...core,
  ...controllers,
  ...network,
  ...roles,
  ...storage,
  ...certManager,
  ...cilium,
  ...keda,
  ...monitoring,
}
