// Lists the rules of the metric contract: what queries ask for and what programs export.

import type { AuditRule } from '../rule.js'
import { divisionByZero } from './division-by-zero.js'
import { exporterNotHere } from './exporter-not-here.js'
import { lostLabel } from './lost-label.js'
import { metricOfOtherVersion } from './other-version.js'
import { partialLabel } from './partial-label.js'
import { querySyntax } from './syntax.js'
import { thresholdNearNormal } from './near-normal.js'
import { thresholdRange } from './threshold-range.js'
import { unknownExporter } from './unknown-exporter.js'
import { unknownLabel } from './unknown-label.js'
import { unknownLabelValue } from './unknown-label-value.js'
import { unknownMetric } from './unknown-metric.js'
import { wrongType } from './wrong-type.js'
import { wrongUnit } from './wrong-unit.js'

export const queryRules: readonly AuditRule[] = [
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
]
