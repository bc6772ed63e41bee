// Lists the audit's findings about PromQL expressions, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { topic } from '../particles.js'
import type { Wording } from '../words.js'

type Bilingual = { readonly en: string; readonly ko: string }

/** What Prometheus refuses: a word that does not belong there, an end too early, a range missing or too many. */
type QueryFault = 'unexpected' | 'unfinished' | 'needs-range' | 'needs-instant'

/** How an expression mistakes what kind of number a series is. */
type SeriesMisuse =
  | 'bare-histogram'
  | 'no-buckets'
  | 'quantile-without-le'
  | 'quantile-of-other'
  | 'rate-of-gauge'
  | 'counter-threshold'

/** What the values of a label are, when the files or the catalog tell. */
type LabelMeaning = 'fixed' | 'served-model' | 'service' | 'job'

export type MetricsParams = {
  'metrics/syntax': { readonly fault: QueryFault; readonly found: string }
  /** A name that belongs to a program and that it does not have. `version` is empty when no file says which runs. */
  'metrics/unknown-metric': {
    readonly metric: string
    readonly program: string
    readonly version: string
    readonly suggestion: string
  }
  /** A name that other versions have. */
  'metrics/other-version': {
    readonly metric: string
    readonly program: string
    readonly version: string
    /** The first version without it; empty when the name came later. */
    readonly until: string
    readonly successor: string
    /** What the successor needs to be there. */
    readonly note?: { readonly en: string; readonly ko: string }
  }
  /** A name that a program exports only when it is told to. */
  'metrics/not-listed': {
    readonly metric: string
    readonly program: string
    readonly condition: Bilingual
  }
  /** A name that looks like a program's, which exports nothing at all. */
  'metrics/exports-nothing': {
    readonly metric: string
    readonly program: string
    readonly version: string
  }
  /** Only one program exports it, and nothing here runs that program. */
  'metrics/exporter-not-here': { readonly metric: string; readonly program: string }
  /** Names about which nothing is known. */
  'metrics/unknown-exporter': { readonly metric: string; readonly count: number }
  'metrics/unknown-label': {
    readonly label: string
    readonly program: string
    readonly suggestion: string
  }
  'metrics/unknown-label-value': {
    readonly label: string
    readonly value: string
    readonly meaning: LabelMeaning
    readonly suggestion: string
  }
  'metrics/wrong-type': {
    readonly metric: string
    readonly misuse: SeriesMisuse
  }
  'metrics/threshold-out-of-range': {
    readonly metric: string
    readonly threshold: number
    readonly minimum: number
    readonly maximum: number
    /** Whether it is the last bucket of a histogram that no quantile passes. */
    readonly isQuantile: boolean
  }
  /** A text prints seconds where the number is milliseconds. */
  'metrics/wrong-unit': { readonly program: string; readonly threshold: string }
  'metrics/division-by-zero': { readonly metric: string; readonly condition: Bilingual }
  /** A text wants a label that the expression drops. */
  'metrics/lost-label': { readonly label: string }
  /** A text names a label that repeats, and none that tells the repeated ones apart. */
  'metrics/partial-label': { readonly label: string; readonly others: string }
  /** An alert on the memory of GPUs near what a model server takes at its start. */
  'metrics/threshold-near-normal': {
    readonly threshold: number
    readonly share: number
    readonly program: string
  }
}

export const metricsSeverities: { readonly [C in keyof MetricsParams]: Severity } = {
  'metrics/syntax': 'error',
  'metrics/unknown-metric': 'error',
  'metrics/other-version': 'error',
  'metrics/not-listed': 'warning',
  'metrics/exports-nothing': 'warning',
  'metrics/exporter-not-here': 'warning',
  'metrics/unknown-exporter': 'info',
  'metrics/unknown-label': 'warning',
  'metrics/unknown-label-value': 'warning',
  'metrics/wrong-type': 'error',
  'metrics/threshold-out-of-range': 'error',
  'metrics/wrong-unit': 'warning',
  'metrics/division-by-zero': 'warning',
  'metrics/lost-label': 'warning',
  'metrics/partial-label': 'warning',
  'metrics/threshold-near-normal': 'warning',
}

