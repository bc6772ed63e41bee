// Lists the audit's findings about dashboards, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type DashboardsParams = {}

export const dashboardsSeverities: { readonly [C in keyof DashboardsParams]: Severity } = {}

export const dashboardsEnglish: {
  readonly [C in keyof DashboardsParams]: Wording<DashboardsParams[C]>
} = {}

export const dashboardsKorean: {
  readonly [C in keyof DashboardsParams]: Wording<DashboardsParams[C]>
} = {}
