// Writes what Helm says after an installation: where the platform is, what comes first, and what is no setting.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { fixedModels, restOfSizes } from './limits.js'
import { valueAt } from './expression.js'
import { escaped } from './print.js'
import type { Settings } from './settings.js'

/** `settings` are those that templates print: the domain is one of them or a part of the text. */
export const notesFile = (plan: Plan, settings: Settings): RenderedFile => ({
  path: 'templates/NOTES.txt',
  text: [...english(plan, settings), '', ...korean(plan), ''].join('\n'),
})

const release = '{{ $.Release.Name }}'

const english = (plan: Plan, settings: Settings): readonly string[] => [
  `${escaped(plan.name)} (release ${plan.release}) is installed as ${release}.`,
  ...(Object.keys(plan.names).length === 0 ? [] : ['', 'Names:', ...namesOf(plan, settings)]),
  '',
  'Before the pods start:',
  '  - The addons of addons/install.yaml are there, in that order.',
  '  - The secrets of secrets.required.json are there: `llmflow secrets write` makes their manifests, this chart only',
  '    names them. They need their namespaces: make those first and set global.createNamespaces to false, or apply the',
  '    secrets after the chart.',
  '',
  `Afterwards: helm test ${release} --namespace {{ $.Release.Namespace }}`,
  '',
  'What is no setting:',
  ...[...fixedModels.english, ...restOfSizes.english].map((line) => `  ${line}`),
]

const korean = (plan: Plan): readonly string[] => [
  `${escaped(plan.name)}(릴리스 ${plan.release})을(를) ${release}(으)로 설치했습니다.`,
  '',
  '파드가 시작하기 전에 다음이 준비되어 있어야 합니다.',
  '  - addons/install.yaml의 애드온(적힌 순서대로 설치)',
  '  - secrets.required.json의 시크릿. 이 차트는 시크릿을 만들지 않고 이름만 참조합니다. 매니페스트는',
  '    `llmflow secrets write`로 만듭니다. 시크릿이 들어갈 네임스페이스를 먼저 만들고 global.createNamespaces를',
  '    false로 두거나, 차트를 설치한 다음 시크릿을 적용하세요.',
  '',
  `설치 확인: helm test ${release} --namespace {{ $.Release.Namespace }}`,
  '',
  '설정으로 바꿀 수 없는 것:',
  ...[...fixedModels.korean, ...restOfSizes.korean].map((line) => `  ${line}`),
]

function namesOf({ domain, names }: Plan, settings: Settings): readonly string[] {
  const own = settings.has('global.domain') ? `{{ ${valueAt(['global', 'domain'])} }}` : domain
  return Object.keys(names).map((name) =>
    name.endsWith(`.${domain}`)
      ? `  - https://${name.slice(0, -domain.length)}${own}`
      : `  - ${name}`,
  )
}