const named = (program: string, version: string): string =>
  version === '' ? program : `${program} ${version}`

const meant = (suggestion: string): string =>
  suggestion === '' ? '' : `; the name is ${suggestion}`

const englishFaults: { readonly [F in QueryFault]: (found: string) => string } = {
  unexpected: (found) => `\`${found}\` does not belong here`,
  unfinished: () => 'the expression ends too early',
  'needs-range': (found) => `this function needs a range, such as \`${found}[5m]\``,
  'needs-instant': (found) => `\`${found}\` is a range, but an instant value is needed here`,
}

const koreanFaults: { readonly [F in QueryFault]: (found: string) => string } = {
  unexpected: (found) => `여기에 올 수 없는 표현입니다: \`${found}\``,
  unfinished: () => '식이 중간에 끝납니다',
  'needs-range': (found) => `이 함수에는 \`${found}[5m]\` 같은 구간이 필요합니다`,
  'needs-instant': (found) => `여기에는 구간이 아니라 순간 값이 와야 합니다: \`${found}\``,
}

const englishMisuses: { readonly [M in SeriesMisuse]: (metric: string) => string } = {
  'bare-histogram': (metric) =>
    `${metric} is a histogram: there are only ${metric}_bucket, _sum and _count`,
  'no-buckets': (metric) => `${metric} is not a histogram, so there is no ${metric}_bucket`,
  'quantile-without-le': (metric) =>
    `histogram_quantile over ${metric} gets no le label, so it returns nothing`,
  'quantile-of-other': (metric) => `histogram_quantile needs buckets, and ${metric} has none`,
  'rate-of-gauge': (metric) => `${metric} is a gauge: a rate counts each decrease as a restart`,
  'counter-threshold': (metric) =>
    `${metric} is a counter: once above the threshold, it stays there until a restart`,
}

const koreanMisuses: { readonly [M in SeriesMisuse]: (metric: string) => string } = {
  'bare-histogram': (metric) =>
    `히스토그램에는 ${metric}_bucket, _sum, _count만 있고, 그냥 이 이름으로 된 시계열은 없습니다`,
  'no-buckets': (metric) => `히스토그램이 아니어서 버킷이 없는 메트릭입니다: ${metric}`,
  'quantile-without-le': (metric) =>
    `${metric}에 대한 histogram_quantile에 le 레이블이 전달되지 않아 결과가 없습니다`,
  'quantile-of-other': (metric) =>
    `histogram_quantile에 필요한 버킷이 없는 메트릭입니다: ${metric}`,
  'rate-of-gauge': (metric) =>
    `게이지에 rate를 쓰면 값이 줄어든 것을 재시작으로 잘못 계산합니다: ${metric}`,
  'counter-threshold': (metric) =>
    `카운터는 임계값을 한 번 넘으면 재시작할 때까지 그대로입니다: ${metric}`,
}

const englishMeanings: { readonly [M in LabelMeaning]: string } = {
  fixed: 'the program never sets this value',
  'served-model': 'no model server here serves a model under this name',
  service: 'this label holds the name of the scraped Service, and no Service here has this name',
  job: 'no Service and no scrape job here has this name',
}

const koreanMeanings: { readonly [M in LabelMeaning]: string } = {
  fixed: '프로그램이 이 레이블에 넣지 않는 값입니다',
  'served-model': '이 파일들에는 이 이름으로 모델을 제공하는 서버가 없습니다',
  service:
    '이 레이블에는 수집 대상 Service의 이름이 들어가는데, 이 이름의 Service가 이 파일들에 없습니다',
  job: '이 이름의 Service나 수집 작업이 이 파일들에 없습니다',
}

