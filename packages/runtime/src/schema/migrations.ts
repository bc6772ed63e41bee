// The tables, as a list of steps that only ever grows: a data directory is at the step that it has seen last.

export type Migration = { readonly name: string; readonly statements: readonly string[] }

/** Identifiers are UUIDs of version 7: made by the runtime, in order of time, and never by the database. */
export const migrations: readonly Migration[] = [
  {
    name: 'first tables',
    statements: [
      `CREATE TABLE tenants (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        requests_per_minute integer NOT NULL,
        tokens_per_minute integer NOT NULL,
        models text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        name text NOT NULL,
        password_hash text,
        issuer text,
        subject text,
        is_operator boolean NOT NULL DEFAULT false,
        is_disabled boolean NOT NULL DEFAULT false,
        groups_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (issuer, subject)
      )`,
      `CREATE TABLE memberships (
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('admin', 'member')),
        is_from_group boolean NOT NULL DEFAULT false,
        PRIMARY KEY (tenant_id, user_id)
      )`,
      `CREATE TABLE assistants (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        model text,
        prompt text NOT NULL DEFAULT '',
        opening text NOT NULL DEFAULT '',
        searches_all_datasets boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (tenant_id, name)
      )`,
      `CREATE TABLE keys (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        user_id uuid REFERENCES users ON DELETE CASCADE,
        assistant_id uuid REFERENCES assistants ON DELETE CASCADE,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('admin', 'member')),
        scopes text[] NOT NULL,
        hash bytea NOT NULL UNIQUE,
        shown text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        revoked_at timestamptz
      )`,
      `CREATE TABLE sign_ins (
        hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        tenant_id uuid REFERENCES tenants ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`,
      `CREATE INDEX sign_ins_by_user ON sign_ins (user_id)`,
      // The link that makes the first account: there is one at most, and using it deletes it.
      `CREATE TABLE first_run_links (
        hash bytea PRIMARY KEY,
        expires_at timestamptz NOT NULL
      )`,
      `CREATE TABLE datasets (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        is_restricted boolean NOT NULL DEFAULT false,
        created_by uuid REFERENCES users ON DELETE SET NULL,
        is_deleting boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (tenant_id, name)
      )`,
      `CREATE TABLE dataset_readers (
        dataset_id uuid NOT NULL REFERENCES datasets ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        PRIMARY KEY (dataset_id, user_id)
      )`,
      `CREATE TABLE assistant_datasets (
        assistant_id uuid NOT NULL REFERENCES assistants ON DELETE CASCADE,
        dataset_id uuid NOT NULL REFERENCES datasets ON DELETE CASCADE,
        PRIMARY KEY (assistant_id, dataset_id)
      )`,
      // A re-upload is a new revision of the same document: the old one answers until the new one is ready.
      `CREATE TABLE documents (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        dataset_id uuid NOT NULL REFERENCES datasets ON DELETE CASCADE,
        name text NOT NULL,
        media_type text NOT NULL,
        size_bytes bigint NOT NULL,
        sha256 text NOT NULL,
        object_key text NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        ready_revision integer,
        embedding_model text,
        stage text NOT NULL CHECK (stage IN ('queued', 'parsing', 'chunking', 'embedding', 'indexing', 'ready', 'failed', 'deleting')),
        done integer NOT NULL DEFAULT 0,
        total integer NOT NULL DEFAULT 0,
        failure text,
        failure_detail text,
        pages integer NOT NULL DEFAULT 0,
        is_enabled boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (dataset_id, name)
      )`,
      `CREATE INDEX documents_by_tenant ON documents (tenant_id, created_at)`,
      `CREATE TABLE chunks (
        id text PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
        tenant_id uuid NOT NULL,
        dataset_id uuid NOT NULL,
        revision integer NOT NULL,
        ordinal integer NOT NULL,
        titles text[] NOT NULL,
        text text NOT NULL,
        page_first integer,
        page_last integer,
        spans jsonb NOT NULL,
        is_recognized boolean NOT NULL DEFAULT false,
        UNIQUE (document_id, revision, ordinal)
      )`,
      // A job that is asked for again while somebody works on it runs once more afterwards.
      `CREATE TABLE jobs (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        kind text NOT NULL,
        subject uuid NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        starts integer NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        owner text,
        is_wanted_again boolean NOT NULL DEFAULT false,
        last_failure text,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (kind, subject)
      )`,
      `CREATE INDEX jobs_waiting ON jobs (tenant_id, not_before)`,
      `CREATE INDEX jobs_running ON jobs (tenant_id) WHERE owner IS NOT NULL`,
      // Keys are hashes of a dataset and a term, so that a search walks over nobody else's chunks.
      `CREATE TABLE graph_chunks (
        chunk_id text PRIMARY KEY,
        tenant_id uuid NOT NULL,
        dataset_id uuid NOT NULL,
        document_id uuid NOT NULL,
        terms text[] NOT NULL,
        counts smallint[] NOT NULL,
        keys bigint[] NOT NULL
      )`,
      `CREATE INDEX graph_chunks_by_key ON graph_chunks USING gin (keys) WITH (fastupdate = off)`,
      `CREATE INDEX graph_chunks_by_document ON graph_chunks (document_id)`,
      `CREATE TABLE conversations (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        assistant_id uuid NOT NULL REFERENCES assistants ON DELETE CASCADE,
        owner text NOT NULL,
        name text NOT NULL,
        inputs jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE INDEX conversations_by_owner ON conversations (tenant_id, owner, updated_at)`,
      `CREATE TABLE messages (
        id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
        tenant_id uuid NOT NULL,
        query text NOT NULL,
        answer text NOT NULL,
        state text NOT NULL CHECK (state IN ('whole', 'stopped', 'failed')),
        citations jsonb NOT NULL,
        prompt_tokens integer NOT NULL,
        completion_tokens integer NOT NULL,
        latency_ms integer NOT NULL,
        feedback text CHECK (feedback IN ('like', 'dislike')),
        trace_id text,
        files jsonb NOT NULL DEFAULT '[]',
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE INDEX messages_by_conversation ON messages (conversation_id, created_at)`,
      // Files for questions: kept for a day.
      `CREATE TABLE attachments (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
        assistant_id uuid NOT NULL REFERENCES assistants ON DELETE CASCADE,
        owner text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size_bytes bigint NOT NULL,
        object_key text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE INDEX attachments_by_tenant ON attachments (tenant_id, created_at)`,
      `CREATE TABLE usage (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        tenant_id uuid NOT NULL,
        key_id uuid,
        user_id uuid,
        model text NOT NULL,
        prompt_tokens integer NOT NULL,
        completion_tokens integer NOT NULL,
        is_estimated boolean NOT NULL,
        status integer NOT NULL
      )`,
      `CREATE INDEX usage_by_tenant ON usage (tenant_id, at)`,
      `CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        tenant_id uuid,
        actor text NOT NULL,
        address text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        detail jsonb NOT NULL
      )`,
      `CREATE INDEX audit_log_by_tenant ON audit_log (tenant_id, at)`,
      `CREATE TABLE spans (
        trace_id text NOT NULL,
        span_id text NOT NULL,
        parent_span_id text,
        tenant_id uuid NOT NULL,
        name text NOT NULL,
        start_ms double precision NOT NULL,
        end_ms double precision NOT NULL,
        has_failed boolean NOT NULL,
        attributes jsonb NOT NULL,
        PRIMARY KEY (trace_id, span_id)
      )`,
      `CREATE INDEX spans_by_tenant ON spans (tenant_id, start_ms)`,
    ],
  },
  {
    name: 'how messages were answered',
    statements: [
      `ALTER TABLE messages
        ADD COLUMN mode text CHECK (mode IN ('extractive', 'generative', 'none')),
        ADD COLUMN masked jsonb`,
    ],
  },
  {
    name: 'whose records these are',
    statements: [
      `CREATE TABLE data_directory (
        id uuid NOT NULL,
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only)
      )`,
    ],
  },
]
