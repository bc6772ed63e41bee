// What is known of Infinity as a program, another server of embeddings and rerankers.

import { infinityVersions } from '../components/infinity/versions.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'

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
  versions: versionsOf(infinityVersions, {
    metricsEndpoint: { port: 7997, path: '/metrics', source },
  }),
}
