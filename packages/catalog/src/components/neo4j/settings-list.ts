// Lists the settings of Neo4j 5 and what people write that is none of them.

import type { OptionFacts } from '../../facts.js'
import { readOptions, unreadOption } from '../../options.js'

const common = `server.tags dbms.security.auth_minimum_password_length browser.allow_outgoing_connections browser.credential_timeout browser.post_connect_cmd
    browser.remote_content_hostname_whitelist browser.retain_connection_credentials
    browser.retain_editor_history client.allow_telemetry db.checkpoint db.checkpoint.interval.time
    db.checkpoint.interval.tx db.checkpoint.interval.volume db.checkpoint.iops.limit
    db.cluster.catchup.pull_interval db.cluster.raft.apply.buffer.max_bytes
    db.cluster.raft.apply.buffer.max_entries db.cluster.raft.in_queue.batch.max_bytes
    db.cluster.raft.in_queue.max_bytes db.cluster.raft.leader_transfer.priority_group
    db.cluster.raft.leader_transfer.priority_tag db.cluster.raft.log.prune_strategy
    db.cluster.raft.log_shipping.buffer.max_bytes db.cluster.raft.log_shipping.buffer.max_entries
    db.filewatcher.enabled db.format db.import.csv.buffer_size db.import.csv.legacy_quote_escaping
    db.index.fulltext.default_analyzer db.index.fulltext.eventually_consistent
    db.index.fulltext.eventually_consistent_index_update_queue_max_length db.index_sampling.background_enabled
    db.index_sampling.sample_size_limit db.index_sampling.update_percentage db.lock.acquisition.timeout
    db.logs.query.annotation_data_as_json_enabled db.logs.query.annotation_data_format
    db.logs.query.early_raw_logging_enabled db.logs.query.enabled db.logs.query.max_parameter_length
    db.logs.query.obfuscate_literals db.logs.query.parameter_logging_enabled
    db.logs.query.plan_description_enabled db.logs.query.threshold db.logs.query.transaction.enabled
    db.logs.query.transaction.threshold db.memory.pagecache.warmup.enable db.memory.pagecache.warmup.preload
    db.memory.pagecache.warmup.preload.allowlist db.memory.pagecache.warmup.profile.interval
    db.memory.transaction.max db.memory.transaction.total.max db.recovery.fail_on_missing_files
    db.relationship_grouping_threshold db.shutdown_transaction_end_timeout db.store.files.preallocate
    db.temporal.timezone db.track_query_cpu_time db.transaction.bookmark_ready_timeout
    db.transaction.concurrent.maximum db.transaction.monitor.check.interval db.transaction.sampling.percentage
    db.transaction.timeout db.transaction.tracing.level db.tx_log.buffer.size db.tx_log.preallocate
    db.tx_log.rotation.retention_policy db.tx_log.rotation.size db.tx_state.memory_allocation
    dbms.cluster.catchup.client_inactivity_timeout dbms.cluster.discovery.endpoints
    dbms.cluster.discovery.log_level dbms.cluster.discovery.resolver_type
    dbms.cluster.minimum_initial_system_primaries_count dbms.cluster.network.handshake_timeout
    dbms.cluster.network.max_chunk_size dbms.cluster.network.supported_compression_algos
    dbms.cluster.raft.binding_timeout dbms.cluster.raft.client.max_channels
    dbms.cluster.raft.election_failure_detection_window dbms.cluster.raft.leader_failure_detection_window
    dbms.cluster.raft.leader_transfer.balancing_strategy dbms.cluster.raft.log.pruning_frequency
    dbms.cluster.raft.log.reader_pool_size dbms.cluster.raft.log.rotation_size
    dbms.cluster.raft.membership.join_max_lag dbms.cluster.raft.membership.join_timeout
    dbms.cluster.store_copy.max_retry_time_per_request dbms.cypher.forbid_exhaustive_shortestpath
    dbms.cypher.forbid_shortestpath_common_nodes dbms.cypher.hints_error dbms.cypher.lenient_create_relationship
    dbms.cypher.min_replan_interval dbms.cypher.planner dbms.cypher.render_plan_description
    dbms.cypher.statistics_divergence_threshold dbms.databases.seed_from_uri_providers dbms.db.timezone
    dbms.kubernetes.address dbms.kubernetes.ca_crt dbms.kubernetes.cluster_domain dbms.kubernetes.label_selector
    dbms.kubernetes.namespace dbms.kubernetes.service_port_name dbms.kubernetes.token dbms.logs.http.enabled
    dbms.max_databases dbms.memory.tracking.enable dbms.memory.transaction.total.max dbms.netty.ssl.provider
    dbms.routing.client_side.enforce_for_domains dbms.routing.default_router
    dbms.routing.driver.connection.connect_timeout dbms.routing.driver.connection.max_lifetime
    dbms.routing.driver.connection.pool.acquisition_timeout dbms.routing.driver.connection.pool.idle_test
    dbms.routing.driver.connection.pool.max_size dbms.routing.driver.logging.level dbms.routing.enabled
    dbms.routing.load_balancing.plugin dbms.routing.load_balancing.shuffle_enabled
    dbms.routing.reads_on_primaries_enabled dbms.routing.reads_on_writers_enabled dbms.routing_ttl
    dbms.security.allow_csv_import_from_file_urls dbms.security.auth_cache_max_capacity
    dbms.security.auth_cache_ttl dbms.security.auth_cache_use_ttl dbms.security.auth_enabled
    dbms.security.auth_lock_time dbms.security.auth_max_failed_attempts dbms.security.authentication_providers
    dbms.security.authorization_providers dbms.security.cluster_status_auth_enabled
    dbms.security.http_access_control_allow_origin dbms.security.http_auth_allowlist
    dbms.security.http_strict_transport_security dbms.security.key.name dbms.security.keystore.password
    dbms.security.keystore.path dbms.security.ldap.authentication.attribute
    dbms.security.ldap.authentication.cache_enabled dbms.security.ldap.authentication.mechanism
    dbms.security.ldap.authentication.search_for_attribute dbms.security.ldap.authentication.user_dn_template
    dbms.security.ldap.authorization.access_permitted_group
    dbms.security.ldap.authorization.group_membership_attributes
    dbms.security.ldap.authorization.group_to_role_mapping
    dbms.security.ldap.authorization.nested_groups_enabled
    dbms.security.ldap.authorization.nested_groups_search_filter
    dbms.security.ldap.authorization.system_password dbms.security.ldap.authorization.system_username
    dbms.security.ldap.authorization.use_system_account dbms.security.ldap.authorization.user_search_base
    dbms.security.ldap.authorization.user_search_filter dbms.security.ldap.connection_timeout
    dbms.security.ldap.host dbms.security.ldap.read_timeout dbms.security.ldap.referral
    dbms.security.ldap.use_starttls dbms.security.log_successful_authentication
    dbms.security.logs.ldap.groups_at_debug_level_enabled
    dbms.security.logs.oidc.jwt_claims_at_debug_level_enabled dbms.security.procedures.allowlist
    dbms.security.procedures.unrestricted initial.dbms.automatically_enable_free_servers
    initial.dbms.database_allocator initial.dbms.default_database initial.dbms.default_primaries_count
    initial.dbms.default_secondaries_count initial.server.allowed_databases initial.server.denied_databases
    initial.server.mode_constraint server.backup.enabled server.backup.listen_address
    server.backup.store_copy_max_retry_time_per_request server.bolt.advertised_address
    server.bolt.connection_keep_alive server.bolt.connection_keep_alive_for_requests
    server.bolt.connection_keep_alive_probes server.bolt.connection_keep_alive_streaming_scheduling_interval
    server.bolt.enabled server.bolt.listen_address server.bolt.ocsp_stapling_enabled
    server.bolt.thread_pool_keep_alive server.bolt.thread_pool_max_size server.bolt.thread_pool_min_size
    server.bolt.tls_level server.cluster.advertised_address
    server.cluster.catchup.connect_randomly_to_server_group
    server.cluster.catchup.connect_randomly_to_server_tags server.cluster.catchup.upstream_strategy
    server.cluster.catchup.user_defined_upstream_strategy server.cluster.listen_address
    server.cluster.network.native_transport_enabled server.cluster.raft.advertised_address
    server.cluster.raft.listen_address server.cluster.system_database_mode
    server.config.strict_validation.enabled server.cypher.parallel.worker_limit
    server.databases.default_to_read_only server.databases.read_only server.databases.writable
    server.db.query_cache_size server.default_advertised_address server.default_listen_address
    server.directories.cluster_state server.directories.data server.directories.dumps.root
    server.directories.import server.directories.lib server.directories.licenses server.directories.logs
    server.directories.metrics server.directories.neo4j_home server.directories.plugins server.directories.run
    server.directories.script.root server.directories.transaction.logs.root server.discovery.advertised_address
    server.discovery.listen_address server.dynamic.setting.allowlist server.groups
    server.http.advertised_address server.http.enabled server.http.listen_address server.http_enabled_modules
    server.https.advertised_address server.https.enabled server.https.listen_address server.jvm.additional
    server.logs.config server.logs.debug.enabled server.logs.gc.enabled server.logs.gc.options
    server.logs.gc.rotation.keep_number server.logs.gc.rotation.size server.logs.user.config
    server.max_databases
    server.memory.off_heap.block_cache_size server.memory.off_heap.max_cacheable_block_size
    server.memory.off_heap.transaction_max_size server.memory.pagecache.directio
    server.memory.pagecache.flush.buffer.enabled server.memory.pagecache.flush.buffer.size_in_pages
    server.memory.pagecache.scan.prefetchers
    server.memory.query_cache.per_db_cache_num_entries server.memory.query_cache.shared_cache_num_entries
    server.memory.query_cache.sharing_enabled server.metrics.csv.enabled server.metrics.csv.interval
    server.metrics.csv.rotation.compression server.metrics.csv.rotation.keep_number
    server.metrics.csv.rotation.size server.metrics.enabled server.metrics.filter
    server.metrics.graphite.enabled server.metrics.graphite.interval server.metrics.graphite.server
    server.metrics.jmx.enabled server.metrics.prefix server.metrics.prometheus.enabled
    server.metrics.prometheus.endpoint server.panic.shutdown_on_panic server.routing.advertised_address
    server.routing.listen_address server.threads.worker_count server.unmanaged_extension_classes
    server.windows_service_name`

