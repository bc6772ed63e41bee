// Finds components without the others that they need, and models whose engine the platform lacks.

import { engineOf, findComponent, type Context } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

const toServe = { en: 'it serves this model', ko: '이 모델을 서빙하는 컴포넌트입니다' }

export const missingCompanion: Rule = (subject) => [
  ...[...subject.context.enabled].flatMap((name) => companions(subject, name)),
  ...engines(subject),
]

function companions({ context, inPlatform }: Subject, name: string): readonly Diagnostic[] {
  const component = findComponent(name)
  return (component?.needs(context) ?? [])
    .filter((need) => !isThere(context, [need.component, ...(need.alternatives ?? [])]))
    .map((need) => {
      const needs = [need.component, ...(need.alternatives ?? [])].join(' / ')
      const params = { component: name, needs, purpose: need.purpose }
      return diagnostic(
        'wiring/missing-companion',
        inPlatform(pointer('components', name), 'key'),
        params,
      )
    })
}

const isThere = ({ enabled }: Context, names: readonly string[]): boolean =>
  names.some((name) => enabled.has(name))

function engines({ platform, context, inPlatform }: Subject): readonly Diagnostic[] {
  return platform.models.flatMap((model, index) => {
    const engine = engineOf(model)
    const isUnknown = findComponent(engine) === undefined
    if (model.endpoint !== undefined || isUnknown || context.enabled.has(engine)) return []
    const at = pointer('models', index, model.engine === undefined ? 'name' : 'engine')
    const params = { component: model.name, needs: engine, purpose: toServe }
    return [diagnostic('wiring/missing-companion', inPlatform(at), params)]
  })
}
