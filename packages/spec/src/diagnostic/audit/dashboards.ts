// Lists the audit's findings about dashboards, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type DashboardsParams = {
  /** A panel of the old framework; `instead` is the type that took its place. */
  'metrics/old-panel-type': { readonly type: string; readonly instead: string }
  /** `instead` is the type of Grafana's own that is spelt almost so. */
  'metrics/misspelt-panel-type': { readonly type: string; readonly instead: string }
  /** Keys that a panel in a file must have and that some lack. */
  'metrics/incomplete-panels': {
    readonly dashboard: string
    readonly count: number
    readonly missing: readonly string[]
  }
  'metrics/heatmap-without-buckets': { readonly metric: string }
  /** The body of a request to the HTTP API, and not a dashboard. */
  'metrics/wrapped-dashboard': { readonly dashboard: string }
  'metrics/no-dashboard-uid': { readonly dashboard: string }
  /** A folder of dashboards that Grafana looks through for providers. */
  'metrics/no-dashboard-provider': { readonly folder: string }
  /** A ConfigMap with a dashboard that the sidecar does not collect. */
  'metrics/uncollected-dashboard': {
    readonly configMap: string
    readonly label: string
    readonly value: string
  }
}

export const dashboardsSeverities: { readonly [C in keyof DashboardsParams]: Severity } = {
  'metrics/old-panel-type': 'warning',
  'metrics/misspelt-panel-type': 'warning',
  'metrics/incomplete-panels': 'warning',
  'metrics/heatmap-without-buckets': 'warning',
  'metrics/wrapped-dashboard': 'warning',
  'metrics/no-dashboard-uid': 'info',
  'metrics/no-dashboard-provider': 'warning',
  'metrics/uncollected-dashboard': 'warning',
}

export const dashboardsEnglish: {
  readonly [C in keyof DashboardsParams]: Wording<DashboardsParams[C]>
} = {
  'metrics/old-panel-type': {
    title: 'A removed panel type',
    message: ({ type, instead }) =>
      `the panel type ${type} is gone since Grafana 12; use ${instead}`,
    why: 'Some versions of Grafana migrate the old Angular panels, later ones show an error instead.',
    fix: 'Use the new type and check the panel once: most options carry over, some have other names.',
  },
  'metrics/misspelt-panel-type': {
    title: 'A misspelt panel type',
    message: ({ type, instead }) => `Grafana has no panel type ${type}; the nearest is ${instead}`,
    why: 'For a type that neither Grafana nor a plugin brings along, the panel shows "Panel plugin not found" instead of data.',
    fix: 'Correct the type, or install the plugin that this type belongs to.',
  },
  'metrics/incomplete-panels': {
    title: 'Panels with missing keys',
    message: ({ dashboard, count, missing }) =>
      `${count === 1 ? 'a panel' : `${count} panels`} of ${dashboard} ${count === 1 ? 'lacks' : 'lack'} ${missing.join(', ')}`,
    why: 'Panels without a position overlap, and panels without a data source query the default one, whichever that is.',
    fix: 'Export the dashboard from Grafana, or add the keys to each panel.',
  },
  'metrics/heatmap-without-buckets': {
    title: 'A heatmap of a gauge',
    message: ({ metric }) => `${metric} is a gauge, so a heatmap of it has no buckets to show`,
    why: 'A heatmap counts samples in buckets over time. Single values land in arbitrary buckets that say little.',
    fix: 'Show one line for each series (timeseries), or the last values (stat).',
  },
  'metrics/wrapped-dashboard': {
    title: 'A dashboard in the wrapper of the HTTP API',
    message: ({ dashboard }) =>
      `${dashboard} is below the key dashboard, a form that only the HTTP API accepts`,
    why: 'File provisioning and the import page expect the dashboard itself; Grafana logs an empty title and loads nothing.',
    fix: 'Move what is below the key dashboard to the top of the file.',
  },
  'metrics/no-dashboard-uid': {
    title: 'A dashboard without a uid',
    message: ({ dashboard }) => `${dashboard} has no uid`,
    why: 'Grafana generates one at each installation, so links to the dashboard differ between installations.',
    fix: 'Give it a uid of your own, up to 40 characters.',
  },
  'metrics/no-dashboard-provider': {
    title: 'Dashboards without a provider',
    message: ({ folder }) =>
      `these files define no dashboard provider, and Grafana reads nothing else from ${folder}`,
    why: 'The folder provisioning/dashboards holds YAML that points to folders of dashboards. JSON in it is not loaded by itself.',
    fix: 'Add a provider with options.path, and mount the JSON at that path.',
  },
  'metrics/uncollected-dashboard': {
    title: 'A dashboard that the sidecar does not collect',
    message: ({ configMap, label, value }) =>
      `the ConfigMap ${configMap} has no label ${label}: "${value}"`,
    why: 'The Grafana sidecar finds ConfigMaps by this label and skips all others.',
    fix: 'Label the ConfigMap.',
  },
}

