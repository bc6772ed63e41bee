// Lists the models whose shapes are known, by the repositories of their weights.

import type { ModelShape } from './models.js'

export type ModelFacts = ModelShape & {
  readonly weights: readonly string[]
  /** Base of the rotary position embedding, which a current vLLM wants repeated when the context is stretched. */
  readonly ropeTheta?: number
  /** Whether it reads texts into vectors or scores instead of answering. */
  readonly isEncoder?: boolean
  readonly source: string
}

const llama31 = {
  keyValueHeads: 8,
  headDimension: 128,
  contextMaximum: 131_072,
  ropeTheta: 500_000,
}
const llama70 = {
  ...llama31,
  parameters: 70_553_706_496,
  layers: 80,
  attentionHeads: 64,
  hiddenSize: 8192,
}

/** The instruct models of Qwen2.5 say 32,768; their README wants YaRN for 131,072. */
const qwen25 = { headDimension: 128, contextMaximum: 32_768, ropeTheta: 1_000_000 }
const qwen25of72 = {
  ...qwen25,
  parameters: 72_706_203_648,
  layers: 80,
  attentionHeads: 64,
  keyValueHeads: 8,
  hiddenSize: 8192,
}

const qwen3 = {
  keyValueHeads: 8,
  headDimension: 128,
  hiddenSize: 5120,
  contextMaximum: 40_960,
  ropeTheta: 1_000_000,
}

/** XLM-RoBERTa large, with room for 8,192 tokens. */
const bgeM3 = {
  isEncoder: true,
  layers: 24,
  attentionHeads: 16,
  keyValueHeads: 16,
  headDimension: 64,
  hiddenSize: 1024,
  contextMaximum: 8192,
}

const computed = 'parameters computed from the config'
const litgpt = `Lightning-AI/litgpt litgpt/config.py; ${computed}`

export const knownModels: readonly ModelFacts[] = [
  {
    weights: [
      'meta-llama/Llama-3.1-8B',
      'meta-llama/Llama-3.1-8B-Instruct',
      'meta-llama/Meta-Llama-3.1-8B-Instruct',
    ],
    ...llama31,
    parameters: 8_030_261_248,
    layers: 32,
    attentionHeads: 32,
    hiddenSize: 4096,
    source: `oumi configs/recipes/llama3_1/README.md; ${computed}`,
  },
  {
    weights: [
      'meta-llama/Llama-3.1-70B',
      'meta-llama/Llama-3.1-70B-Instruct',
      'meta-llama/Meta-Llama-3.1-70B-Instruct',
    ],
    ...llama70,
    source: `oumi configs/recipes/llama3_1/README.md; ${computed}`,
  },
  { weights: ['meta-llama/Llama-3.3-70B-Instruct'], ...llama70, source: litgpt },
  {
    weights: ['meta-llama/Llama-2-13b-hf', 'meta-llama/Llama-2-13b-chat-hf'],
    parameters: 13_015_864_320,
    layers: 40,
    attentionHeads: 40,
    keyValueHeads: 40,
    headDimension: 128,
    hiddenSize: 5120,
    contextMaximum: 4096,
    ropeTheta: 10_000,
    source: litgpt,
  },
  {
    weights: ['codellama/CodeLlama-34b-hf', 'codellama/CodeLlama-34b-Instruct-hf'],
    parameters: 33_743_970_304,
    layers: 48,
    attentionHeads: 64,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 8192,
    contextMaximum: 16_384,
    ropeTheta: 1_000_000,
    source: litgpt,
  },
  {
    weights: ['Qwen/Qwen2.5-7B-Instruct'],
    ...qwen25,
    parameters: 7_615_616_512,
    layers: 28,
    attentionHeads: 28,
    keyValueHeads: 4,
    hiddenSize: 3584,
    source: litgpt,
  },
  {
    weights: ['Qwen/Qwen2.5-14B-Instruct'],
    ...qwen25,
    parameters: 14_770_033_664,
    layers: 48,
    attentionHeads: 40,
    keyValueHeads: 8,
    hiddenSize: 5120,
    source: litgpt,
  },
  {
    weights: ['Qwen/Qwen2.5-32B-Instruct'],
    ...qwen25,
    parameters: 32_763_876_352,
    layers: 64,
    attentionHeads: 40,
    keyValueHeads: 8,
    hiddenSize: 5120,
    source: litgpt,
  },
  {
    weights: ['Qwen/Qwen2.5-72B-Instruct'],
    ...qwen25of72,
    source: 'config.json of Qwen2.5-72B-Instruct; Qwen2.5 README: 131,072 needs YaRN',
  },
  {
    weights: ['Qwen/Qwen2.5-72B'],
    ...qwen25of72,
    contextMaximum: 131_072,
    source: 'config.json of Qwen2.5-72B',
  },
  {
    weights: ['Qwen/Qwen3-8B'],
    ...qwen3,
    parameters: 8_190_735_360,
    layers: 36,
    attentionHeads: 32,
    hiddenSize: 4096,
    source: `NVIDIA ai-dynamo/aiconfigurator 095f58a51 model_configs; ${computed}`,
  },
  {
    weights: ['Qwen/Qwen3-14B'],
    ...qwen3,
    parameters: 14_768_307_200,
    layers: 40,
    attentionHeads: 40,
    source: litgpt,
  },
  {
    weights: ['Qwen/Qwen3-32B'],
    ...qwen3,
    parameters: 32_762_123_264,
    layers: 64,
    attentionHeads: 64,
    source: `NVIDIA ai-dynamo/aiconfigurator 095f58a51 model_configs; ${computed}`,
  },
  {
    weights: ['LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct'],
    parameters: 7_818_448_896,
    layers: 32,
    attentionHeads: 32,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 4096,
    contextMaximum: 32_768,
    source: `config.json of GrennKren/EXAONE-3.5-7.8B-Instruct-8bit; ${computed}; its licence forbids commercial use`,
  },
  {
    weights: ['LGAI-EXAONE/EXAONE-3.5-32B-Instruct'],
    parameters: 32_003_200_000,
    layers: 64,
    attentionHeads: 40,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 5120,
    contextMaximum: 32_768,
    source: `config.json of GrennKren/EXAONE-3.5-32B-Instruct-4bit; ${computed}; its licence forbids commercial use`,
  },
  {
    weights: ['mistralai/Mistral-Small-24B-Instruct-2501'],
    parameters: 23_572_403_200,
    layers: 40,
    attentionHeads: 32,
    keyValueHeads: 8,
    headDimension: 128,
    hiddenSize: 5120,
    contextMaximum: 32_768,
    source: `config.json of unsloth/Mistral-Small-24B-Instruct-2501; ${computed}`,
  },
  {
    weights: ['BAAI/bge-m3'],
    ...bgeM3,
    parameters: 567_754_752,
    dimensions: 1024,
    source: 'config.json of BAAI/bge-m3 (XLM-RoBERTa large)',
  },
  {
    weights: ['BAAI/bge-reranker-v2-m3'],
    ...bgeM3,
    parameters: 567_755_777,
    source: 'config.json of BAAI/bge-reranker-v2-m3, max_position_embeddings 8194',
  },
]
