// LLaMA-Factory: fine-tunes the platform's models, from a web page behind sign-in and by jobs.

import type { Component } from '../../component.js'
import { llamaFactoryEndpoint } from '../../endpoints.js'
import { llamaFactoryAlerts } from './alerts.js'
import { trainingCommands } from './job.js'
import { sizeLlamaFactory } from './size.js'
import { trainingMethods } from './training.js'
import { llamaFactoryVersions } from './versions.js'
import { llamaFactoryWorkloads } from './workloads.js'

export const llamaFactory: Component = {
  name: 'llama-factory',
  title: 'LLaMA-Factory',
  summary: {
    en: 'Fine-tunes models on GPUs of their own, from a web page or by commands',
    ko: '전용 GPU에서 모델을 파인튜닝합니다. 웹 화면과 명령을 모두 쓸 수 있습니다',
  },
  topologies: ['server'],
  versions: llamaFactoryVersions,
  options: [
    {
      name: 'method',
      type: 'string',
      values: trainingMethods,
      default: 'lora',
      description: {
        en: 'How models are trained, for which GPUs and volume are reckoned: lora, qlora (weights in 4 bit) or full',
        ko: 'GPU와 볼륨을 계산할 기준이 되는 학습 방법입니다. lora, qlora(4비트 가중치), full 가운데 고릅니다',
      },
    },
    {
      name: 'model',
      type: 'string',
      description: {
        en: 'The model that is trained, by its name in the platform; left out, the smallest that chats',
        ko: '학습할 모델의 플랫폼 내 이름입니다. 적지 않으면 채팅 모델 가운데 가장 작은 것을 씁니다',
      },
    },
    {
      name: 'gpus',
      type: 'number',
      description: {
        en: 'GPUs for training, all on one machine; left out, those of demand.fineTuning, and at least one',
        ko: '학습에 쓸 GPU 수이며 모두 한 장비에 있어야 합니다. 적지 않으면 demand.fineTuning의 값을 쓰고, 그 값이 0이면 1개를 씁니다',
      },
    },
  ],
  parts: () => ['board'],
  needs: () => [],
  size: sizeLlamaFactory,
  workloads: llamaFactoryWorkloads,
  routes: () => [
    {
      id: 'llama-factory',
      prefix: 'training',
      paths: ['/*'],
      target: { kind: 'workload', endpoint: llamaFactoryEndpoint },
      // The page follows a training for as long as it runs.
      readSeconds: 3600,
      // It has no login, and whoever reaches it runs what they like on the GPUs.
      access: 'signed-in',
      purpose: 'fine-tuning of models',
    },
  ],
  alerts: llamaFactoryAlerts,
  backups: {
    none: {
      en: 'A training can be run again; data sets and merged models that are to stay belong in the object store and the model store',
      ko: '학습은 다시 실행할 수 있습니다. 남겨야 할 데이터셋과 병합한 모델은 오브젝트 스토리지와 모델 저장소에 둡니다',
    },
  },
  commands: trainingCommands,
}
