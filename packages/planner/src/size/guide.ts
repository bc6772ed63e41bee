// Repeats the tables of the guide’s chapter 9, to stand beside what is computed.

/** 9.1: GPUs, cores, gigabytes of memory and terabytes of storage by users. */
export const guideDemand = [
  {
    users: 100,
    concurrentUsers: 20,
    inferenceGpus: 4,
    trainingGpus: 4,
    cores: 128,
    gigabytes: 512,
    terabytes: 20,
  },
  {
    users: 500,
    concurrentUsers: 100,
    inferenceGpus: 16,
    trainingGpus: 8,
    cores: 384,
    gigabytes: 2048,
    terabytes: 100,
  },
  {
    users: 1000,
    concurrentUsers: 200,
    inferenceGpus: 32,
    trainingGpus: 16,
    cores: 768,
    gigabytes: 4096,
    terabytes: 300,
  },
] as const

/** 9.2: what one replica takes, and the model of the catalog that it is held against. */
export const guideModels = [
  {
    size: '7-8B',
    weights: 'meta-llama/Llama-3.1-8B-Instruct',
    precision: 'bf16',
    gigabytes: 16,
    gpus: 1,
    requests: 50,
  },
  {
    size: '13B',
    weights: 'meta-llama/Llama-2-13b-chat-hf',
    precision: 'bf16',
    gigabytes: 28,
    gpus: 1,
    requests: 30,
  },
  {
    size: '30-34B',
    weights: 'Qwen/Qwen2.5-32B-Instruct',
    precision: 'bf16',
    gigabytes: 70,
    gpus: 2,
    requests: 20,
  },
  {
    size: '70B',
    weights: 'meta-llama/Llama-3.1-70B-Instruct',
    precision: 'bf16',
    gigabytes: 140,
    gpus: 4,
    requests: 10,
  },
  {
    size: '70B (Quantized)',
    weights: 'meta-llama/Llama-3.1-70B-Instruct',
    precision: 'int4',
    gigabytes: 40,
    gpus: 1,
    requests: 15,
  },
] as const

/** 9.3: machines for 500 users, and the kilowatts with cooling. */
export const guideMachines = {
  users: 500,
  counts: {
    inference: 4,
    training: 4,
    application: 6,
    postgresql: 5,
    vector: 6,
    management: 3,
  },
  kilowatts: 200,
} as const
