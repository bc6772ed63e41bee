// Names what panels of Grafana are made of: their types, and the series that their queries show.

import type { Field } from '@llmflow/spec'

/** Types of the Angular framework and what took their place; from Grafana's notes on removing Angular in 12. */
export const replacedTypes: { readonly [type: string]: string } = {
  graph: 'timeseries',
  singlestat: 'stat',
  'table-old': 'table',
  'grafana-singlestat-panel': 'stat',
  'grafana-piechart-panel': 'piechart',
  'grafana-worldmap-panel': 'geomap',
}

/** Types that some version of Grafana brought along (grafana/grafana public/app/plugins/panel). */
export const coreTypes: ReadonlySet<string> = new Set([
  'alertGroups',
  'alertlist',
  'annolist',
  'barchart',
  'bargauge',
  'candlestick',
  'canvas',
  'dashlist',
  'datagrid',
  'debug',
  'flamegraph',
  'gauge',
  'geomap',
  'gettingstarted',
  'graph',
  'heatmap',
  'heatmap-new',
  'histogram',
  'homelinks',
  'live',
  'logs',
  'logstable',
  'news',
  'nodeGraph',
  'piechart',
  'pluginlist',
  'row',
  'singlestat',
  'stat',
  'state-timeline',
  'status-history',
  'status-grid',
  'table',
  'table-old',
  'text',
  'timeline',
  'timeseries',
  'traces',
  'trend',
  'welcome',
  'xychart',
])

/** Panels that show no data of their own. */
const plainTypes: ReadonlySet<string> = new Set(['row', 'text', 'dashlist', 'news', 'welcome'])

export const showsData = (panel: Field): boolean =>
  !plainTypes.has(panel.get('type').text ?? '') &&
  panel.get('libraryPanel').value === undefined &&
  panel.get('repeatPanelId').value === undefined
