// What is known of Infinity, another server of embeddings and rerankers.

import { readOptions } from '../options.js'
import type { Software } from '../software.js'

const source =
  'michaelfeil/infinity 0.0.77 libs/infinity_emb/infinity_emb/env.py, infinity_server.py, Dockerfile.nvidia_auto'

export const infinity: Software = {
  name: 'infinity',
  title: 'Infinity',
  images: [{ repository: 'docker.io/michaelf34/infinity', part: 'server', source }],
  clashingService: {
    name: 'infinity',
    variable: 'INFINITY_PORT',
    consequence: {
      en: 'Infinity reads it as a number and exits',
      ko: 'Infinity가 이를 숫자로 읽다가 종료됩니다',
    },
    source,
  },
  versions: [
    {
      version: '0.0.77',
      source,
      env: {
        isComplete: false,
        source,
        options: readOptions(`
          INFINITY_MODEL_ID INFINITY_PORT INFINITY_HOST INFINITY_API_KEY INFINITY_URL_PREFIX INFINITY_BATCH_SIZE
          INFINITY_QUEUE_SIZE INFINITY_MAX_CLIENT_BATCH_SIZE INFINITY_ENGINE INFINITY_DEVICE INFINITY_DTYPE
          INFINITY_ANONYMOUS_USAGE_STATS DO_NOT_TRACK
        `),
      },
      metricsEndpoint: { port: 7997, path: '/metrics', source },
    },
  ],
}
