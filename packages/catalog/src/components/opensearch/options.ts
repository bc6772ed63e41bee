// Reads the options of OpenSearch: whether it keeps logs and for how long, and which faces it has.

import { days, parseDuration, type Milliseconds } from '@llmflow/spec'
import type { ComponentOption, Context } from '../../component.js'
import { keepsLogs } from '../fluent-bit/store.js'

export const opensearchOptions: readonly ComponentOption[] = [
  {
    name: 'logs',
    type: 'boolean',
    default: true,
    description: {
      en: 'Whether it keeps the logs; false leaves it to the text index, so that Loki can keep them',
      ko: '로그를 저장할지 여부입니다. false이면 텍스트 인덱스로만 쓰며, 로그는 Loki에 저장할 수 있습니다',
    },
  },
  {
    name: 'retention',
    type: 'string',
    form: 'duration',
    default: '14d',
    description: { en: 'How long logs are kept', ko: '로그 보관 기간' },
  },
  {
    name: 'textIndex',
    type: 'boolean',
    default: true,
    description: {
      en: 'Whether LLMFlow searches text in it rather than in PostgreSQL',
      ko: 'LLMFlow의 텍스트 검색을 PostgreSQL 대신 여기에서 할지 여부입니다',
    },
  },
  {
    name: 'dashboards',
    type: 'boolean',
    default: true,
    description: {
      en: 'Whether people look at logs in OpenSearch Dashboards, signed in through Keycloak',
      ko: 'Keycloak으로 로그인해 OpenSearch Dashboards에서 로그를 볼 수 있게 할지 여부입니다',
    },
  },
]

const option = ({ platform }: Context, name: string): unknown =>
  platform.components['opensearch']?.options?.[name]

/** The guide's own figure (4.2, monitoring.loki.retention). */
export function retentionOf(context: Context): Milliseconds {
  const written = option(context, 'retention')
  return (typeof written === 'string' ? parseDuration(written) : undefined) ?? days(14)
}

/** Whether the runtime searches text here. */
export const isTextIndex = (context: Context): boolean =>
  context.enabled.has('opensearch') &&
  context.enabled.has('llmflow') &&
  context.topologyOf('llmflow') === 'cluster' &&
  option(context, 'textIndex') !== false

/** Dashboards show logs to people who are signed in; without either there is nothing to show or nobody to ask. */
export const hasDashboards = (context: Context): boolean =>
  keepsLogs(context) && context.enabled.has('keycloak') && option(context, 'dashboards') !== false
