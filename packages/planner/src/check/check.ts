// Runs every rule over a platform and its plan.

import type { Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { addressOutsideNetwork } from './address-outside-network.js'
import { apiAtOneMachine } from './api-at-one-machine.js'
import { backupBesideData } from './backup-beside-data.js'
import { capacityConcurrency } from './capacity-concurrency.js'
import { capacityConnections } from './capacity-connections.js'
import { backupNeverRuns } from './backup-never-runs.js'
import { capacityEncoders } from './capacity-encoders.js'
import { singlePointOfFailure } from './capacity-failure.js'
import { capacityBounds, capacityFit } from './capacity-fit.js'
import { capacityModels } from './capacity-models.js'
import { capacityStorage } from './capacity-storage.js'
import { capacityTraining } from './capacity-training.js'
import { choiceWithoutEffect } from './choice-without-effect.js'
import { collidingModels } from './colliding-models.js'
import { copiesMultiplied } from './copies-multiplied.js'
import { duplicateNodes } from './duplicate-nodes.js'
import { erasureImpossible } from './erasure-impossible.js'
import { fabricIncomplete } from './fabric-incomplete.js'
import { fixedMembers } from './fixed-members.js'
import { imageGone } from './image-gone.js'
import { imageVersionDiffers } from './image-version-differs.js'
import { knownProblems } from './known-problems.js'
import { kubernetesForm } from './kubernetes-form.js'
import { licenceNotAccepted } from './licence-not-accepted.js'
import { limits } from './limits.js'
import { missingCompanion } from './missing-companion.js'
import { multicastDomain } from './multicast-domain.js'
import { mutableTag } from './mutable-tag.js'
import { noRegistry } from './no-registry.js'
import { noSuchImage } from './no-such-image.js'
import { noWayIn } from './no-way-in.js'
import { nobodyConnects } from './nobody-connects.js'
import { objectStoreLoss } from './object-store-loss.js'
import { oneNode } from './one-node.js'
import { partNeverRuns } from './part-never-runs.js'
import { poolUnattached } from './pool-unattached.js'
import { powerUnknown } from './power-unknown.js'
import { quota } from './quota.js'
import { rackOverloaded } from './rack-overloaded.js'
import { raidMisplaced } from './raid-misplaced.js'
import { ranges } from './ranges.js'
import { recoveryPointMissed } from './recovery-point-missed.js'
import { recoveryTimeMissed } from './recovery-time-missed.js'
import { redisTopologyMixed } from './redis-topology-mixed.js'
import { references } from './references.js'
import { retentionContradiction } from './retention-contradiction.js'
import { rivalComponents } from './rival-components.js'
import type { Rule } from './rule.js'
import { secretInFile } from './secret-in-file.js'
import { settingNotRead } from './setting-not-read.js'
import { singleSwitch } from './single-switch.js'
import { storageClasses } from './storage-classes.js'
import { storeWithoutBackup } from './store-without-backup.js'
import { supportEnded } from './support-ended.js'
import { threadsContradict } from './threads-contradict.js'
import { unknownAddress } from './unknown-address.js'
import { unknownHardware } from './unknown-hardware.js'
import { trainingMemory } from './training-memory.js'
import { unknownOption } from './unknown-option.js'
import { unmatchedNodeSelector } from './unmatched-node-selector.js'
import { untoleratedTaint } from './untolerated-taint.js'
import { usableOverstated } from './usable-overstated.js'
import { withoutAddress } from './without-address.js'
import { withoutPool } from './without-pool.js'
import { workersAmongDatabases } from './workers-among-databases.js'
import { workloadCompanion } from './workload-companion.js'

const rules: readonly Rule[] = [
  references,
  unknownHardware,
  storageClasses,
  unknownOption,
  kubernetesForm,
  duplicateNodes,
  collidingModels,
  withoutPool,
  withoutAddress,
  capacityBounds,
  limits,
  fixedMembers,
  capacityModels,
  capacityEncoders,
  capacityFit,
  capacityStorage,
  usableOverstated,
  erasureImpossible,
  raidMisplaced,
  threadsContradict,
  rackOverloaded,
  powerUnknown,
  objectStoreLoss,
  singlePointOfFailure,
  oneNode,
  capacityConcurrency,
  capacityConnections,
  capacityTraining,
  trainingMemory,
  copiesMultiplied,
  choiceWithoutEffect,
  missingCompanion,
  rivalComponents,
  workloadCompanion,
  untoleratedTaint,
  unmatchedNodeSelector,
  partNeverRuns,
  nobodyConnects,
  noWayIn,
  settingNotRead,
  unknownAddress,
  knownProblems,
  quota,
  ranges,
  addressOutsideNetwork,
  poolUnattached,
  workersAmongDatabases,
  apiAtOneMachine,
  fabricIncomplete,
  singleSwitch,
  multicastDomain,
  redisTopologyMixed,
  secretInFile,
  mutableTag,
  noRegistry,
  noSuchImage,
  imageVersionDiffers,
  imageGone,
  supportEnded,
  recoveryPointMissed,
  recoveryTimeMissed,
  backupNeverRuns,
  storeWithoutBackup,
  licenceNotAccepted,
  retentionContradiction,
  backupBesideData,
]

export function checkDraft(subject: Subject): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(subject))
}
