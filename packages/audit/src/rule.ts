// Defines a rule of the audit: it looks at one kind of fault in the graph and reports facts, never words.

import type { Diagnostic } from '@llmflow/spec'
import type { Graph } from './graph/graph.js'

export type AuditRule = (graph: Graph) => readonly Diagnostic[]
