import { describe, expect, it } from 'vitest'
import { cronFaultOf } from '../../src/backup/cron-faults.js'
import { invalidSchedule } from '../../src/backup/invalid-schedule.js'
import { findings } from '../metrics/findings.js'
import { jobWith } from './jobs.js'

describe('cronFaultOf', () => {
  it.each([
    '0 2 * * *',
    '*/5 * * * *',
    '0 0 ? * MON',
    '0 0 1 jan,JUL *',
    '0 9-17/2 * * 1-5',

    '5/15 * * * *',
    '0 0 31 12 0',
    '0 0 * * 7',
    '0 0 * * SUN,sat',
    ' 0  2 * * * ',
    '1,,2 * * * *',

    '@daily',
    '@every 1h30m',
    '@midnight',
    'CRON_TZ=Asia/Seoul 0 2 * * *',
    'TZ=UTC @hourly',
    '',
  ])('takes %j', (schedule) => expect(cronFaultOf(schedule)).toBeUndefined())

  it.each([
    ['0 2 * *', 'fields', '0 2 * *'],
    ['0 0 2 * * *', 'fields', '0 0 2 * * *'],
    ['daily', 'fields', 'daily'],
    ['0 25 * * *', 'hour', '25'],
    ['60 2 * * *', 'minute', '60'],
    ['*/0 * * * *', 'minute', '*/0'],
    ['0 22-2 * * *', 'hour', '22-2'],
    ['0 0 0 * *', 'day', '0'],
    ['0 0 L * *', 'day', 'L'],
    ['0 0 1 january *', 'month', 'january'],
    ['0 0 * * MON-', 'weekday', 'MON-'],
    ['0 1-2-3 * * *', 'hour', '1-2-3'],
    ['@reboot', 'macro', '@reboot'],
    ['@every 1d', 'macro', '@every 1d'],
    ['TZ=UTC 0 24 * * *', 'hour', '24'],
  ])('refuses %j for its %s', (schedule, fault, part) => {
    expect(cronFaultOf(schedule)).toMatchObject({ fault, part })
  })
})

describe('invalidSchedule', () => {
  const found = (schedule: string) =>
    findings(invalidSchedule, { 'job.yaml': jobWith('true', { schedule }) })

  it('points at what is wrong', () => {
    expect(found('0 2 * *')).toEqual(['error backup/invalid-schedule: 0 2 * *'])
    expect(found('CRON_TZ=Asia/Seoul 0 25 * * *')).toEqual(['error backup/invalid-schedule: 25'])
    expect(found('0 2 * * *')).toEqual([])
  })

  it('leaves templates alone', () => {
    expect(found('{{ .Values.schedule }}')).toEqual([])
    expect(found('${BACKUP_SCHEDULE}')).toEqual([])
    expect(found('<minute> 2 * * *')).toEqual([])
  })

  it('reads the schedules of Velero, and no other Schedule', () => {
    const object = (apiVersion: string) => ({
      's.yaml': `apiVersion: ${apiVersion}\nkind: Schedule\nmetadata: { name: s, namespace: v }\nspec: { schedule: "0 25 * * *" }\n`,
    })
    expect(findings(invalidSchedule, object('velero.io/v1'))).toEqual([
      'error backup/invalid-schedule: 25',
    ])
    expect(findings(invalidSchedule, object('chaos-mesh.org/v1alpha1'))).toEqual([])
  })
})
