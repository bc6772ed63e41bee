// What is known of Text Embeddings Inference as a program: its images, its settings by version and what goes wrong with it.

import { teiVersions } from '../components/tei/versions.js'
import type { Problem } from '../problem.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'
import { all, image, noGpu } from './signs.js'

const repository = 'ghcr.io/huggingface/text-embeddings-inference'
const source = 'huggingface/text-embeddings-inference v1.5.0 README.md, Dockerfile'

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: {
    port: 80,
    path: '/metrics',
    source: 'huggingface/text-embeddings-inference v1.5.0 router/src/http/server.rs, Dockerfile',
  },
}

const [, oldest] = versionsOf(teiVersions, server)

const problems: readonly Problem[] = [
  {
    id: 'cuda-image-without-gpu',
    severity: 'warning',
    problem: {
      en: 'this tag is a CUDA build, but nothing here gives it a GPU',
      ko: '이 태그는 CUDA 빌드인데 GPU가 할당되지 않았습니다',
    },
    remedy: {
      en: 'request a GPU with the compute capability of that build, or use a cpu- tag of 1.6 or later',
      ko: '빌드의 compute capability에 맞는 GPU를 요청하거나 1.6 이상의 cpu- 태그를 쓰세요',
    },
    source: 'huggingface/text-embeddings-inference v1.5.0 README.md, Dockerfile-cuda',
    sign: all(image({ tag: '^((turing|86|89|hopper|90|100|120|cuda)-)?[0-9]+[.][0-9]' }), noGpu),
  },
  {
    id: 'cpu-image-with-onnx-alone',
    severity: 'warning',
    problem: {
      en: 'this CPU build loads only ONNX models, and only without weights in a second file',
      ko: '이 CPU 빌드는 ONNX 모델만 읽고, 별도 파일로 나뉜 가중치는 읽지 못합니다',
    },
    remedy: {
      en: 'use cpu-1.6 or later, which falls back to safetensors',
      ko: 'safetensors도 읽는 cpu-1.6 이상을 쓰세요',
    },
    source:
      'huggingface/text-embeddings-inference v1.5.0 Dockerfile, backends/src/lib.rs; issues 341, 417',
    until: '1.6',
    sign: image({ tag: '^cpu-' }),
  },
]

export const tei: Software = {
  name: 'tei',
  title: 'Text Embeddings Inference',
  images: [{ repository, part: 'server', source }],
  aliases: ['text-embeddings-inference'],
  // 1.5 takes the settings of 1.6; LLMFlow does not plan it, because its build for the CPU loads ONNX models only.
  versions: [
    ...versionsOf(teiVersions, server),
    ...(oldest === undefined ? [] : [{ ...oldest, version: '1.5.0', source }]),
  ],
  problems,
}
