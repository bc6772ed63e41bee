// What is known of Redis and its exporter as programs: images, settings and what goes wrong with them.

import { redisVersions } from '../components/redis/versions.js'
import type { Software } from '../software.js'
import { redisProblems } from './redis-problems.js'
import { versionsOf } from './settings.js'

const source = 'docker-library/official-images library/redis 171c4662a1'

export const redis: Software = {
  name: 'redis',
  title: 'Redis',
  ports: {
    part: 'redis',
    numbers: [6379],
    source: 'redis/redis 7.2 redis.conf (port)',
  },
  images: [
    {
      repository: 'docker.io/library/redis',
      part: 'redis',
      programs: ['redis-server', 'redis-cli', 'redis-sentinel', 'redis-benchmark', 'gosu'],
      runsAsRoot: true,
      source,
    },
    {
      repository: 'docker.io/oliver006/redis_exporter',
      part: 'exporter',
      source: 'oliver006/redis_exporter v1.55.0 README.md',
    },
  ],
  memory: [{ anyOf: ['maxmemory'], source: 'redis/redis 7.2 redis.conf (maxmemory)' }],
  versions: versionsOf(redisVersions),
  problems: redisProblems,
}
