// Writes a dashboard as Grafana reads it.

import type { Dashboard, Panel } from '@llmflow/spec'
import { hashOf } from './hash.js'

/** Grafana's limit for the identifier of a dashboard. */
const identifierLengthMax = 40
/** Two panels side by side fill Grafana's 24 columns. */
const panelWidth = 12
const panelHeight = 8
const datasource = { type: 'prometheus', uid: '${datasource}' } as const

/** The text of a dashboard's file. */
export const dashboardText = (name: string, dashboard: Dashboard): string =>
  `${JSON.stringify(modelOf(name, dashboard), undefined, 2)}\n`

function modelOf(name: string, { title, panels }: Dashboard): object {
  return {
    uid: identifierOf(name),
    title,
    tags: ['llmflow'],
    schemaVersion: 39,
    editable: false,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }],
    },
    panels: panels.map(panelOf),
  }
}

function identifierOf(name: string): string {
  const identifier = `llmflow-${name}`
  return identifier.length > identifierLengthMax ? `llmflow-${hashOf(name)}` : identifier
}

function panelOf({ title, kind, unit, queries }: Panel, index: number): object {
  return {
    id: index + 1,
    title,
    type: kind,
    datasource,
    gridPos: {
      x: (index % 2) * panelWidth,
      y: Math.floor(index / 2) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    fieldConfig: { defaults: { unit }, overrides: [] },
    options:
      kind === 'timeseries'
        ? { legend: { displayMode: 'list', placement: 'bottom', showLegend: true } }
        : { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
    targets: queries.map(({ expression, legend }, position) => ({
      refId: referenceOf(position),
      datasource,
      expr: expression,
      legendFormat: legend,
    })),
  }
}

/** A, B … Z, A1, B1 … */
const referenceOf = (position: number): string =>
  `${String.fromCharCode(65 + (position % 26))}${position < 26 ? '' : Math.floor(position / 26)}`
