import { describe, expect, it } from 'vitest'
import { hasFixedHour, intervalOf } from '../../src/backup/cron.js'
import { objectiveMissed } from '../../src/backup/objective.js'
import { schedulesWithoutZone, unboundedJobs } from '../../src/backup/schedules.js'
import { findings } from '../metrics/findings.js'
import { jobWith } from './jobs.js'

describe('intervalOf', () => {
  it.each([
    ['*/15 * * * *', 15],
    ['0 * * * *', 60],
    ['0 */4 * * *', 240],
    ['0 1,13 * * *', 720],
    ['0 8-17 * * *', 900],
    ['30 2 * * *', 1440],
    ['CRON_TZ=Asia/Seoul 0 2 * * *', 1440],
    ['@daily', 1440],
    ['@every 6h', 360],
    ['0 3 * * 0', 10080],
    ['0 3 1 * *', 43200],
  ])('%s runs every %d minutes', (schedule, minutes) => {
    expect(intervalOf(schedule)).toBe(minutes)
  })

  it.each(['', 'never', '0 2 * *', 'x * * * *', '0 2 * * MON-FRI', '0 2 * 6 *'])(
    'knows no interval of %j',
    (schedule) => expect(intervalOf(schedule)).toBeUndefined(),
  )

  it('knows which schedules hang on the time zone', () => {
    expect(
      ['0 2 * * *', '0 2,14 * * *', '0 */4 * * *', 'TZ=UTC 0 2 * * *'].map(hasFixedHour),
    ).toEqual([true, true, false, false])
  })
})

describe('schedulesWithoutZone', () => {
  const found = (schedule: string) =>
    findings(schedulesWithoutZone, { 'job.yaml': jobWith('true', { schedule }) })

  it('notes a fixed hour without a zone', () => {
    expect(found('0 2 * * *')).toEqual(["info backup/no-time-zone: '0 2 * * *'"])
    expect(found('*/5 * * * *')).toEqual([])
  })
})

describe('unboundedJobs', () => {
  it('reports a job that saves data and lets runs overlap', () => {
    const found = (script: string, policy: string) =>
      findings(unboundedJobs, { 'job.yaml': jobWith(script, { policy }) })
    expect(found('pg_dumpall > x', '')).toEqual(['warning backup/job-unbounded: spec'])
    expect(found('pg_dumpall > x', 'Forbid')).toEqual([])
    expect(found('echo hello', '')).toEqual([])
  })
})

describe('objectiveMissed', () => {
  const found = (schedule: string, objective: string, more = '') =>
    findings(objectiveMissed, {
      'job.yaml': jobWith('pg_dumpall > x', { schedule }),
      'readme.md': `# Recovery\n\n${objective}\n${more}`,
    })

  it('reports a schedule that is too rare for the objective', () => {
    expect(found('0 1 * * *', '- RPO (Recovery Point Objective): 1시간')).toEqual([
      "warning backup/objective-missed: '0 1 * * *'",
    ])
    expect(found('0 */4 * * *', 'The RPO is 30 min.')).toHaveLength(1)
  })

  it('says nothing of one that keeps it, of none, of two, or with an archived log', () => {
    expect(found('0 * * * *', 'RPO: 1 hour')).toEqual([])
    expect(found('0 1 * * *', 'RPO will be told')).toEqual([])
    expect(found('0 1 * * *', 'RPO: 1 hour\n\nRPO of logs: 1 day')).toEqual([])
    expect(
      found(
        '0 1 * * *',
        'RPO: 1 hour',
        '\n```ini\n# postgresql.conf\nwal_level = replica\narchive_mode = on\n```\n',
      ),
    ).toEqual([])
  })
})
