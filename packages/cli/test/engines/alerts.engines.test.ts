// Has Prometheus itself judge the rendered alerts: they fire on their samples, keep quiet on others, and fail when broken.

import { describe, expect, it } from 'vitest'
import type { Alert, Plan } from '@llmflow/spec'
import { examples, planOf } from './examples.js'
import { mutantsOf } from './mutants.js'
import { promtool } from './promtool.js'
import { ruleGroupsOf, type Rule } from './rules.js'
import { passing, type Trial } from './trials.js'

/** A platform on one laptop has alerts and no Prometheus that would take them. */
const isWatched = (plan: Plan): boolean => plan.addons['kube-prometheus-stack'] !== undefined

const mutated = (alert: Alert, rule: Rule): readonly Trial[] =>
  mutantsOf(alert).map(({ name, expression }) => ({
    name: `${alert.name}-${name}`,
    rule: { ...rule, expr: expression },
    alert,
  }))

describe.each(examples.map((files) => ({ files })))('the alerts of $files', ({ files }) => {
  const plan = planOf(files)
  const groups = ruleGroupsOf(plan)
  const rules = new Map(groups.flatMap((group) => group.rules.map((rule) => [rule.alert, rule])))
  const trials = plan.alerts.flatMap((alert): readonly Trial[] => {
    const rule = rules.get(alert.name)
    return rule === undefined ? [] : [{ name: alert.name, rule, alert }]
  })
  const mutants = trials.flatMap(({ alert, rule }) => mutated(alert, rule))

  it('are rules that Prometheus takes', () => {
    expect(trials.length).toBe(isWatched(plan) ? plan.alerts.length : 0)
    expect(rules.size).toBe(trials.length)
    const file = {
      groups: [...groups, { name: 'mutants', rules: mutants.map(({ rule }) => rule) }],
    }
    const { code, output } = promtool({ 'rules.yaml': file }, ['check', 'rules', 'rules.yaml'])
    expect({ code, output }).toMatchObject({ code: 0 })
  })

  it('fire on the samples that trip them, not before their time, and on no others', () => {
    const passed = passing(trials)
    expect(trials.map(({ name }) => name).filter((name) => !passed.includes(name))).toEqual([])
  })

  it('fail their tests with another threshold or another metric', () => {
    const unbroken = trials.filter(({ alert }) => mutantsOf(alert).length === 0)
    expect(unbroken.map(({ name }) => name)).toEqual([])
    // The rules as they are stand behind the mutants: had promtool stopped early, they would be missing.
    expect(passing([...mutants, ...trials])).toEqual(trials.map(({ name }) => name))
  })
})
