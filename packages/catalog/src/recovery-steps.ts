// Says the steps that every restore has in common: which copies there are, and bringing one back.

import type { OperatorCommand, Text } from '@llmflow/spec'
import { backupTargetOf } from './backup.js'
import type { Context } from './component.js'

/** The client of S3 on the operator’s machine, with keys that stand in no file: `BACKUP_ACCESS_KEY`, `BACKUP_SECRET_KEY`. */
export function clientOf(context: Context): string {
  const [, scheme = 'https', host = ''] =
    /^(https?):\/\/(.+?)\/?$/.exec(backupTargetOf(context)?.endpoint ?? '') ?? []
  return `MC_HOST_backup="${scheme}://$BACKUP_ACCESS_KEY:$BACKUP_SECRET_KEY@${host}" mc`
}

/** Lists the copies of a store, for whoever wants another one than the latest. */
export function namesOfCopies(context: Context, store: string): OperatorCommand {
  const bucket = backupTargetOf(context)?.bucket ?? ''
  return {
    purpose: {
      en: 'See which copies there are; the last line is the latest',
      ko: '백업 목록을 확인합니다. 마지막 줄이 가장 최근 백업입니다',
    },
    command: [`${clientOf(context)} ls backup/${bucket}/${store}/`],
  }
}

/** Runs the job that copies a store away in the other direction. */
export const bringBack = (workload: string, variables = {}): OperatorCommand => ({
  purpose: {
    en: 'Bring the latest copy back; another one by its name in place of `latest`',
    ko: '가장 최근 백업을 복원합니다. 다른 백업을 쓰려면 `latest` 대신 그 이름을 적습니다',
  },
  within: workload,
  variables: { RESTORE: 'latest', ...variables },
  command: [],
})

export const inside = (within: string, en: string, ko: string, command: Text): OperatorCommand => ({
  purpose: { en, ko },
  within,
  command,
})

export const outside = (en: string, ko: string, command: Text): OperatorCommand => ({
  purpose: { en, ko },
  command,
})

/** The image of etcd has no shell, but its client. */
export const etcdHealth = (workload: string): OperatorCommand =>
  inside(
    workload,
    'See the members of the etcd, their leader and how full it is',
    'etcd 구성원과 리더, 사용량을 확인합니다',
    ['etcdctl endpoint status --cluster --write-out=table'],
  )
