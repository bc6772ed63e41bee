// Finds recovery procedures that are kept in the cluster that they recover.

import { diagnostic } from '@llmflow/spec'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const runbookInside: AuditRule = (graph) =>
  ofKind(graph, 'ConfigMap')
    .filter(({ field }) =>
      field
        .get('data')
        .entries.some(
          ({ key, field: text }) => /\.(md|txt|adoc)$/.test(key) && rebuilds(text.text),
        ),
    )
    .map(({ name, field }) =>
      diagnostic('backup/runbook-inside', field.get('metadata', 'name').place, { name }),
    )

/** Whether a text tells how to rebuild a cluster: its commands have no other use. */
const rebuilds = (text = ''): boolean =>
  /\bkubeadm init\b|\betcd(?:ctl|utl) (?:\S+ )*snapshot restore\b|\bvelero (?:create restore|restore create)\b/.test(
    text,
  )
