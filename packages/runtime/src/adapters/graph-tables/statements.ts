// SQL of the graph: how terms are found, weighed by how rare they are, and followed to what is named with them.

/** The key under which a dataset's chunks that name the term are found. */
const keyOf = (term: string, dataset: string): string =>
  `hashtextextended(${term}, hashtextextended(${dataset}, 0))`

/** `$1` tenant, `$2` dataset, `$3` document, `$4` JSON: a list of chunks. */
export const insertChunks = `INSERT INTO graph_chunks
  SELECT chunk.id, $1, $2::uuid, $3, chunk.terms, chunk.counts,
    coalesce((SELECT array_agg(${keyOf('term', '$2::text')}) FROM unnest(chunk.terms) term), '{}')
  FROM jsonb_to_recordset($4::jsonb) AS chunk(id text, terms text[], counts smallint[])
  ON CONFLICT (chunk_id) DO UPDATE SET terms = excluded.terms, counts = excluded.counts, keys = excluded.keys
  WHERE graph_chunks.document_id = excluded.document_id`

/** `$1` tenant, `$2` document, `$3` the chunks that stay. */
export const deleteOthers = `DELETE FROM graph_chunks
  WHERE tenant_id = $1 AND document_id = $2 AND chunk_id <> ALL($3::text[])`

/**
 * `$1` terms, `$2` how much each matters, `$3` tenant, `$4` datasets, `$5` chunks read per term, `$6` chunks weighed.
 * A term weighs the less the more chunks name it; one that more name than are read weighs the least, and counts only
 * for chunks that another term found.
 */
const weighed = `WITH wanted AS MATERIALIZED (
    SELECT term, factor, (
      SELECT array_agg(${keyOf('term', 'dataset')}) FROM unnest($4::text[]) dataset
    ) AS keys
    FROM unnest($1::text[], $2::float8[]) AS asked(term, factor)
  ), posting AS MATERIALIZED (
    SELECT wanted.term, wanted.factor, found.chunk_id FROM wanted, LATERAL (
      SELECT chunk_id FROM graph_chunks
      WHERE keys && wanted.keys AND tenant_id = $3 AND dataset_id = ANY($4::uuid[]) LIMIT $5
    ) found
  ), weight AS MATERIALIZED (
    SELECT term, factor * ln(1 + $5::float8 / count(*)) AS weight FROM posting GROUP BY term, factor
  ), candidate AS MATERIALIZED (
    SELECT chunk_id FROM posting JOIN weight USING (term)
    GROUP BY chunk_id ORDER BY sum(weight) DESC, chunk_id LIMIT $6
  ), scored AS MATERIALIZED (
    SELECT chunk.chunk_id, chunk.document_id, chunk.terms, sum(weight * (1 + ln(mention.count))) AS score
    FROM candidate JOIN graph_chunks chunk USING (chunk_id),
      LATERAL unnest(chunk.terms, chunk.counts) AS mention(term, count) JOIN weight USING (term)
    GROUP BY chunk.chunk_id
  )`

export const searchChunks = `${weighed}
  SELECT chunk_id AS "chunkId", document_id AS "documentId", score FROM scored
  ORDER BY score DESC, chunk_id`

/** The same, and with `$7` the best chunks of which say what else is named there; `$8` so many terms of it. */
export const searchAndFollow = `${weighed}, best AS (
    SELECT terms, score FROM scored ORDER BY score DESC, chunk_id LIMIT $7
  ), neighbour AS (
    SELECT term, sum(score) / (SELECT sum(score) FROM best) AS share
    FROM best, LATERAL unnest(terms) term WHERE term <> ALL($1::text[])
    GROUP BY term HAVING count(*) > 1 OR (SELECT count(*) FROM best) = 1
    ORDER BY share DESC, term LIMIT $8
  )
  SELECT chunk_id AS "chunkId", document_id AS "documentId", score, NULL AS term, NULL AS share FROM scored
  UNION ALL
  SELECT NULL, NULL, NULL, term, share FROM neighbour`
