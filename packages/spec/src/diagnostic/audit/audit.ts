// Puts the audit's families of findings together.

import { readingEnglish, readingKorean, readingSeverities, type ReadingParams } from './reading.js'
import {
  referencesEnglish,
  referencesKorean,
  referencesSeverities,
  type ReferencesParams,
} from './references.js'
import {
  addressesEnglish,
  addressesKorean,
  addressesSeverities,
  type AddressesParams,
} from './addresses.js'
import {
  schedulingEnglish,
  schedulingKorean,
  schedulingSeverities,
  type SchedulingParams,
} from './scheduling.js'
import { scalingEnglish, scalingKorean, scalingSeverities, type ScalingParams } from './scaling.js'
import { networkEnglish, networkKorean, networkSeverities, type NetworkParams } from './network.js'
import {
  softwareEnglish,
  softwareKorean,
  softwareSeverities,
  type SoftwareParams,
} from './software.js'
import { imagesEnglish, imagesKorean, imagesSeverities, type ImagesParams } from './images.js'
import { composeEnglish, composeKorean, composeSeverities, type ComposeParams } from './compose.js'
import { filesEnglish, filesKorean, filesSeverities, type FilesParams } from './files.js'
import { metricsEnglish, metricsKorean, metricsSeverities, type MetricsParams } from './metrics.js'
import {
  scrapingEnglish,
  scrapingKorean,
  scrapingSeverities,
  type ScrapingParams,
} from './scraping.js'
import {
  dashboardsEnglish,
  dashboardsKorean,
  dashboardsSeverities,
  type DashboardsParams,
} from './dashboards.js'
import { backupEnglish, backupKorean, backupSeverities, type BackupParams } from './backup.js'
import {
  resourcesEnglish,
  resourcesKorean,
  resourcesSeverities,
  type ResourcesParams,
} from './resources.js'
import { clusterEnglish, clusterKorean, clusterSeverities, type ClusterParams } from './cluster.js'

export type AuditParams = ReadingParams &
  ReferencesParams &
  AddressesParams &
  SchedulingParams &
  ScalingParams &
  NetworkParams &
  SoftwareParams &
  ImagesParams &
  ComposeParams &
  FilesParams &
  MetricsParams &
  ScrapingParams &
  DashboardsParams &
  BackupParams &
  ClusterParams &
  ResourcesParams

export const auditSeverities = {
  ...readingSeverities,
  ...referencesSeverities,
  ...addressesSeverities,
  ...schedulingSeverities,
  ...scalingSeverities,
  ...networkSeverities,
  ...softwareSeverities,
  ...imagesSeverities,
  ...composeSeverities,
  ...filesSeverities,
  ...metricsSeverities,
  ...scrapingSeverities,
  ...dashboardsSeverities,
  ...backupSeverities,
  ...clusterSeverities,
  ...resourcesSeverities,
}

export const auditEnglish = {
  ...readingEnglish,
  ...referencesEnglish,
  ...addressesEnglish,
  ...schedulingEnglish,
  ...scalingEnglish,
  ...networkEnglish,
  ...softwareEnglish,
  ...imagesEnglish,
  ...composeEnglish,
  ...filesEnglish,
  ...metricsEnglish,
  ...scrapingEnglish,
  ...dashboardsEnglish,
  ...backupEnglish,
  ...clusterEnglish,
  ...resourcesEnglish,
}

export const auditKorean = {
  ...readingKorean,
  ...referencesKorean,
  ...addressesKorean,
  ...schedulingKorean,
  ...scalingKorean,
  ...networkKorean,
  ...softwareKorean,
  ...imagesKorean,
  ...composeKorean,
  ...filesKorean,
  ...metricsKorean,
  ...scrapingKorean,
  ...dashboardsKorean,
  ...backupKorean,
  ...clusterKorean,
  ...resourcesKorean,
}
