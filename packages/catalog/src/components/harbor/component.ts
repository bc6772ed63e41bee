// Harbor: the registry inside the closed network, with a database of its own so that it starts before all else.

import { gibibytes, printBytes, text, threads, printCpu, type Addon } from '@llmflow/spec'
import { monitorOf, storageOf } from '../../addon.js'
import type { Component, ComponentSizes, Context, SecretDeclaration } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { keptInside, protectsData } from '../../rotation.js'
import { harborAlerts } from './alerts.js'
import { networkPolicy } from './database-policy.js'
import { harborOptions, registryNamespace } from './options.js'
import { certificateSecret, harborImages, harborSecret, harborValues } from './values.js'
import { harborVersions } from './versions.js'

const metricsPort = 'http-metrics'

export const harbor: Component = {
  name: 'harbor',
  title: 'Harbor',
  summary: {
    en: 'Serves images inside the closed network. What it stands on, and Harbor itself, cannot come from it: those images are loaded onto the nodes first, and its database is its own',
    ko: '폐쇄망 안에서 이미지를 제공합니다. Harbor 자신과 그 기반 구성 요소의 이미지는 Harbor에서 받을 수 없으므로 노드에 미리 올려 두며, 데이터베이스도 별도로 둡니다',
  },
  topologies: ['internal'],
  versions: harborVersions,
  options: harborOptions,
  parts: () => ['registry'],
  needs: () => [],
  size: (context) => ({
    registry: sizePart(context, 'harbor', 'registry', {
      minimum: byDefault(1, 'one volume that one pod mounts'),
      cpu: byDefault(threads(0.5), own, printCpu),
      memory: byDefault(gibibytes(1), own, printBytes),
      storage: byDefault(
        gibibytes(500),
        'every image of the platform twice, so that an upgrade fits; LLMFlow’s own estimate',
        printBytes,
      ),
    }),
  }),
  addons: (context, sizes) => [chart(context, sizes)],
  secrets: harborSecrets,
  alerts: harborAlerts,
  backups: {
    none: {
      en: 'Its images come again from what crossed the air gap; projects and robot accounts are entered anew',
      ko: '이미지는 반입한 원본에서 다시 올리고, 프로젝트와 로봇 계정은 다시 등록합니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'On every node that may run the registry, before it is installed and whenever a node is replaced: loads the images that it cannot serve itself',
        ko: '레지스트리를 설치하기 전과 노드를 교체할 때, 레지스트리가 실행될 수 있는 모든 노드에서 실행합니다. 레지스트리가 스스로 제공할 수 없는 이미지를 올립니다',
      },
      command: text`ctr --namespace k8s.io images import first-images.tar`,
    },
    {
      purpose: { en: 'State of every part of the registry', ko: '레지스트리 각 부분의 상태' },
      command: text`kubectl --namespace ${registryNamespace} get pods,services,persistentvolumeclaims`,
    },
  ],
}

const own = 'a registry that a few hundred nodes pull from; LLMFlow’s own default'

const made = (length: number, purpose: string) =>
  ({ format: 'alphanumeric', length, purpose }) as const
const given = (purpose: string) => ({ format: 'given', length: 0, purpose }) as const

function harborSecrets(): { readonly [name: string]: SecretDeclaration } {
  return {
    [harborSecret]: {
      keys: {
        HARBOR_ADMIN_PASSWORD: {
          ...made(24, 'first login as admin'),
          ...keptInside(
            'Harbor takes it at its first start; afterwards admin changes it in the web pages',
            'Harbor는 처음 시작할 때만 이 값을 받습니다. 그 뒤에는 admin이 웹 화면에서 바꿉니다',
          ),
        },
        secretKey: {
          ...made(16, 'encrypts credentials of other registries; sixteen characters'),
          ...protectsData(
            'credentials of other registries and robot accounts are encrypted with it and have to be entered again',
            '다른 레지스트리의 자격 증명과 로봇 계정이 이 값으로 암호화되어 있어 다시 입력해야 합니다',
          ),
        },
        secret: made(16, 'how the parts of Harbor know each other'),
        CSRF_KEY: made(32, 'protects forms of the web pages'),
        JOBSERVICE_SECRET: made(16, 'how jobs speak to the core'),
        REGISTRY_HTTP_SECRET: made(16, 'signs the state of uploads'),
        REGISTRY_PASSWD: {
          ...made(24, 'the core’s password at the registry'),
          ...keptInside(
            'give a new REGISTRY_HTPASSWD with it: both are the same password',
            'REGISTRY_HTPASSWD도 함께 새로 주세요. 둘은 같은 암호입니다',
          ),
        },
        REGISTRY_HTPASSWD: given('the same password as a line of htpasswd -nbBC10 harbor'),
      },
      purpose: 'the registry’s own keys and passwords',
    },
    [certificateSecret]: {
      keys: {
        'tls.crt': given('certificate of the registry’s host name, with its chain'),
        'tls.key': given('its key'),
      },
      purpose:
        'what the registry shows to nodes; signed beforehand, because what signs certificates here is itself pulled from it',
    },
  }
}

function chart(context: Context, sizes: ComponentSizes): Addon {
  return {
    name: 'harbor',
    chart: 'harbor',
    repository: 'https://helm.goharbor.io',
    version: '1.16.2',
    namespace: registryNamespace,
    podSecurity: 'restricted',
    values: harborValues(context, sizes),
    images: harborImages,
    customResources: [],
    endpoints: {
      https: {
        labels: { app: 'harbor', component: 'nginx' },
        port: 8443,
        service: 'harbor',
      },
      ...Object.fromEntries(
        ['core', 'exporter', 'jobservice', 'registry'].map((component) => [
          component,
          {
            labels: { app: 'harbor', component },
            port: 8001,
            portName: metricsPort,
            service: `harbor-${component}`,
          },
        ]),
      ),
    },
    secrets: [harborSecret, certificateSecret],
    objects: [
      networkPolicy,
      ...monitorOf(
        context,
        'harbor',
        registryNamespace,
        { app: 'harbor' },
        { port: metricsPort, honorLabels: true, interval: '30s' },
      ),
    ],
    after: storageOf(context),
    purpose: 'images inside the closed network',
  }
}