export const metricsEnglish: { readonly [C in keyof MetricsParams]: Wording<MetricsParams[C]> } = {
  'metrics/syntax': {
    title: 'A query that cannot be parsed',
    message: ({ fault, found }) => englishFaults[fault](found),
    why: 'Prometheus rejects a whole rule file when one of its expressions cannot be parsed, so none of its alerts exist.',
    fix: 'Correct the expression; `promtool check rules` reports the same fault.',
  },
  'metrics/unknown-metric': {
    title: 'A metric that does not exist',
    message: ({ metric, program, version, suggestion }) =>
      `${named(program, version)} exports no ${metric}${meant(suggestion)}`,
    why: 'A query for a name that nothing exports is valid but has no result: the alert never fires, the panel stays empty and the autoscaler sees no value.',
    fix: 'Use a name that this version exports. The finding lists similar names.',
  },
  'metrics/other-version': {
    title: 'A metric of another version',
    message: ({ metric, program, version, until, successor, note }) =>
      until === ''
        ? `${named(program, version)} does not export ${metric} yet${meant(successor)}`
        : `${metric} is gone since ${program} ${until}, but ${version} runs here${meant(successor)}${note === undefined ? '' : `; ${note.en}`}`,
    why: 'Programs rename and drop metrics between versions. A rule written for another version is valid but never has a result.',
    fix: 'Use the name of the running version, or query both names with `or` during an upgrade.',
  },
  'metrics/not-listed': {
    title: 'A metric that is not exported by default',
    message: ({ metric, program, condition }) =>
      `${program} exports ${metric} only when ${condition.en}`,
    why: 'An alert on such a metric never fires, and nothing reports that.',
    fix: 'Configure the program to export it, or compute it from metrics that are exported by default.',
  },
  'metrics/exports-nothing': {
    title: 'A metric of a program that exports none',
    message: ({ metric, program, version }) =>
      `${named(program, version)} exports no metrics at all, so there is no ${metric}`,
    why: 'The query is valid but never has a result.',
    fix: 'Measure it elsewhere: in the caller, at the gateway, in the queue or in the database.',
  },
  'metrics/exporter-not-here': {
    title: 'A metric whose program is not here',
    message: ({ metric, program }) =>
      `only the ${program} runtime exports ${metric}, and nothing here runs it`,
    why: 'Without a workload that exports it, the panel stays empty.',
    fix: 'Deploy the runtime, or drop the query.',
  },
  'metrics/unknown-exporter': {
    title: 'Metrics that the catalog does not know',
    message: ({ metric, count }) =>
      count === 1
        ? `${metric} is not in the catalog, so its name and labels are not checked`
        : `${metric} and ${count - 1} more ${count === 2 ? 'metric' : 'metrics'} are not in the catalog, so they are not checked`,
    why: 'The catalog lists the metrics of the programs that it knows. A metric that it does not list may well exist.',
    fix: 'Nothing to do: this says where the audit stops. The syntax, functions and aggregations of the query are still checked.',
  },
  'metrics/unknown-label': {
    title: 'A label that the metric does not have',
    message: ({ label, program, suggestion }) =>
      suggestion === ''
        ? `this metric of ${program} has no label ${label}`
        : `this metric of ${program} has no label ${label}; it is called ${suggestion}`,
    why: 'A matcher on a missing label selects nothing, grouping by it merges all series, and a text that prints it has a blank.',
    fix: 'Use a label that the metric has, or add this one when scraping.',
  },
  'metrics/unknown-label-value': {
    title: 'A label value that never occurs',
    message: ({ label, value, meaning }) => `${label}="${value}": ${englishMeanings[meaning]}`,
    why: 'The matcher selects nothing, so the query never has a result.',
    fix: 'Use one of the values that exist here.',
  },
  'metrics/wrong-type': {
    title: 'A metric used as another type',
    message: ({ metric, misuse }) => englishMisuses[misuse](metric),
    why: 'Counters only grow, gauges move both ways, histograms are split into buckets. A function for one type gives a wrong result or none for another.',
    fix: 'Counters: `rate(x_total[5m])`. Histograms: `histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))`. Gauges: use the value as it is.',
  },
  'metrics/threshold-out-of-range': {
    title: 'A threshold that the metric cannot reach',
    message: ({ metric, threshold, minimum, maximum, isQuantile }) =>
      isQuantile
        ? `the last bucket of ${metric} ends at ${maximum} and no quantile exceeds it, so a threshold of ${threshold} has no effect`
        : `${metric} ranges from ${minimum} to ${maximum}, so a threshold of ${threshold} has no effect`,
    why: 'The comparison is always true or always false.',
    fix: 'Give the threshold in the unit of the metric: 0.8 for a share, 80 for a percentage. For a quantile, stay at or below the last bucket and compare with `>=`.',
  },
  'metrics/wrong-unit': {
    title: 'Milliseconds labelled as seconds',
    message: ({ program, threshold }) =>
      threshold === ''
        ? `${program} measures times in milliseconds, but this text calls them seconds`
        : `${program} measures times in milliseconds, but this text calls them seconds, and the threshold ${threshold} means ${threshold} ms`,
    why: 'The alert shows a time a thousand times too long, and a threshold meant in seconds is exceeded at once.',
    fix: 'Divide by 1000 in the expression, and give the threshold in the unit that results.',
  },
  'metrics/division-by-zero': {
    title: 'A division by a metric that may be 0',
    message: ({ metric, condition }) =>
      `${metric} is 0 when ${condition.en}; the quotient is then infinite and exceeds any threshold`,
    why: 'An alert that always fires is soon ignored.',
    fix: 'Add `and METRIC > 0`.',
  },
  'metrics/lost-label': {
    title: 'A text with a label that the query drops',
    message: ({ label }) => `the result of the query has no label ${label}, so this prints nothing`,
    why: 'Aggregations keep only the labels that they group by.',
    fix: 'Group by this label too, or remove it from the text.',
  },
  'metrics/partial-label': {
    title: 'A label that is not unique',
    message: ({ label, others }) =>
      `${label} is not unique; print ${others} with it to tell which one is meant`,
    why: 'Readers of the alert or the legend cannot tell which of several with the same value is meant.',
    fix: 'Name both labels.',
  },
  'metrics/threshold-near-normal': {
    title: 'A threshold that normal operation reaches',
    message: ({ threshold, share, program }) =>
      `${program} reserves ${share}% of the GPU memory at startup and uses some more, so ${threshold}% says nothing about load`,
    why: 'A model server reserves its memory once. Its own metrics tell how much of it is in use.',
    fix: 'Alert on the use of the KV cache and on preemptions; keep memory alerts for other GPUs, or raise them to 98%.',
  },
}

