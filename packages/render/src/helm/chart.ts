// Writes what makes a folder a chart: the umbrella, and a sub-chart for each component.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { fileOf } from '../file.js'

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
    kubeVersion: `>=${plan.kubernetesMinor}.0-0`,
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

export const tenantsFile: RenderedFile = {
  path: 'templates/_tenants.tpl',
  text: `{{- /* What the service knows of tenants, as one line of JSON. */ -}}
{{- define "llmflow.tenants" -}}
{{- $tenants := list -}}
{{- range $.Values.global.tenants -}}
{{- $tenants = append $tenants (pick . "models" "name" "requestsPerMinute" "tokensPerMinute") -}}
{{- end -}}
{{- toRawJson $tenants -}}
{{- end -}}
`,
}
