// Writes what makes a folder a chart: the umbrella, and a sub-chart for each component.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { fileOf } from '../file.js'
import { mapTemplate, quoted, tenantsTemplate } from './expression.js'

/** The form of these charts; the platform's release is the version of what they install. */
const chartVersion = '1.0.0'

export function chartFiles(plan: Plan, components: readonly string[]): readonly RenderedFile[] {
  const umbrella = fileOf('Chart.yaml', {
    apiVersion: 'v2',
    name: plan.name,
    description: `LLM platform ${plan.name}, planned by LLMFlow`,
    type: 'application',
    version: chartVersion,
    appVersion: plan.release,
    dependencies: components.map((name) => ({
      name,
      version: chartVersion,
      condition: `${name}.enabled`,
    })),
  })
  return [umbrella, ...components.map((name) => subchart(plan, name))]
}

const subchart = (plan: Plan, name: string): RenderedFile =>
  fileOf(`charts/${name}/Chart.yaml`, {
    apiVersion: 'v2',
    name,
    description: `The component ${name} of ${plan.name}; its values are those of the umbrella`,
    type: 'application',
    version: chartVersion,
    appVersion: plan.release,
  })

/** Templates that others include, sub-charts too. */
export const includedFile: RenderedFile = {
  path: 'templates/_included.tpl',
  text: `{{- /* A map as one line of JSON, without what somebody set to nothing. */ -}}
{{- define ${quoted(mapTemplate)} -}}
{{- $kept := dict -}}
{{- range $key, $value := . -}}
{{- if not (kindIs "invalid" $value) -}}{{- $_ := set $kept $key $value -}}{{- end -}}
{{- end -}}
{{- toRawJson $kept -}}
{{- end -}}
{{- /* Some of what the values say of each tenant, as one line of JSON. */ -}}
{{- define ${quoted(tenantsTemplate)} -}}
{{- $tenants := list -}}
{{- range $tenant := .tenants -}}
{{- $shown := dict -}}
{{- range $key := $.keys -}}{{- $_ := set $shown $key (index $tenant $key) -}}{{- end -}}
{{- $tenants = append $tenants $shown -}}
{{- end -}}
{{- toRawJson $tenants -}}
{{- end -}}
`,
}