/** What came between 5.15 and 5.26. */
const later = `db.cluster.raft.so_keepalive_enabled db.index.fulltext.eventually_consistent_apply_parallelism
    db.index.fulltext.eventually_consistent_refresh_interval
    db.index.fulltext.eventually_consistent_refresh_parallelism db.logs.query.obfuscate_errors
    dbms.cluster.discovery.type dbms.cluster.discovery.v2.endpoints dbms.cluster.discovery.verification_timeout
    dbms.cluster.discovery.version dbms.cluster.network.client_inactivity_timeout
    dbms.cluster.network.connect_timeout dbms.cluster.raft.async_channel_acquisition_enabled
    dbms.cypher.infer_schema_parts dbms.integrations.cloud_storage.azb.authority_endpoint
    dbms.integrations.cloud_storage.azb.blob_endpoint_suffix dbms.kubernetes.discovery.v2.service_port_name
    dbms.security.http_static_content_security_policy_header dbms.security.require_local_user
    dbms.usage_report.enabled initial.server.tags server.backup.exec_connector.command
    server.backup.exec_connector.command_timeout server.backup.exec_connector.scheme
    server.backup.exec_connector.tls_ca server.bolt.additional_listen_addresses
    server.bolt.enable_network_error_accounting server.bolt.network_abort_clear_window_duration
    server.bolt.network_abort_warn_threshold server.bolt.network_abort_warn_window_duration
    server.bolt.telemetry.enabled server.bolt.thread_starvation_clear_window_duration
    server.bolt.thread_starvation_warn_threshold server.bolt.thread_starvation_warn_window_duration
    server.bolt.traffic_accounting_check_period server.bolt.traffic_accounting_clear_duration
    server.http.transaction_idle_timeout server.http_enabled_transports server.queryapi.transaction_idle_timeout`

