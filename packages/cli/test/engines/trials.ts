// Turns the samples of an alert into tests for promtool: it must fire on some, in its time, and on others never.

import type { Alert, SampleSeries } from '@llmflow/spec'
import { promtool } from './promtool.js'
import type { Rule } from './rules.js'

/** A rule, and the alert whose samples it must pass. */
export type Trial = { readonly name: string; readonly rule: Rule; readonly alert: Alert }

const minuteMs = 60_000

/** The names of the trials that pass. Each has files of its own, so that a failure ends no other. */
export function passing(trials: readonly Trial[]): readonly string[] {
  const files = Object.fromEntries(trials.flatMap(filesOf))
  const { output } = promtool(files, ['test', 'rules', ...trials.map(testFileOf)])
  const succeeded = successesIn(output)
  return trials.filter((trial) => succeeded.has(testFileOf(trial))).map(({ name }) => name)
}

const rulesFileOf = ({ name }: Trial): string => `rules-${name}.yaml`
const testFileOf = ({ name }: Trial): string => `test-${name}.yaml`

function filesOf(trial: Trial): readonly (readonly [name: string, content: object])[] {
  const rulesFile = rulesFileOf(trial)
  const tests = testsOf(trial.alert)
  return [
    [rulesFile, { groups: [{ name: 'trial', rules: [trial.rule] }] }],
    [testFileOf(trial), { rule_files: [rulesFile], evaluation_interval: '1m', tests }],
  ]
}

/** promtool prints the name of each test file before its verdict. */
function successesIn(output: string): ReadonlySet<string> {
  const verdicts = output.split('Unit Testing:').slice(1)
  return new Set(
    verdicts.flatMap((text) => {
      const [name = '', verdict = ''] = text.trim().split(/\s+/)
      return verdict === 'SUCCESS' ? [name] : []
    }),
  )
}

function testsOf(alert: Alert): readonly object[] {
  const { trips, tripsToo, quiet } = alert.tests
  return [
    ...[trips, tripsToo ?? trips].map((series) => ({
      ...inputOf(series),
      promql_expr_test: [neverBefore(alert), firesAtTheEnd(alert, series)],
    })),
    { ...inputOf(quiet), promql_expr_test: [neverFires(alert, minutesOf(quiet))] },
  ]
}

const inputOf = (series: readonly SampleSeries[]): object => ({
  interval: '1m',
  input_series: series,
})

const firing = ({ name }: Alert): string => `ALERTS{alertname="${name}",alertstate="firing"}`

const firesAtTheEnd = (alert: Alert, series: readonly SampleSeries[]): object => ({
  expr: `min(${firing(alert)})`,
  eval_time: `${minutesOf(series)}m`,
  exp_samples: [{ labels: '{}', value: 1 }],
})

const neverFires = (alert: Alert, minutes: number): object => ({
  expr: `min(max_over_time(${firing(alert)}[${minutes + 1}m]))`,
  eval_time: `${minutes}m`,
  exp_samples: [],
})

/** The last minute in which its `for` cannot have passed. */
const neverBefore = (alert: Alert): object =>
  neverFires(alert, Math.max(0, Math.ceil(alert.for / minuteMs) - 1))

/** When the shortest series ends: `0+60x30` goes on for 30 minutes, `1 2 3` for two. */
const minutesOf = (series: readonly SampleSeries[]): number =>
  Math.min(...series.map(({ values }) => stepsOf(values)))

function stepsOf(values: string): number {
  const counts = values.split(/\s+/).map((part) => Number(/x(\d+)$/.exec(part)?.[1] ?? 0) + 1)
  return counts.reduce((sum, count) => sum + count, 0) - 1
}
