// What is known of vLLM as a program: its images, its settings by version and what goes wrong with it.

import { vllmVersions } from '../components/vllm/versions.js'
import type { Problem } from '../problem.js'
import type { NotSetting, Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'
import { all, any, beside, field, form, image, noField, noMount, not, setting } from './signs.js'

const engine = 'vllm-project/vllm v0.6.0 vllm/engine/arg_utils.py'

const notSettings: readonly NotSetting[] = [
  {
    key: 'maxConcurrentRequests',
    instead: {
      en: '--max-num-seqs limits how many sequences run at once',
      ko: '동시에 처리하는 시퀀스 수는 --max-num-seqs로 정합니다',
    },
  },
]

const server: Partial<SoftwareVersion> = {
  notSettings,
  metricsEndpoint: {
    port: 8000,
    path: '/metrics',
    source: 'vllm-project/vllm v0.6.0 vllm/entrypoints/openai/api_server.py mount_metrics',
  },
}

const kubernetesGuide = 'vllm-project/vllm docs/deployment/k8s.md'

/** More than one, as a number of GPUs that a model is spread over. */
const several = { matches: '^([2-9]|[1-9][0-9]+)$' }

const problems: readonly Problem[] = [
  {
    id: 'small-shared-memory',
    severity: 'warning',
    problem: {
      en: 'tensor parallel processes share memory in /dev/shm, which has only 64 MiB in a container by default',
      ko: '텐서 병렬 프로세스는 /dev/shm으로 메모리를 공유하는데, 컨테이너의 기본 크기는 64MiB입니다',
    },
    remedy: {
      en: 'mount an emptyDir with medium Memory at /dev/shm (Compose: shm_size or ipc: host)',
      ko: 'medium이 Memory인 emptyDir를 /dev/shm에 마운트하세요(Compose에서는 shm_size 또는 ipc: host)',
    },
    source: `vllm-project/vllm v0.6.0 docs/source/serving/deploying_with_docker.rst; ${kubernetesGuide}`,
    sign: all(
      noMount('^/dev/shm/?$'),
      any(setting('tensor-parallel-size', several), setting('tp', several)),
      not(any(field('shm_size'), field('ipc'), field('hostIPC', 'pod'))),
    ),
  },
  {
    id: 'no-liveness-probe',
    severity: 'warning',
    problem: {
      en: 'there is no liveness probe, so nothing restarts a server that hangs',
      ko: 'livenessProbe가 없어 멈춘 서버를 다시 시작해 줄 것이 없습니다',
    },
    remedy: {
      en: 'add a liveness probe of /health, and a startupProbe that leaves minutes for loading the model',
      ko: '/health를 확인하는 livenessProbe를 추가하고, 모델을 읽는 몇 분을 기다려 주는 startupProbe를 함께 두세요',
    },
    source: kubernetesGuide,
    sign: all(form('kubernetes'), noField('livenessProbe')),
  },
  {
    id: 'no-startup-probe',
    severity: 'warning',
    problem: {
      en: 'there is a liveness probe but no startupProbe: loading a large model takes minutes, and the container is restarted before it is done',
      ko: 'livenessProbe만 있고 startupProbe가 없습니다. 큰 모델은 읽는 데 몇 분이 걸리므로 그 전에 컨테이너가 재시작됩니다',
    },
    remedy: {
      en: 'add a startupProbe on /health, or an initialDelaySeconds of minutes',
      ko: '/health에 startupProbe를 추가하거나 initialDelaySeconds를 몇 분으로 늘리세요',
    },
    source: kubernetesGuide,
    sign: all(
      form('kubernetes'),
      field('livenessProbe'),
      noField('startupProbe'),
      noField('livenessProbe.initialDelaySeconds'),
    ),
  },
  {
    id: 'short-termination',
    severity: 'info',
    problem: {
      en: 'vLLM stops as soon as the pod is terminated, and nothing here waits for the running generations',
      ko: '파드가 종료되면 vLLM이 바로 멈추는데, 진행 중인 생성을 기다리는 설정이 없습니다',
    },
    remedy: {
      en: 'set a longer terminationGracePeriodSeconds, with a preStop hook that waits until vllm:num_requests_running is 0, or --shutdown-timeout from vLLM 0.18 on',
      ko: 'terminationGracePeriodSeconds를 늘리고, vllm:num_requests_running이 0이 될 때까지 기다리는 preStop 훅을 두세요(vLLM 0.18부터는 --shutdown-timeout)',
    },
    source:
      'kubernetes/website content/en/docs/concepts/workloads/pods/pod-lifecycle.md; vllm-project/vllm pull requests 34730, 36666',
    sign: all(form('kubernetes'), noField('terminationGracePeriodSeconds', 'pod')),
  },
  {
    id: 'statistics-off',
    severity: 'warning',
    problem: {
      en: '--disable-log-stats also removes every vllm: metric',
      ko: '--disable-log-stats는 vllm: 메트릭도 모두 없앱니다',
    },
    remedy: {
      en: 'remove the flag if metrics are scraped',
      ko: '메트릭을 수집한다면 이 옵션을 빼세요',
    },
    source: 'vllm-project/vllm v0.6.0 vllm/engine/llm_engine.py',
    sign: setting('disable-log-stats'),
  },
  {
    id: 'requests-of-newer-clients-refused',
    severity: 'info',
    problem: {
      en: 'this version refuses request fields that it does not know, max_completion_tokens among them, and has no tool parser for Llama 3.1, so newer clients and agents fail',
      ko: '이 버전은 max_completion_tokens를 비롯해 모르는 요청 필드를 거부하고 Llama 3.1용 도구 호출 파서도 없어, 최신 클라이언트와 에이전트의 요청이 실패합니다',
    },
    remedy: {
      en: 'use 0.6.6 or later, or restrict clients to the fields of this version',
      ko: '0.6.6 이상을 쓰거나, 클라이언트가 이 버전의 필드만 쓰게 하세요',
    },
    source:
      'vllm-project/vllm v0.6.0 vllm/entrypoints/openai/protocol.py, cli_args.py; commits abbfb6134, c68f7ede6, 344cd2b6f',
    until: '0.6.6',
    // LLMFlow's runtime sends only fields that the version takes.
    sign: all(image({ repository: 'vllm-openai' }), not(beside('llmflow'))),
  },
]

export const vllm: Software = {
  name: 'vllm',
  title: 'vLLM',
  images: [
    { repository: 'docker.io/vllm/vllm-openai', part: 'server', source: engine },
    {
      repository: 'docker.io/vllm/vllm-openai-cpu',
      part: 'cpu',
      source: 'vllm-project/vllm 6f955986e docs/getting_started/installation',
    },
  ],
  clashingService: {
    name: 'vllm',
    variable: 'VLLM_PORT',
    consequence: {
      en: 'vLLM reads it as a number and exits',
      ko: 'vLLM이 이를 숫자로 읽다가 종료됩니다',
    },
    source: 'vllm-project/vllm v0.6.0 docs/source/serving/env_vars.rst, vllm/envs.py',
  },
  versions: versionsOf(vllmVersions, server),
  problems,
}
