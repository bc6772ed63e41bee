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

/** Keys that very many chunks have, as the database's statistics know them: walking over all of them takes long. */
export const commonKeys = `SELECT key::text, share * reltuples AS chunks FROM pg_stats,
    LATERAL unnest(most_common_elems::text::bigint[], most_common_elem_freqs) AS common(key, share),
    LATERAL (SELECT reltuples FROM pg_class WHERE oid = 'graph_chunks'::regclass) chunks
  WHERE tablename = 'graph_chunks' AND attname = 'keys' AND key IS NOT NULL AND share * reltuples > $1
  ORDER BY share DESC LIMIT $2`

/**
 * Of terms that are common somewhere those that fewest chunks name. `$1` terms, `$2` datasets, `$3` common keys, `$4` how
 * many chunks have each, `$5` chunks that a term may have, `$6` terms.
 */
export const rarestOfCommon = `SELECT term FROM unnest($1::text[]) term CROSS JOIN unnest($2::text[]) dataset
    JOIN unnest($3::bigint[], $4::float8[]) AS common(key, chunks) ON key = ${keyOf('term', 'dataset')}
  GROUP BY term HAVING sum(chunks) <= $5 ORDER BY sum(chunks), term LIMIT $6`

/**
 * `$3` tenant, `$4` datasets, `$5` chunks read per term, `$6` chunks weighed, `$7` keys that are not looked up. A term
 * weighs the less the more chunks name it; one that more name than are read weighs the least, and so does one that is
 * not looked up, which counts only for chunks that another term found. Terms are looked for in a chunk, not a chunk's
 * terms among those wanted: to unnest all of them took a sixth of a search. Rows are found again by their place, which
 * is one page each.
 */
const found = `wanted AS MATERIALIZED (
    SELECT term, factor, looked_up, has_common FROM asked,
    LATERAL (
      SELECT array_agg(key) FILTER (WHERE key <> ALL($7::bigint[])) AS looked_up,
        bool_or(key = ANY($7::bigint[])) AS has_common
      FROM (SELECT ${keyOf('term', 'dataset')} AS key FROM unnest($4::text[]) dataset) keys
    ) split
  ), posting AS MATERIALIZED (
    SELECT wanted.term, found.place FROM wanted, LATERAL (
      SELECT ctid AS place FROM graph_chunks
      WHERE keys && wanted.looked_up AND tenant_id = $3 AND dataset_id = ANY($4::uuid[]) LIMIT $5
    ) found WHERE looked_up IS NOT NULL
  ), weight AS MATERIALIZED (
    SELECT term, factor * ln(1 + $5::float8 / CASE WHEN has_common THEN $5 ELSE count END) AS weight
    FROM wanted LEFT JOIN (SELECT term, count(*) AS count FROM posting GROUP BY term) counted USING (term)
    WHERE has_common OR count > 0
  ), candidate AS MATERIALIZED (
    SELECT place FROM posting JOIN weight USING (term)
    GROUP BY place ORDER BY sum(weight) DESC, place LIMIT $6
  )
  SELECT chunk_id AS "chunkId", score
  FROM candidate JOIN graph_chunks chunk ON chunk.ctid = candidate.place, LATERAL (
    SELECT sum(weight * (1 + ln(chunk.counts[at]))) AS score
    FROM (SELECT weight, array_position(chunk.terms, term) AS at FROM weight OFFSET 0) named
    WHERE at IS NOT NULL
  ) counted WHERE score IS NOT NULL
  ORDER BY score DESC, chunk_id`

/** `$1` terms, `$2` how much each matters. */
export const searchChunks = `WITH asked AS (
    SELECT term, factor FROM unnest($1::text[], $2::float8[]) AS given(term, factor)
  ), ${found}`

/** `$1` the best chunks, `$2` their scores, `$8` terms that were asked for, `$9` terms that are followed, `$10` damping. */
export const searchNeighbours = `WITH best AS MATERIALIZED (
    SELECT terms, score FROM unnest($1::text[], $2::float8[]) AS given(chunk_id, score)
    JOIN graph_chunks USING (chunk_id) WHERE tenant_id = $3
  ), asked AS MATERIALIZED (
    SELECT term, $10::float8 * sum(score) / (SELECT sum(score) FROM best) AS factor
    FROM best, LATERAL unnest(terms) term WHERE term <> ALL($8::text[])
    GROUP BY term HAVING count(*) > 1 OR (SELECT count(*) FROM best) = 1
    ORDER BY factor DESC, term LIMIT $9
  ), ${found}`
