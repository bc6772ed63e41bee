// What is known of the series of gateways, model servers, sign-on and of LLMFlow's own runtime.

import { serviceMetrics } from '@llmflow/spec'
import { metrics312 } from '../components/apisix/metrics.js'
import { infinityMetrics } from '../components/infinity/metrics.js'
import { haproxyMetrics } from '../components/haproxy/metrics.js'
import { metrics23 } from '../components/keycloak/metrics.js'
import { clickhouseMetrics } from '../components/langfuse/metrics.js'
import { mlflowMetrics } from '../components/mlflow/metrics.js'
import { teiMetrics } from '../components/tei/metrics.js'
import type { MetricFacts } from '../facts.js'
import type { Exporter } from './exporter.js'

/** A list that is complete because there is nothing to list. */
const nothing = (source: string): MetricFacts => ({ source, isComplete: true, metrics: [] })

export const serviceExporters: readonly Exporter[] = [
  {
    software: 'tei',
    title: 'Text Embeddings Inference',
    prefixes: ['te_'],
    wrongPrefixes: [{ written: 'tei_', right: 'te_' }],
    releases: [{ from: '1.5', to: '1.9', metrics: { ...teiMetrics, isComplete: true } }],
    timeUnit: 'seconds',
  },
  {
    software: 'infinity',
    title: 'Infinity',
    prefixes: [],
    releases: [{ from: '0.0.77', to: '0.0.77', metrics: infinityMetrics }],
    timeUnit: 'seconds',
  },
  {
    software: 'apisix',
    title: 'Apache APISIX',
    prefixes: ['apisix_'],
    releases: [
      {
        from: '3.8',
        to: '3.12',
        metrics: {
          ...metrics312,
          metrics: metrics312.metrics.filter(({ name }) => name.startsWith('apisix_')),
        },
      },
    ],
  },
  {
    software: 'haproxy',
    title: 'HAProxy',
    prefixes: ['haproxy_'],
    releases: [{ from: '3.0', to: '3.0', metrics: haproxyMetrics }],
  },
  {
    software: 'keycloak',
    title: 'Keycloak',
    prefixes: [],
    releases: [{ from: '23.0', to: '23.0', metrics: metrics23 }],
  },
  {
    software: 'llmflow',
    title: 'LLMFlow',
    prefixes: ['llmflow_', 'rag_'],
    releases: [
      {
        from: '0.1.0',
        to: '0.1.0',
        metrics: {
          source: 'llmflow/llmflow packages/spec/src/service/service.ts',
          metrics: serviceMetrics,
        },
      },
    ],
  },
  {
    software: 'mlflow',
    title: 'MLflow',
    prefixes: ['mlflow_'],
    releases: [{ from: '2.10.0', to: '3.12', metrics: mlflowMetrics }],
  },
  {
    software: 'clickhouse',
    title: 'ClickHouse',
    prefixes: ['ClickHouseAsyncMetrics_', 'ClickHouseMetrics_', 'ClickHouseProfileEvents_'],
    releases: [{ from: '25.8', to: '25.8', metrics: clickhouseMetrics }],
  },
  {
    software: 'dify',
    title: 'Dify',
    prefixes: ['dify_'],
    releases: [
      {
        from: '0.11',
        to: '0.11',
        metrics: nothing('langgenius/dify@0.11.0 api/app.py, api/pyproject.toml'),
      },
    ],
  },
  {
    software: 'unstructured',
    title: 'Unstructured API',
    prefixes: ['unstructured_'],
    releases: [
      {
        from: '0.0.80',
        to: '0.0.80',
        metrics: nothing(
          'Unstructured-IO/unstructured-api@0.0.80 prepline_general/, requirements/base.txt',
        ),
      },
    ],
  },
]