export const metricsKorean: { readonly [C in keyof MetricsParams]: Wording<MetricsParams[C]> } = {
  'metrics/syntax': {
    title: '읽을 수 없는 쿼리',
    message: ({ fault, found }) => koreanFaults[fault](found),
    why: '읽을 수 없는 식이 하나라도 있으면 Prometheus는 규칙 파일 전체를 거부하므로, 그 파일의 알림이 하나도 등록되지 않습니다.',
    fix: '식을 고치세요. `promtool check rules`로도 확인할 수 있습니다.',
  },
  'metrics/unknown-metric': {
    title: '존재하지 않는 메트릭',
    message: ({ metric, program, version, suggestion }) =>
      `${named(program, version)}에 없는 메트릭입니다: ${metric}${suggestion === '' ? '' : `. 올바른 이름은 ${suggestion}입니다`}`,
    why: '아무도 내보내지 않는 이름을 써도 쿼리 자체는 유효하며 결과만 없습니다. 알림은 울리지 않고 패널은 비어 있으며 오토스케일러는 아무것도 보지 못합니다.',
    fix: '이 버전의 프로그램이 실제로 내보내는 이름을 쓰세요. 비슷한 이름을 함께 표시합니다.',
  },
  'metrics/other-version': {
    title: '다른 버전의 메트릭',
    message: ({ metric, program, version, until, successor, note }) =>
      `${
        until === ''
          ? `${named(program, version)}에는 아직 없는 메트릭입니다: ${metric}`
          : `${program} ${until}부터 없어진 메트릭입니다(여기서 실행하는 버전은 ${version}): ${metric}`
      }${successor === '' ? '' : `. 올바른 이름은 ${successor}입니다`}${note === undefined ? '' : `. ${note.ko}`}`,
    why: '프로그램은 버전이 바뀌면서 메트릭 이름을 바꾸거나 없앱니다. 다른 버전에 맞춘 규칙은 문법이 맞아도 결과가 나오지 않습니다.',
    fix: '실행 중인 버전의 이름을 쓰고, 버전을 옮기는 동안에는 두 이름을 `or`로 함께 조회하세요.',
  },
  'metrics/not-listed': {
    title: '기본 설정에서는 내보내지 않는 메트릭',
    message: ({ metric, program, condition }) =>
      `${program}의 기본 설정에 없는 메트릭입니다: ${metric}. 내보내려면 ${condition.ko}`,
    why: '이 메트릭을 쓰는 알림은 울리지 않으며, 그 사실을 알려 주는 것도 없습니다.',
    fix: '프로그램이 내보내도록 설정하거나, 기본으로 내보내는 메트릭으로 계산하세요.',
  },
  'metrics/exports-nothing': {
    title: '메트릭을 내보내지 않는 프로그램의 메트릭',
    message: ({ metric, program, version }) =>
      `${topic(named(program, version))} 메트릭을 전혀 내보내지 않으므로 다음 메트릭은 있을 수 없습니다: ${metric}`,
    why: '쿼리는 유효하지만 결과가 나오지 않습니다.',
    fix: '값을 아는 곳, 곧 호출하는 쪽이나 게이트웨이, 대기열, 데이터베이스에서 측정하세요.',
  },
  'metrics/exporter-not-here': {
    title: '내보내는 프로그램이 없는 메트릭',
    message: ({ metric, program }) =>
      `${program} 런타임만 내보내는 메트릭인데, 이 파일들에는 런타임을 실행하는 워크로드가 없습니다: ${metric}`,
    why: '내보내는 워크로드가 없으면 패널이 비어 있습니다.',
    fix: '런타임을 배포하거나 쿼리를 지우세요.',
  },
  'metrics/unknown-exporter': {
    title: '카탈로그에 없는 메트릭',
    message: ({ metric, count }) =>
      count === 1
        ? `${metric}: 카탈로그에 없는 메트릭이라 이름과 레이블을 검사하지 않습니다`
        : `${metric} 외 ${count - 1}개: 카탈로그에 없는 메트릭이라 이름과 레이블을 검사하지 않습니다`,
    why: '카탈로그에는 알려진 프로그램의 메트릭만 있습니다. 카탈로그에 없는 메트릭도 실제로는 있을 수 있습니다.',
    fix: '조치할 것은 없습니다. 검사 범위를 알려 주는 항목이며, 쿼리의 문법과 함수, 집계는 계속 검사합니다.',
  },
  'metrics/unknown-label': {
    title: '메트릭에 없는 레이블',
    message: ({ label, program, suggestion }) =>
      `${program}의 메트릭에는 ${label} 레이블이 없습니다${suggestion === '' ? '' : `. 올바른 이름은 ${suggestion}입니다`}`,
    why: '없는 레이블을 조건으로 쓰면 아무것도 선택되지 않고, 집계 기준으로 쓰면 시계열이 모두 합쳐지며, 문구에 쓰면 빈칸이 됩니다.',
    fix: '메트릭에 있는 레이블을 쓰거나, 수집할 때 이 레이블을 붙이세요.',
  },
  'metrics/unknown-label-value': {
    title: '나타날 수 없는 레이블 값',
    message: ({ label, value, meaning }) => `${label}="${value}": ${koreanMeanings[meaning]}`,
    why: '선택되는 시계열이 없으므로 쿼리 결과가 나오지 않습니다.',
    fix: '실제로 있는 값 가운데 하나를 쓰세요.',
  },
  'metrics/wrong-type': {
    title: '유형에 맞지 않게 쓴 메트릭',
    message: ({ metric, misuse }) => koreanMisuses[misuse](metric),
    why: '카운터는 늘기만 하고 게이지는 오르내리며 히스토그램은 버킷에 나뉘어 있습니다. 유형에 맞지 않는 함수는 결과가 없거나 틀립니다.',
    fix: '카운터는 `rate(x_total[5m])`, 히스토그램은 `histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))`, 게이지는 값을 그대로 쓰세요.',
  },
  'metrics/threshold-out-of-range': {
    title: '메트릭이 닿을 수 없는 임계값',
    message: ({ metric, threshold, minimum, maximum, isQuantile }) =>
      isQuantile
        ? `${metric}의 마지막 버킷이 ${maximum}에서 끝나 분위수가 이를 넘지 못하므로, 임계값 ${topic(`${threshold}`)} 효과가 없습니다`
        : `${metric} 값은 ${minimum}에서 ${maximum} 사이이므로 임계값 ${topic(`${threshold}`)} 효과가 없습니다`,
    why: '비교 결과가 항상 참이거나 항상 거짓입니다.',
    fix: '임계값을 메트릭의 단위에 맞추세요. 비율이면 0.8, 백분율이면 80입니다. 분위수라면 마지막 버킷 이하로 정하고 `>=`로 비교하세요.',
  },
  'metrics/wrong-unit': {
    title: '초로 잘못 적은 밀리초',
    message: ({ program, threshold }) =>
      threshold === ''
        ? `${topic(program)} 시간을 밀리초로 재는데 이 문구에는 초라고 적혀 있습니다`
        : `${topic(program)} 시간을 밀리초로 재는데 이 문구에는 초라고 적혀 있고, 임계값 ${topic(threshold)} ${threshold}ms를 뜻합니다`,
    why: '알림에 시간이 천 배로 표시되고, 초 단위로 정한 임계값은 곧바로 넘게 됩니다.',
    fix: '식에서 1000으로 나누고 임계값도 그 단위에 맞추세요.',
  },
  'metrics/division-by-zero': {
    title: '0일 수 있는 메트릭으로 나누기',
    message: ({ metric, condition }) =>
      `${condition.ko} 분모인 ${metric} 값이 0이므로, 나눈 값이 무한대가 되어 어떤 임계값이든 넘습니다`,
    why: '항상 울리는 알림은 곧 무시됩니다.',
    fix: '`and 메트릭 > 0`을 덧붙이세요.',
  },
  'metrics/lost-label': {
    title: '쿼리 결과에 없는 레이블을 쓴 문구',
    message: ({ label }) => `쿼리 결과에 ${label} 레이블이 없어 이 자리가 비게 됩니다`,
    why: '집계하면 기준으로 삼은 레이블만 남습니다.',
    fix: '이 레이블도 집계 기준에 넣거나 문구에서 빼세요.',
  },
  'metrics/partial-label': {
    title: '대상을 구별하지 못하는 레이블',
    message: ({ label, others }) =>
      `${label} 값은 유일하지 않으므로 ${others} 레이블을 함께 적어야 대상을 구별할 수 있습니다`,
    why: '알림이나 범례만 보고는 값이 같은 것 가운데 무엇을 가리키는지 알 수 없습니다.',
    fix: '두 레이블을 함께 적으세요.',
  },
  'metrics/threshold-near-normal': {
    title: '평소에도 넘는 임계값',
    message: ({ threshold, share, program }) =>
      `${topic(program)} 시작할 때 GPU 메모리의 ${share}%를 확보하고 조금 더 쓰므로, ${threshold}%라는 임계값은 부하와 관계가 없습니다`,
    why: '모델 서버는 메모리를 한 번에 확보합니다. 그 가운데 얼마를 쓰는지는 서버 자신의 메트릭에 나옵니다.',
    fix: 'KV 캐시 사용률과 선점(preemption) 횟수로 알림을 걸고, 메모리 알림은 다른 GPU에만 두거나 98%로 올리세요.',
  },
}
