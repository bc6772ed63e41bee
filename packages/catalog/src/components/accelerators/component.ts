// Accelerators: the GPU operator, which makes a node's GPUs known to Kubernetes and measures them.

import { text, type Addon } from '@llmflow/spec'
import { foundationsOf } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { noConfiguration } from '../../options.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { acceleratorAlerts } from './alerts.js'
import { acceleratorDashboards } from './dashboards.js'
import { dcgmMetrics } from './metrics.js'
import { operatorValues } from './values.js'

export const accelerators: Component = {
  name: 'accelerators',
  title: 'NVIDIA GPU operator',
  summary: {
    en: 'Installs drivers and the container toolkit, offers GPUs to pods and measures them',
    ko: '드라이버와 컨테이너 툴킷을 설치하고, GPU를 파드에 제공하며 지표를 수집합니다',
  },
  brings: ['gpu-operator', 'dcgm-exporter'],
  topologies: ['operator'],
  versions: {
    '24.9.1': {
      version: '24.9.1',
      images: {},
      config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
      source: 'NVIDIA/gpu-operator@v24.9.1 deployments/gpu-operator/values.yaml',
      metrics: dcgmMetrics,
      life: [
        {
          subject: 'GPU operator 24.9.1',
          status: 'released',
          since: '2024-12-04',
          note: {
            en: 'brings driver 550.127.08 and dcgm-exporter 3.3.9',
            ko: '드라이버 550.127.08과 dcgm-exporter 3.3.9를 함께 제공합니다',
          },
          source: 'NVIDIA/gpu-operator@v24.9.1 deployments/gpu-operator/values.yaml',
        },
      ],
    },
  },
  options: [
    {
      name: 'hostDriver',
      type: 'boolean',
      default: false,
      description: {
        en: 'Whether the nodes have a driver already, so that the operator installs none',
        ko: '노드에 드라이버가 이미 설치되어 있어 오퍼레이터가 설치하지 않아도 되는지 여부입니다',
      },
    },
  ],
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [operator(context)],
  alerts: acceleratorAlerts,
  dashboards: acceleratorDashboards,
  backups: {
    none: {
      en: 'Drivers and exporters keep nothing',
      ko: '드라이버와 익스포터는 아무것도 저장하지 않습니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'GPUs of a node, with memory, heat and what runs on them',
        ko: '노드 GPU의 메모리, 온도, 실행 중인 프로세스',
      },
      command: text`kubectl --namespace gpu-operator exec daemonset/nvidia-driver-daemonset -- nvidia-smi`,
    },
    {
      purpose: {
        en: 'Whether every node with GPUs passed its checks',
        ko: 'GPU 노드가 모두 검증을 통과했는지 확인',
      },
      command: text`kubectl --namespace gpu-operator get pods --selector app=nvidia-operator-validator --output wide`,
    },
    {
      purpose: { en: 'GPUs that each node offers', ko: '노드별로 제공하는 GPU 수' },
      command: text`kubectl get nodes --output custom-columns=NODE:.metadata.name,GPUS:.status.allocatable.nvidia\\.com/gpu`,
    },
  ],
}

function operator(context: Context): Addon {
  return {
    name: 'gpu-operator',
    chart: 'gpu-operator',
    repository: 'https://helm.ngc.nvidia.com/nvidia',
    version: 'v24.9.1',
    namespace: 'gpu-operator',
    // Drivers and device plugins work on the node itself.
    podSecurity: 'privileged',
    values: operatorValues(context),
    images,
    customResources: [
      'clusterpolicies.nvidia.com',
      'nvidiadrivers.nvidia.com',
      'nodefeaturegroups.nfd.k8s-sigs.io',
      'nodefeaturerules.nfd.k8s-sigs.io',
      'nodefeatures.nfd.k8s-sigs.io',
    ],
    endpoints: {
      metrics: {
        labels: { app: 'nvidia-dcgm-exporter' },
        port: 9400,
        service: 'nvidia-dcgm-exporter',
      },
    },
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
    ],
    series: ['DCGM_'],
    purpose: 'GPUs for pods, and their metrics',
  }
}

/** The driver's image has the node's system in its tag: 550.127.08-ubuntu22.04 and so on. */
const images = [
  'nvcr.io/nvidia/gpu-operator:v24.9.1',
  'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v24.9.1',
  'nvcr.io/nvidia/cuda:12.6.3-base-ubi9',
  'nvcr.io/nvidia/driver:550.127.08',
  'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.7.0',
  'nvcr.io/nvidia/k8s/container-toolkit:v1.17.3-ubuntu20.04',
  'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
  'nvcr.io/nvidia/k8s/dcgm-exporter:3.3.9-3.6.1-ubuntu22.04',
  'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.10.0-ubuntu20.04',
  'registry.k8s.io/nfd/node-feature-discovery:v0.16.6',
]
