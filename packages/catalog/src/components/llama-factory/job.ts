// Writes a job that trains: the file that a command names, for the model and the method that the platform chose.

import { text, type FileMount, type OperatorCommand } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { isShared, methodOf, trainedModelOf } from './training.js'

export const workFolder = '/work'
const jobFile = '/jobs/train.yaml'

/** Settings of the method; QLoRA is LoRA over weights in 4 bit. */
const settings = {
  full: 'finetuning_type: full\nlearning_rate: 1.0e-5',
  lora: 'finetuning_type: lora\nlora_target: all\nlearning_rate: 1.0e-4',
  qlora: 'finetuning_type: lora\nlora_target: all\nquantization_bit: 4\nlearning_rate: 1.0e-4',
} as const

export function jobFiles(context: Context, gpus: number): readonly FileMount[] {
  const method = methodOf(context)
  const model = trainedModelOf(context)
  if (method === undefined || model === undefined) return []
  const sharing =
    gpus > 1 && isShared(method) ? '\ndeepspeed: /app/examples/deepspeed/ds_z3_config.json' : ''
  return [
    {
      path: jobFile,
      content: text`# What a run changes stands behind the name of this file on the command line: dataset=…, output_dir=…
model_name_or_path: /models/${model.weights}
stage: sft
do_train: true
${settings[method]}${sharing}
dataset_dir: ${workFolder}/data
dataset: identity
cutoff_len: 2048
output_dir: ${workFolder}/saves/${model.name}-${method}
per_device_train_batch_size: 1
gradient_accumulation_steps: 8
num_train_epochs: 3.0
bf16: true
logging_steps: 10
save_steps: 500
save_total_limit: 3
report_to: none
`,
    },
  ]
}

/**
 * Jobs run where the web page runs: it trains in its own container too, so that the GPUs must be there anyway, and a
 * workload beside it would hold as many again.
 */
export function trainingCommands(context: Context): readonly OperatorCommand[] {
  const within = 'llama-factory'
  const seeing: OperatorCommand = {
    purpose: { en: 'See who uses the GPUs for training', ko: '학습용 GPU 사용 현황을 봅니다' },
    within,
    command: ['nvidia-smi'],
  }
  const model = trainedModelOf(context)
  if (model === undefined || methodOf(context) === undefined) return [seeing]
  return [
    seeing,
    {
      purpose: {
        en: 'Train: DATASET is a name in /work/data/dataset_info.json, RUN a name for the results',
        ko: '학습을 실행합니다. DATASET에는 /work/data/dataset_info.json에 있는 이름을, RUN에는 결과 이름을 적습니다',
      },
      within,
      command: [
        `llamafactory-cli train ${jobFile} dataset=DATASET output_dir=${workFolder}/saves/RUN`,
      ],
    },
    {
      purpose: {
        en: 'Merge an adapter into its model, for the model store',
        ko: '어댑터를 모델에 합쳐 모델 저장소에 둘 가중치를 만듭니다',
      },
      within,
      command: [
        `llamafactory-cli export --model_name_or_path /models/${model.weights} --adapter_name_or_path ${workFolder}/saves/RUN --export_dir ${workFolder}/exports/RUN`,
      ],
    },
  ]
}
