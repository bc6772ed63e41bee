// Knows which commands save data, carry it away, or delete what is old.

import type { CommandSign } from '@llmflow/catalog'
import type { Invocation } from '../graph/invocations.js'
import { matches } from './command-sign.js'

const saving: readonly CommandSign[] = [
  ...[
    'pg_dump',
    'pg_dumpall',
    'pg_basebackup',
    'pgbackrest',
    'wal-g',
    'mysqldump',
    'mariadb-dump',
    'xtrabackup',
    'mongodump',
    'milvus-backup',
    'restic',
    'neo4j-admin',
  ].map((program) => ({ program })),
  { program: 'redis-cli', has: ['--rdb'] },
  { program: 'etcdctl', words: ['snapshot', 'save'] },
]

const carrying: readonly CommandSign[] = [
  { program: 'mc', words: ['cp'] },
  { program: 'mc', words: ['mirror'] },
  { program: 'mc', words: ['put'] },
  { program: 'aws', words: ['s3', 'cp'] },
  { program: 'aws', words: ['s3', 'sync'] },
  { program: 'gsutil', words: ['cp'] },
  { program: 'gsutil', words: ['rsync'] },
  { program: 'rclone', words: ['copy'] },
  { program: 'rclone', words: ['sync'] },
  { program: 's3cmd', words: ['put'] },
  { program: 's3cmd', words: ['sync'] },
  { program: 'az', words: ['storage', 'blob'] },
  { program: 'rsync' },
  { program: 'scp' },
]

const isAnyOf =
  (signs: readonly CommandSign[]) =>
  (invocation: Invocation): boolean =>
    signs.some((sign) => matches(sign, invocation))

export const savesData = isAnyOf(saving)
export const carriesData = isAnyOf(carrying)

/** `find … -mtime +30 … -delete`: what is older than so many days goes. */
export function deletesOld({ name, arguments: words }: Invocation): boolean {
  const texts = words.map(({ text }) => text)
  return (
    name === 'find' &&
    texts.some((text) => /^-[cm](?:time|min)$/.test(text)) &&
    (texts.includes('-delete') || texts.includes('rm'))
  )
}
