// Closes Harbor's own database: its chart reads the password from no secret, so the network has to keep others out.

import type { AddonObject, JsonObject } from '@llmflow/spec'
import { registryNamespace } from './options.js'

const harborPods: JsonObject = { matchLabels: { app: 'harbor' } }

/** Only pods of the registry reach its database and its Redis. */
export const networkPolicy: AddonObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  name: 'harbor-stores',
  namespace: registryNamespace,
  body: {
    spec: {
      podSelector: {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['harbor'] },
          { key: 'component', operator: 'In', values: ['database', 'redis'] },
        ],
      },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: harborPods }] }],
    },
  },
}
