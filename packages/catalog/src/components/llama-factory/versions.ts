// What is known of LLaMA-Factory at each version: its image, what is missing in it, and the variables that it reads.

import type { Image } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration, readOptions, unreadOption } from '../../options.js'

const repository = 'docker.io/hiyouga/llamafactory'

const variables = `GRADIO_SERVER_NAME GRADIO_SERVER_PORT GRADIO_SHARE GRADIO_ROOT_PATH GRADIO_IPV6 API_HOST API_PORT API_KEY
    API_MODEL_NAME API_VERBOSE FASTAPI_ROOT_PATH MAX_CONCURRENT DISABLE_VERSION_CHECK FORCE_CHECK_IMPORTS
    ALLOW_EXTRA_ARGS LLAMAFACTORY_VERBOSITY USE_MODELSCOPE_HUB USE_OPENMIND_HUB USE_RAY RECORD_VRAM OPTIM_TORCH
    FORCE_TORCHRUN MASTER_ADDR MASTER_PORT NNODES NODE_RANK NPROC_PER_NODE WANDB_DISABLED WANDB_PROJECT WANDB_API_KEY
    ENABLE_SHORT_CONSOLE`

/** Names that belong to the libraries below it. */
const libraries = `HOME USER LOGNAME PATH LANG TZ TMPDIR HTTP_PROXY HTTPS_PROXY NO_PROXY`
const libraryPrefixes = [
  'GRADIO_',
  'HF_',
  'TRANSFORMERS_',
  'TOKENIZERS_',
  'TORCH',
  'PYTORCH_',
  'TRITON_',
  'NCCL_',
  'CUDA_',
  'NVIDIA_',
  'OMP_',
  'MPL',
  'PYTHON',
  'MLFLOW_',
]

/** QLoRA loads weights in 4 bit with bitsandbytes, which the published image does not hold. */
const withBitsAndBytes = (version: string): Image => ({
  repository: 'llmflow/llama-factory-qlora',
  tag: version,
  asks: 'bash',
  recipe: [`FROM ${repository}:${version}`, 'RUN pip install --no-cache-dir bitsandbytes==0.45.5'],
})

function factsOf(version: string, since: string): VersionFacts {
  const source = `hiyouga/LLaMA-Factory v${version} docker/docker-cuda/Dockerfile, .github/workflows/docker.yml, .env.local`
  return {
    version,
    images: { board: { repository, tag: version, asks: 'bash' }, qlora: withBitsAndBytes(version) },
    source,
    config: noConfiguration('jobs bring their own files'),
    env: {
      isComplete: true,
      source,
      options: [
        ...readOptions(variables),
        ...readOptions(libraries),
        unreadOption(
          'LLAMA_FACTORY_ADMIN_PASSWORD',
          'nothing: the gateway asks people who they are',
        ),
        unreadOption('DEEPSPEED', 'the key deepspeed of a job'),
      ],
      prefixes: libraryPrefixes,
    },
    life: [released(`LLaMA-Factory ${version}`, since, `hiyouga/LLaMA-Factory tag v${version}`)],
  }
}

/** Before 0.9.3 nobody published an image. */
export const llamaFactoryVersions: { readonly [version: string]: VersionFacts } = {
  '0.9.3': factsOf('0.9.3', '2025-06-17'),
  '0.9.5': factsOf('0.9.5', '2026-05-30'),
}
