// Estimates the graph that documents become: nodes, relationships, properties and the bytes of their records.

import { explained, fromFact, fromPlan, type Explained, type Figure } from '@llmflow/spec'
import type { Context } from '../../component.js'

/** Things that a passage names for the first time, and its ties: to its document, to things, and between them. */
const entitiesPerPassage = 3
const relationshipsPerPassage = 10
/** Property records: a record holds up to four short values, a name or a reference to the passage. */
const propertiesPerNode = 3
const propertiesPerRelationship = 1

const recordBytes = { node: 15, relationship: 34, property: 41 } as const
/** Token and range indexes, ids and the transaction state, as a share of the records. */
const indexShare = 0.3

const estimate =
  'estimate: GraphRAG keeps text in the other stores and references to it in the graph'
const records =
  'neo4j/neo4j community/record-storage-engine store/format/standard/{Node,Relationship,Property}RecordFormat.java'

type Graph = { readonly [name in 'nodes' | 'relationships' | 'graph']: Explained<Figure> }

export function graphOf({ load }: Context): Graph {
  const documents = load.documents.value
  const passages = load.passages.value
  const fromPassages = fromPlan('passages', `${passages}`, '/load/passages')
  const nodes = documents + passages * (1 + entitiesPerPassage)
  const relationships = passages * relationshipsPerPassage
  const properties = nodes * propertiesPerNode + relationships * propertiesPerRelationship
  const bytes =
    nodes * recordBytes.node +
    relationships * recordBytes.relationship +
    properties * recordBytes.property
  const figure = (name: string): string => `/sizes/neo4j/server/figures/${name}`
  return {
    nodes: explained(
      { value: nodes, unit: 'count' },
      'neo4j/nodes',
      'documents + passages × (1 + entities of a passage)',
      [
        fromPlan('documents', `${documents}`, '/load/documents'),
        fromPassages,
        fromFact('entities of a passage', `${entitiesPerPassage}`, estimate),
      ],
    ),
    relationships: explained(
      { value: relationships, unit: 'count' },
      'neo4j/relationships',
      'passages × relationships of a passage',
      [
        fromPassages,
        fromFact('relationships of a passage', `${relationshipsPerPassage}`, estimate),
      ],
    ),
    graph: explained(
      { value: Math.ceil(bytes * (1 + indexShare)), unit: 'bytes' },
      'neo4j/graph',
      '(nodes × (15 + 3 × 41) + relationships × (34 + 41)) × 1.3',
      [
        fromPlan('nodes', `${nodes}`, figure('nodes')),
        fromPlan('relationships', `${relationships}`, figure('relationships')),
        fromFact('records', '15 B a node, 34 B a relationship, 41 B a property', records),
        fromFact('properties', '3 records a node, 1 a relationship', estimate),
        fromFact('indexes', '30%', estimate),
      ],
    ),
  }
}
