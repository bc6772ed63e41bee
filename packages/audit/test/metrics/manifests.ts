// Short manifests that the tests of scraping share.

/** A ServiceMonitor of `shop` with one endpoint in flow style, such as `port: metrics`. */
export const serviceMonitor = (app: string, endpoint: string): string => `
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: watch, namespace: shop, labels: { release: prometheus } }
spec:
  selector: { matchLabels: { app: ${app} } }
  endpoints: [{ ${endpoint} }]
`

export const podMonitor = (app: string, endpoint: string): string => `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: watch, namespace: shop }
spec:
  selector: { matchLabels: { app: ${app} } }
  podMetricsEndpoints: [{ ${endpoint} }]
`

export const service = (app: string, port: string): string => `
apiVersion: v1
kind: Service
metadata: { name: ${app}, namespace: shop, labels: { app: ${app} } }
spec: { selector: { app: ${app} }, ports: [{ ${port} }] }
`

/** A Deployment of `shop`; `more` is added to its container. */
export const deployment = (app: string, image: string, port: string, more = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${app} } }
    spec:
      containers:
        - name: main
          image: ${image}
          ports: [{ ${port} }]
${more}
`