export const dashboardsKorean: {
  readonly [C in keyof DashboardsParams]: Wording<DashboardsParams[C]>
} = {
  'metrics/old-panel-type': {
    title: '사라진 패널 종류',
    message: ({ type, instead }) =>
      `${type} 패널은 Grafana 12에서 없어졌으며 ${instead} 패널로 대체되었습니다`,
    why: 'Angular 기반 패널은 일부 버전에서는 자동으로 변환되지만 이후 버전에서는 오류로 표시됩니다.',
    fix: '새 종류로 바꾸고 패널을 한 번 확인하세요. 대부분의 옵션은 옮겨지지만 이름이 바뀐 것도 있습니다.',
  },
  'metrics/misspelt-panel-type': {
    title: '철자가 틀린 패널 종류',
    message: ({ type, instead }) =>
      `Grafana에 ${type} 패널은 없습니다. 철자가 비슷한 종류로 ${instead}이(가) 있습니다`,
    why: 'Grafana에도 플러그인에도 없는 종류이면 데이터 대신 "Panel plugin not found"가 표시됩니다.',
    fix: '종류의 철자를 고치거나 해당 플러그인을 설치하세요.',
  },
  'metrics/incomplete-panels': {
    title: '필요한 항목이 빠진 패널',
    message: ({ dashboard, count, missing }) =>
      `${dashboard}의 패널 ${count}개에 다음 항목이 없습니다: ${missing.join(', ')}`,
    why: '위치가 없는 패널은 서로 겹치고, 데이터 소스가 없는 패널은 무엇이든 기본 데이터 소스에 질의합니다.',
    fix: 'Grafana에서 대시보드를 내보내거나 패널마다 항목을 추가하세요.',
  },
  'metrics/heatmap-without-buckets': {
    title: '단일 값으로 그린 히트맵',
    message: ({ metric }) => `${metric} 메트릭은 게이지이므로 히트맵에 보여 줄 버킷이 없습니다`,
    why: '히트맵은 시간에 따라 버킷별 표본 수를 보여 줍니다. 단일 값은 임의로 만든 버킷에 들어가 의미가 없습니다.',
    fix: '시계열마다 선 하나(timeseries)나 마지막 값(stat)으로 보여 주세요.',
  },
  'metrics/wrapped-dashboard': {
    title: 'HTTP API 형식으로 감싼 대시보드',
    message: ({ dashboard }) =>
      `${dashboard} 대시보드가 dashboard 키 아래에 있습니다. HTTP API만 이 형식을 받습니다`,
    why: '파일 프로비저닝과 가져오기 화면은 대시보드 자체를 요구합니다. Grafana는 제목이 비었다는 로그만 남기고 불러오지 않습니다.',
    fix: 'dashboard 키 아래의 내용을 파일의 최상위로 옮기세요.',
  },
  'metrics/no-dashboard-uid': {
    title: 'uid가 없는 대시보드',
    message: ({ dashboard }) => `${dashboard} 대시보드에 uid가 없습니다`,
    why: '설치할 때마다 Grafana가 uid를 새로 만들기 때문에 대시보드 링크가 달라집니다.',
    fix: '40자 이내의 uid를 직접 정하세요.',
  },
  'metrics/no-dashboard-provider': {
    title: '프로바이더가 없는 대시보드',
    message: ({ folder }) =>
      `이 파일들에 대시보드 프로바이더가 없습니다. Grafana는 ${folder}에서 프로바이더 설정만 읽습니다`,
    why: 'provisioning/dashboards 폴더에는 대시보드 폴더를 가리키는 YAML을 둡니다. 여기에 JSON만 두면 불러오지 않습니다.',
    fix: 'options.path가 있는 프로바이더를 추가하고 JSON은 그 경로에 마운트하세요.',
  },
  'metrics/uncollected-dashboard': {
    title: '사이드카가 수집하지 않는 대시보드',
    message: ({ configMap, label, value }) =>
      `ConfigMap ${configMap}에 ${label}: "${value}" 레이블이 없습니다`,
    why: 'Grafana의 사이드카는 이 레이블이 붙은 ConfigMap만 찾고 나머지는 지나칩니다.',
    fix: 'ConfigMap에 레이블을 붙이세요.',
  },
}
