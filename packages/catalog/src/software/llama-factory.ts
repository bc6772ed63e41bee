// What is known of LLaMA-Factory, which fine-tunes models: its images, its settings and what goes wrong with it.

import { readOptions, unreadOption } from '../options.js'
import type { Software } from '../software.js'

const source =
  'hiyouga/LLaMA-Factory v0.9.3 docker/docker-cuda, README.md, .env.local, .github/workflows/docker.yml'

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
            en: 'DeepSpeed is chosen for each job, by the path of its JSON file',
            ko: 'DeepSpeed는 서버가 아니라 작업마다 JSON 파일 경로로 지정합니다',
          },
        },
        {
          key: 'methods',
          instead: {
            en: 'a job names its finetuning_type (lora, freeze or full); QLoRA is quantization_bit, DoRA is use_dora',
            ko: '작업마다 finetuning_type(lora, freeze, full)을 정합니다. QLoRA는 quantization_bit, DoRA는 use_dora입니다',
          },
        },
      ],
      metricsEndpoint: 'none',
    },
  ],
}
