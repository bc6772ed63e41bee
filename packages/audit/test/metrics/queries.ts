// Builds the files that rules about queries look at: alerts, panels, and workloads that export metrics.

/** A rules file with one alert. */
export const alert = (expression: string, description = 'x'): string => `groups:
  - name: g
    rules:
      - alert: A
        expr: |
          ${expression}
        annotations:
          description: "${description}"
`

export const recording = (name: string, expression: string): string => `groups:
  - name: g
    rules:
      - record: ${name}
        expr: ${expression}
`

/** A deployment of one container. */
export const deployment = (
  name: string,
  image: string,
  args: readonly string[] = [],
  gpus = 0,
): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: models }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${image}
          args: ${JSON.stringify(args)}
          resources: { limits: { nvidia.com/gpu: "${gpus}" } }
`

export const vllm = deployment(
  'chat',
  'vllm/vllm-openai:v0.6.0',
  ['--served-model-name=chat-8b'],
  1,
)
export const tei = deployment('embedder', 'ghcr.io/huggingface/text-embeddings-inference:cpu-1.6')
export const milvus = deployment('milvus', 'milvusdb/milvus:v2.4.0')
export const neo4j = deployment('graph', 'neo4j:5.15-enterprise')

/** A monitor tells how things are scraped; `more` stands below its spec. */
export const monitor = (more = ''): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: all, namespace: models }
spec:
  selector: { matchLabels: { app: chat } }
  endpoints: [{ port: http }]
${more}`

export const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: models }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }
`
