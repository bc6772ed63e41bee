// The settings that APISIX reads, by version.

import type { OptionFacts } from '../../facts.js'
import { readOptions, unreadOption } from '../../options.js'

/**
 * Paths of config.yaml, and plugins as `plugins.NAME`. The example file comments many settings out, so the list is not
 * complete.
 */
export const config312: OptionFacts = {
  isComplete: false,
  source:
    'apache/apisix@3.12.0 conf/config.yaml.example, apisix/plugins; 3.11.0 and 3.13.0 apisix/plugins',
  options: [
    ...readOptions(`
      apisix.node_listen[] apisix.enable_admin apisix.enable_dev_mode apisix.enable_reuseport
      apisix.show_upstream_status_in_response_header apisix.enable_ipv6 apisix.enable_http2
      apisix.enable_server_tokens apisix.extra_lua_path apisix.extra_lua_cpath
      apisix.proxy_cache.cache_ttl apisix.proxy_cache.zones[] apisix.proxy_cache.zones[].name
      apisix.proxy_cache.zones[].memory_size apisix.proxy_cache.zones[].disk_size
      apisix.proxy_cache.zones[].disk_path apisix.proxy_cache.zones[].cache_levels
      apisix.delete_uri_tail_slash apisix.normalize_uri_like_servlet apisix.router.http
      apisix.router.ssl apisix.proxy_mode apisix.resolver_timeout apisix.enable_resolv_search_opt
      apisix.ssl.enable apisix.ssl.listen[] apisix.ssl.listen[].port
      apisix.ssl.listen[].enable_http3 apisix.ssl.ssl_protocols apisix.ssl.ssl_ciphers
      apisix.ssl.ssl_session_tickets apisix.enable_control
      apisix.disable_sync_configuration_during_start apisix.data_encryption.enable_encrypt_fields
      apisix.data_encryption.keyring[] apisix.events.module nginx_config.error_log
      nginx_config.error_log_level nginx_config.worker_processes nginx_config.enable_cpu_affinity
      nginx_config.worker_rlimit_nofile nginx_config.worker_shutdown_timeout
      nginx_config.max_pending_timers nginx_config.max_running_timers
      nginx_config.event.worker_connections nginx_config.meta.lua_shared_dict.prometheus-metrics
      nginx_config.stream.enable_access_log nginx_config.stream.access_log
      nginx_config.stream.access_log_format nginx_config.stream.access_log_format_escape
      nginx_config.stream.lua_shared_dict.etcd-cluster-health-check-stream
      nginx_config.stream.lua_shared_dict.lrucache-lock-stream
      nginx_config.stream.lua_shared_dict.plugin-limit-conn-stream
      nginx_config.stream.lua_shared_dict.worker-events-stream
      nginx_config.stream.lua_shared_dict.tars-stream nginx_config.main_configuration_snippet
      nginx_config.http_configuration_snippet nginx_config.http_server_configuration_snippet
      nginx_config.http_server_location_configuration_snippet
      nginx_config.http_admin_configuration_snippet nginx_config.http_end_configuration_snippet
      nginx_config.stream_configuration_snippet nginx_config.http.enable_access_log
      nginx_config.http.access_log nginx_config.http.access_log_buffer
      nginx_config.http.access_log_format nginx_config.http.access_log_format_escape
      nginx_config.http.keepalive_timeout nginx_config.http.client_header_timeout
      nginx_config.http.client_body_timeout nginx_config.http.client_max_body_size
      nginx_config.http.send_timeout nginx_config.http.underscores_in_headers
      nginx_config.http.real_ip_header nginx_config.http.real_ip_recursive
      nginx_config.http.real_ip_from[] nginx_config.http.proxy_ssl_server_name
      nginx_config.http.upstream.keepalive nginx_config.http.upstream.keepalive_requests
      nginx_config.http.upstream.keepalive_timeout nginx_config.http.charset
      nginx_config.http.variables_hash_max_size nginx_config.http.lua_shared_dict.internal-status
      nginx_config.http.lua_shared_dict.plugin-limit-req
      nginx_config.http.lua_shared_dict.plugin-limit-count
      nginx_config.http.lua_shared_dict.prometheus-metrics
      nginx_config.http.lua_shared_dict.plugin-limit-conn
      nginx_config.http.lua_shared_dict.upstream-healthcheck
      nginx_config.http.lua_shared_dict.worker-events
      nginx_config.http.lua_shared_dict.lrucache-lock
      nginx_config.http.lua_shared_dict.balancer-ewma
      nginx_config.http.lua_shared_dict.balancer-ewma-locks
      nginx_config.http.lua_shared_dict.balancer-ewma-last-touched-at
      nginx_config.http.lua_shared_dict.plugin-limit-req-redis-cluster-slot-lock
      nginx_config.http.lua_shared_dict.plugin-limit-count-redis-cluster-slot-lock
      nginx_config.http.lua_shared_dict.plugin-limit-conn-redis-cluster-slot-lock
      nginx_config.http.lua_shared_dict.tracing_buffer
      nginx_config.http.lua_shared_dict.plugin-api-breaker
      nginx_config.http.lua_shared_dict.etcd-cluster-health-check
      nginx_config.http.lua_shared_dict.discovery nginx_config.http.lua_shared_dict.jwks
      nginx_config.http.lua_shared_dict.introspection
      nginx_config.http.lua_shared_dict.access-tokens
      nginx_config.http.lua_shared_dict.ext-plugin nginx_config.http.lua_shared_dict.tars
      nginx_config.http.lua_shared_dict.cas-auth nginx_config.http.lua_shared_dict.ocsp-stapling
      graphql.max_size plugins[] stream_plugins[] plugin_attr.log-rotate.timeout
      plugin_attr.log-rotate.interval plugin_attr.log-rotate.max_kept
      plugin_attr.log-rotate.max_size plugin_attr.log-rotate.enable_compression
      plugin_attr.skywalking.service_name plugin_attr.skywalking.service_instance_name
      plugin_attr.skywalking.endpoint_addr plugin_attr.skywalking.report_interval
      plugin_attr.opentelemetry.trace_id_source plugin_attr.opentelemetry.resource.service.name
      plugin_attr.opentelemetry.collector.address
      plugin_attr.opentelemetry.collector.request_timeout
      plugin_attr.opentelemetry.collector.request_headers.Authorization
      plugin_attr.opentelemetry.batch_span_processor.drop_on_queue_full
      plugin_attr.opentelemetry.batch_span_processor.max_queue_size
      plugin_attr.opentelemetry.batch_span_processor.batch_timeout
      plugin_attr.opentelemetry.batch_span_processor.inactive_timeout
      plugin_attr.opentelemetry.batch_span_processor.max_export_batch_size
      plugin_attr.opentelemetry.set_ngx_var plugin_attr.prometheus.export_uri
      plugin_attr.prometheus.metric_prefix plugin_attr.prometheus.enable_export_server
      plugin_attr.prometheus.export_addr.ip plugin_attr.prometheus.export_addr.port
      plugin_attr.server-info.report_ttl plugin_attr.dubbo-proxy.upstream_multiplex_count
      plugin_attr.proxy-mirror.timeout.connect plugin_attr.proxy-mirror.timeout.read
      plugin_attr.proxy-mirror.timeout.send plugin_attr.inspect.delay
      plugin_attr.inspect.hooks_file plugin_attr.zipkin.set_ngx_var deployment.role
      deployment.role_traditional.config_provider deployment.admin.admin_key_required
      deployment.admin.admin_key[] deployment.admin.admin_key[].name
      deployment.admin.admin_key[].key deployment.admin.admin_key[].role
      deployment.admin.enable_admin_cors deployment.admin.allow_admin[]
      deployment.admin.admin_listen.ip deployment.admin.admin_listen.port
      deployment.admin.admin_api_version deployment.etcd.host[] deployment.etcd.prefix
      deployment.etcd.timeout deployment.etcd.watch_timeout deployment.etcd.startup_retry
      deployment.etcd.tls.verify
    `),
    ...readOptions(`
      real-ip ai client-control proxy-control request-id zipkin ext-plugin-pre-req
      fault-injection mocking serverless-pre-function cors ip-restriction ua-restriction
      referer-restriction csrf uri-blocker request-validation chaitin-waf multi-auth
      openid-connect cas-auth authz-casbin authz-casdoor wolf-rbac ldap-auth hmac-auth basic-auth
      jwt-auth jwe-decrypt key-auth consumer-restriction attach-consumer-label forward-auth opa
      authz-keycloak proxy-cache body-transformer ai-prompt-template ai-prompt-decorator
      ai-prompt-guard ai-rag ai-rate-limiting ai-aws-content-moderation proxy-mirror
      proxy-rewrite workflow api-breaker limit-conn limit-count limit-req ai-proxy ai-proxy-multi
      gzip server-info traffic-split redirect response-rewrite degraphql kafka-proxy
      grpc-transcode grpc-web http-dubbo public-api prometheus datadog loki-logger
      elasticsearch-logger echo loggly http-logger splunk-hec-logging skywalking-logger
      google-cloud-logging sls-logger tcp-logger kafka-logger rocketmq-logger syslog udp-logger
      file-logger clickhouse-logger tencent-cloud-cls inspect example-plugin aws-lambda
      azure-functions openwhisk openfunction serverless-post-function ext-plugin-post-req
      ext-plugin-post-resp
    `).map(({ name }) => ({ name: `plugins.${name}`, read: true })),
    // A list replaces APISIX’s own whole list, and a setting here is one value.
    unreadOption('plugins', 'nothing: every plugin that APISIX enables by itself stays enabled'),
    unreadOption('plugins.ai-request-rewrite', 'apache/apisix 3.13.0, which has it first'),
    unreadOption('plugins.mcp-bridge', 'a later apache/apisix; 3.12.0 does not have it'),
    unreadOption('apisix.allow_admin', 'deployment.admin.allow_admin'),
    unreadOption('apisix.admin_key', 'deployment.admin.admin_key'),
    unreadOption('etcd.host', 'deployment.etcd.host'),
  ],
}

/** Only variables that the image or config.yaml names are read, and config.yaml names ours. */
export const env312: OptionFacts = {
  isComplete: false,
  source:
    'apache/apisix-docker@e0a2c51 debian/docker-entrypoint.sh; apache/apisix@3.12.0 apisix/cli/file.lua',
  options: [
    ...readOptions('APISIX_STAND_ALONE APISIX_PREFIX APISIX_DEPLOYMENT_ETCD_HOST'),
    unreadOption('ADMIN_KEY', 'the secret apisix, which becomes deployment.admin.admin_key'),
    unreadOption('ETCD_HOST', 'deployment.etcd.host in config.yaml'),
  ],
}