/** Namespaces whose names people make themselves: TLS policies, OIDC providers, plugins. */
const prefixes = ['dbms.ssl.policy.', 'dbms.security.oidc.', 'apoc.', 'gds.', 'internal.']

/** Computed from the memory of the server, so that heap, page cache and the rest fit into what the pod gets. */
const computed = [
  unreadOption('server.memory.heap.initial_size', 'nothing: it equals the largest heap'),
  unreadOption('server.memory.heap.max_size', 'nothing: LLMFlow computes the heap'),
  unreadOption(
    'server.memory.pagecache.size',
    'resources.memory: the page cache takes what it leaves',
  ),
]

/** Names of Neo4j 4. Some are still migrated with a warning; the others keep the server from starting. */
const past = [
  unreadOption('dbms.memory.heap.initial_size', 'nothing: LLMFlow computes the heap'),
  unreadOption('dbms.memory.heap.max_size', 'nothing: LLMFlow computes the heap'),
  unreadOption(
    'dbms.memory.pagecache.size',
    'resources.memory: the page cache takes what it leaves',
  ),
  unreadOption('dbms.mode', 'topology'),
  unreadOption('causal_clustering.initial_discovery_members', 'topology: cluster'),
]

const optionsOf = (names: string, source: string): OptionFacts => ({
  isComplete: true,
  source,
  options: [...readOptions(names), ...computed, ...past],
  prefixes,
})

const page = 'modules/ROOT/pages/configuration/configuration-settings.adoc'

export const settings515 = optionsOf(common, `neo4j/docs-operations 5.15.0 ${page}`)
export const settings526 = optionsOf(`${common} ${later}`, `neo4j/docs-operations 5.26.2 ${page}`)
