// What is known of LLaMA-Factory, which fine-tunes models: its images, its settings and what goes wrong with it.

import { readOptions, unreadOption } from '../options.js'
import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { all, command, field, form, mount, setting, unset } from './signs.js'

const source =
  'hiyouga/LLaMA-Factory v0.9.3 docker/docker-cuda, README.md, .env.local, .github/workflows/docker.yml'

const webui = 'webui|web_demo'

const problems: readonly Problem[] = [
  {
    id: 'web-page-without-login',
    severity: 'warning',
    problem: {
      en: 'the web UI has no login, so anyone who reaches this port can run jobs on the GPUs',
      ko: '웹 UI에는 로그인이 없어, 이 포트에 접근하는 사람은 누구나 GPU 작업을 실행할 수 있습니다',
    },
    remedy: {
      en: 'do not publish the port, and require a login at the gateway',
      ko: '포트를 공개하지 말고 게이트웨이에서 로그인을 거치게 하세요',
    },
    source: 'hiyouga/LLaMA-Factory v0.9.1 src/llamafactory/webui/interface.py',
    sign: all(form('compose'), field('ports'), command(webui)),
  },
  {
    id: 'directory-not-used',
    severity: 'warning',
    problem: {
      en: 'the web UI does not use this directory: results go to /app/saves, and models to the Hugging Face cache',
      ko: '웹 UI는 이 디렉터리를 쓰지 않습니다. 결과는 /app/saves에, 모델은 Hugging Face 캐시에 저장됩니다',
    },
    remedy: {
      en: 'mount /app/saves, /app/config, /app/cache and the model cache',
      ko: '/app/saves, /app/config, /app/cache와 모델 캐시를 마운트하세요',
    },
    source:
      'hiyouga/LLaMA-Factory v0.9.1 src/llamafactory/webui/common.py, docker/docker-cuda/Dockerfile',
    sign: all(mount('^/app/(output|outputs|models)/?$'), command(webui)),
  },
  {
    id: 'data-sets-hidden',
    severity: 'warning',
    problem: {
      en: 'an empty volume mounted at /app/data hides dataset_info.json, without which no data set is found',
      ko: '/app/data에 빈 볼륨을 마운트하면 dataset_info.json이 가려져 데이터셋을 찾지 못합니다',
    },
    remedy: {
      en: 'copy this directory of the image into the volume first',
      ko: '먼저 이미지의 디렉터리 내용을 볼륨에 복사하세요',
    },
    source: 'hiyouga/LLaMA-Factory v0.9.1 src/llamafactory/webui/common.py',
    sign: all(form('kubernetes'), mount('^/app/data/?$')),
  },
  {
    id: 'api-without-key',
    severity: 'warning',
    problem: {
      en: 'the API answers anyone who reaches it',
      ko: 'API에 접근할 수 있으면 누구나 쓸 수 있습니다',
    },
    remedy: { en: 'set API_KEY', ko: 'API_KEY를 지정하세요' },
    source: 'hiyouga/LLaMA-Factory v0.9.1 src/llamafactory/api/app.py',
    sign: all(command('llamafactory-cli api'), unset('API_KEY')),
  },
  {
    id: 'not-a-method',
    severity: 'warning',
    problem: {
      en: 'there is no fine-tuning type with this name',
      ko: '이런 이름의 fine-tuning 유형은 없습니다',
    },
    remedy: {
      en: 'use finetuning_type lora with quantization_bit for QLoRA, or with use_dora for DoRA',
      ko: 'finetuning_type은 lora로 두고 QLoRA는 quantization_bit, DoRA는 use_dora로 지정하세요',
    },
    source: 'hiyouga/LLaMA-Factory v0.9.1 src/llamafactory/hparams/finetuning_args.py',
    sign: setting('finetuning_type', { is: ['qlora', 'dora'] }),
  },
]

export const llamaFactory: Software = {
  name: 'llama-factory',
  title: 'LLaMA-Factory',
  images: [{ repository: 'docker.io/hiyouga/llamafactory', part: 'server', source }],
  wrongImages: [
    {
      repository: 'docker.io/hiyouga/llama-factory',
      instead: 'docker.io/hiyouga/llamafactory',
      source,
    },
  ],
  versions: [
    {
      version: '0.9.3',
      source,
      env: {
        isComplete: false,
        source,
        options: [
          ...readOptions(
            'GRADIO_SERVER_NAME GRADIO_SERVER_PORT API_HOST API_PORT API_KEY API_MODEL_NAME FASTAPI_ROOT_PATH MAX_CONCURRENT',
          ),
          unreadOption('LLAMA_FACTORY_ADMIN_PASSWORD', ''),
        ],
      },
      notSettings: [
        {
          key: 'deepspeed',
          instead: {
            en: 'DeepSpeed is configured for each job, with the path of a JSON file',
            ko: 'DeepSpeed는 서버가 아니라 작업마다 JSON 파일 경로로 지정합니다',
          },
        },
        {
          key: 'config.methods',
          instead: {
            en: 'each job sets finetuning_type (lora, freeze or full), with quantization_bit for QLoRA and use_dora for DoRA',
            ko: '작업마다 finetuning_type(lora, freeze, full)을 정합니다. QLoRA는 quantization_bit, DoRA는 use_dora입니다',
          },
        },
      ],
      metricsEndpoint: 'none',
    },
  ],
  problems,
}
