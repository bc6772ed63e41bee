// Lets many writers share one commit: a table makes a version and files for each, so fewer commits are faster searches.

import type { DocumentKey } from '../../ports/text-index.js'
import { makeTurns } from '../../turns.js'

/** A document with all of its rows; without rows it is forgotten. */
export type Change<Row> = { readonly document: DocumentKey; readonly rows: readonly Row[] }

type Writer<Row> = {
  /** Settles when the change is on the disk and searchable. */
  write(change: Change<Row>): Promise<void>
  /** Runs between commits, never beside one. */
  between<Value>(work: () => Promise<Value>): Promise<Value>
}

type Waiting<Row> = {
  readonly change: Change<Row>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Bounds the memory of one commit; a document larger than this is still one commit. */
const rowsPerCommit = 5000

/** While one commit runs the next changes gather; of several for one document the last counts. */
export function makeWriter<Row>(
  commit: (changes: readonly Change<Row>[]) => Promise<void>,
): Writer<Row> {
  const waiting: Waiting<Row>[] = []
  const inTurn = makeTurns()
  const commitSome = async (): Promise<void> => {
    const group = takeGroup(waiting)
    if (group.length === 0) return
    try {
      await commit(lastOfEach(group.map(({ change }) => change)))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return {
    write: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ change, resolve, reject })
        void inTurn(commitSome)
      }),
    between: inTurn,
  }
}

function takeGroup<Row>(waiting: Waiting<Row>[]): readonly Waiting<Row>[] {
  let rows = 0
  const beyond = waiting.findIndex(({ change }, index) => {
    rows += change.rows.length
    return index > 0 && rows > rowsPerCommit
  })
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond)
}

function lastOfEach<Row>(changes: readonly Change<Row>[]): readonly Change<Row>[] {
  const byDocument = changes.map((change): [string, Change<Row>] => {
    const { tenantId, datasetId, documentId } = change.document
    return [`${tenantId}/${datasetId}/${documentId}`, change]
  })
  return [...new Map(byDocument).values()]
}
