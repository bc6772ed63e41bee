// Lists the audit's findings about PromQL expressions, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type MetricsParams = {}

export const metricsSeverities: { readonly [C in keyof MetricsParams]: Severity } = {}

export const metricsEnglish: { readonly [C in keyof MetricsParams]: Wording<MetricsParams[C]> } = {}

export const metricsKorean: { readonly [C in keyof MetricsParams]: Wording<MetricsParams[C]> } = {}
