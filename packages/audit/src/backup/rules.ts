// Lists the rules about backups, restores, scripts and what they need.

import type { AuditRule } from '../rule.js'
import { bucketsNeverMade } from './buckets.js'
import { databasesNeverMade } from './databases.js'
import { invalidSchedule } from './invalid-schedule.js'
import { missingPrograms } from './missing-programs.js'
import { objectiveMissed } from './objective.js'
import { onePassword } from './one-password.js'
import { cleanupSkipped, prunedFirst } from './order.js'
import { realmsNeverMade } from './realms.js'
import { replicationRefused } from './replication-refused.js'
import { runbookInside } from './runbook-inside.js'
import { scheduleAsBackup } from './schedule-as-backup.js'
import { schedulesWithoutZone, unboundedJobs } from './schedules.js'
import { hooksWithoutPods, literalPatterns, resourcesLeftOut } from './velero.js'
import { wrongCommands } from './wrong-commands.js'

export const backupRules: readonly AuditRule[] = [
  missingPrograms,
  wrongCommands,
  onePassword,
  prunedFirst,
  cleanupSkipped,
  hooksWithoutPods,
  literalPatterns,
  resourcesLeftOut,
  scheduleAsBackup,
  invalidSchedule,
  schedulesWithoutZone,
  unboundedJobs,
  objectiveMissed,
  runbookInside,
  replicationRefused,
  databasesNeverMade,
  bucketsNeverMade,
  realmsNeverMade,
]
