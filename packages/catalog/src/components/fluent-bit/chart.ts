// Names what others need to know of the log agent: where it runs, what it reads and what it is called.

export const fluentBitAddon = 'fluent-bit'
/** Its own namespace at the privileged level, because an agent reads the files of its node. */
export const loggingNamespace = 'logging'

/** The user with which it writes to OpenSearch, and the secret that holds its password. */
export const fluentUser = 'fluent'
export const fluentSecret = 'opensearch-fluent'
/** Indexes are `<prefix>-YYYY.MM.DD`: whole days are deleted, which costs nothing. */
export const indexPrefix = 'llmflow-logs'

/** Its certificate is there for the authority in it, by which it knows OpenSearch. */
export const fluentCertificate = 'fluent-bit-tls'
export const certificatePath = '/fluent-bit/certificates'
/** What outlives a pod: how far each file has been read, and what the store has not taken yet. */
export const statePath = '/var/lib/fluent-bit'

/** The name of the output in metrics. */
export const outputAlias = 'store'
export const inputAlias = 'containers'
export const metricsPort = 2020
