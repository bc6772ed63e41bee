// Lists the rules about queries, scraping, metrics that scale, and dashboards.

import type { AuditRule } from '../rule.js'
import { dashboardProvider } from './dashboards/dashboard-provider.js'
import { dashboardSource } from './dashboards/dashboard-source.js'
import { heatmap } from './dashboards/heatmap.js'
import { misspeltType } from './dashboards/misspelt-type.js'
import { panelKeys } from './dashboards/panel-keys.js'
import { panelType } from './dashboards/panel-type.js'
import { divisionByZero } from './queries/division-by-zero.js'
import { exporterNotHere } from './queries/exporter-not-here.js'
import { lostLabel } from './queries/lost-label.js'
import { thresholdNearNormal } from './queries/near-normal.js'
import { metricOfOtherVersion } from './queries/other-version.js'
import { partialLabel } from './queries/partial-label.js'
import { querySyntax } from './queries/syntax.js'
import { thresholdRange } from './queries/threshold-range.js'
import { unknownExporter } from './queries/unknown-exporter.js'
import { unknownLabelValue } from './queries/unknown-label-value.js'
import { unknownLabel } from './queries/unknown-label.js'
import { unknownMetric } from './queries/unknown-metric.js'
import { wrongType } from './queries/wrong-type.js'
import { wrongUnit } from './queries/wrong-unit.js'
import { kedaTrigger } from './scaling/keda-trigger.js'
import { scalingMetric } from './scaling/scaling-metric.js'
import { idlePort } from './scraping/idle-port.js'
import { monitorNotSelected } from './scraping/monitor-not-selected.js'
import { notMetrics } from './scraping/not-metrics.js'
import { scrapePort } from './scraping/scrape-port.js'
import { scrapeTarget } from './scraping/scrape-target.js'
import { staticTarget } from './scraping/static-target.js'

export const metricsRules: readonly AuditRule[] = [
  scrapeTarget,
  scrapePort,
  notMetrics,
  idlePort,
  monitorNotSelected,
  scalingMetric,
  kedaTrigger,
  panelType,
  misspeltType,
  panelKeys,
  heatmap,
  dashboardSource,
  dashboardProvider,
  querySyntax,
  unknownMetric,
  metricOfOtherVersion,
  exporterNotHere,
  unknownLabel,
  unknownLabelValue,
  wrongType,
  thresholdRange,
  wrongUnit,
  divisionByZero,
  lostLabel,
  partialLabel,
  thresholdNearNormal,
  unknownExporter,
  staticTarget,
]
