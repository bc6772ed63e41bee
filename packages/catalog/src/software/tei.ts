// What is known of Text Embeddings Inference as a program: its images, its settings by version and what goes wrong with it.

import { teiVersions } from '../components/tei/versions.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'

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
}
