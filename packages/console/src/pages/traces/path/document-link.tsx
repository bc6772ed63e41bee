// A document by name; a link while it exists, for spans know a document by its number alone.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { documentQuery } from '../trace-queries.ts'

type DocumentLinkProps = {
  readonly documentId: string
  readonly name: string
  readonly chunkId: string
}

export function DocumentLink({ documentId, name, chunkId }: DocumentLinkProps) {
  const { data } = useQuery(documentQuery(documentId))
  if (data === undefined) return <span>{name}</span>
  return (
    <Link
      to="/knowledge/$datasetId/$documentId"
      params={{ datasetId: data.datasetId, documentId }}
      search={{ chunk: chunkId }}
    >
      {name}
    </Link>
  )
}
