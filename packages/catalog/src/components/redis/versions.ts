// What is known of Redis and its exporter at each version.

import type { OptionFacts, VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { unreadOption } from '../../options.js'
import { redisMetrics } from './metrics.js'

const config: OptionFacts = {
  isComplete: false,
  source: 'redis/redis 7.2 redis.conf, sentinel.conf, src/sentinel.c',
  options: [
    ...['maxmemory', 'maxmemory-policy', 'appendonly'].map((name) => ({ name, read: true })),
    // These stand in what a start script adds, which comes last and counts.
    ...['requirepass', 'masterauth', 'masteruser'].map((name) =>
      unreadOption(name, 'the secret redis'),
    ),
    ...['aclfile', 'user'].map((name) =>
      unreadOption(name, 'nothing: LLMFlow writes a user for each component that connects'),
    ),
    unreadOption('replicaof', 'nothing: the servers ask the Sentinels who is the master'),
    ...['monitor', 'resolve-hostnames', 'announce-hostnames'].map((name) =>
      unreadOption(`sentinel ${name}`, 'nothing: LLMFlow writes the file of Sentinel'),
    ),
    // Nothing in the files is expanded: the password would be the text itself.
    {
      name: '${REDIS_PASSWORD}',
      read: false,
      instead: 'a start script that adds the password from the environment',
    },
  ],
}

export const redisVersions: { readonly [version: string]: VersionFacts } = {
  '7': {
    version: '7',
    life: [released('Redis 7.2.7', '2025-01-06', 'docker-library/official-images 171c4662a1')],
    images: {
      redis: { repository: 'docker.io/library/redis', tag: '7.2.7-bookworm' },
      sentinel: { repository: 'docker.io/library/redis', tag: '7.2.7-bookworm' },
      // The plain tag holds nothing but the program; a shell is needed to choose the server.
      exporter: {
        repository: 'docker.io/oliver006/redis_exporter',
        tag: 'v1.55.0-alpine',
        asks: 'wget',
      },
    },
    source:
      'docker-library/official-images library/redis 171c4662a1; oliver006/redis_exporter v1.55.0 README.md, docker/Dockerfile.amd64',
    config,
    metrics: redisMetrics,
  },
}
