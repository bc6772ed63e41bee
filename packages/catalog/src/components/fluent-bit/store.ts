// Says which store keeps the logs of a platform: OpenSearch, unless it is there for the text index alone, or Loki.

import type { Context } from '../../component.js'

type LogStore = 'opensearch' | 'loki'

/** Whether OpenSearch keeps logs: it does unless the option gives it to the text index alone. */
export const keepsLogs = ({ enabled, platform }: Context): boolean =>
  enabled.has('opensearch') && platform.components['opensearch']?.options?.['logs'] !== false

export function logStoreOf(context: Context): LogStore | undefined {
  if (keepsLogs(context)) return 'opensearch'
  return context.enabled.has('loki') ? 'loki' : undefined
}
