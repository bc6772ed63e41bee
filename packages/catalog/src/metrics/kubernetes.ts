// The series of kube-state-metrics, which tells what objects of Kubernetes say, and of the kubelet's cAdvisor.

import { metricTable, type MetricGroup } from '../metric-table.js'
import type { Exporter } from './exporter.js'

/** `*` stands for labels that are made of names in the cluster. */
const objects: readonly MetricGroup[] = [
  [
    'gauge',
    '*',
    `
      kube_certificatesigningrequest_annotations kube_certificatesigningrequest_labels
      kube_clusterrole_annotations kube_clusterrole_info kube_clusterrole_labels
      kube_clusterrolebinding_annotations kube_clusterrolebinding_info
      kube_clusterrolebinding_labels kube_configmap_annotations kube_configmap_info
      kube_configmap_labels kube_cronjob_annotations kube_cronjob_info kube_cronjob_labels
      kube_daemonset_annotations kube_daemonset_labels kube_deployment_annotations
      kube_deployment_labels kube_deployment_owner kube_endpoint_annotations kube_endpoint_info
      kube_endpoint_labels kube_endpointslice_annotations kube_endpointslice_info
      kube_endpointslice_labels kube_horizontalpodautoscaler_annotations
      kube_horizontalpodautoscaler_info kube_horizontalpodautoscaler_labels
      kube_ingress_annotations kube_ingress_info kube_ingress_labels
      kube_ingressclass_annotations kube_ingressclass_info kube_ingressclass_labels
      kube_job_annotations kube_job_info kube_job_labels kube_job_owner kube_lease_owner
      kube_mutatingadmissionpolicy_info kube_mutatingadmissionpolicybinding_info
      kube_mutatingwebhookconfiguration_info kube_namespace_annotations kube_namespace_labels
      kube_networkpolicy_annotations kube_networkpolicy_labels kube_node_annotations
      kube_node_info kube_node_labels kube_persistentvolume_annotations
      kube_persistentvolume_info kube_persistentvolume_labels
      kube_persistentvolumeclaim_annotations kube_persistentvolumeclaim_info
      kube_persistentvolumeclaim_labels kube_pod_annotations kube_pod_container_info
      kube_pod_info kube_pod_init_container_info kube_pod_labels kube_pod_nodeselectors
      kube_pod_owner kube_pod_resourceclaim_info kube_pod_runtimeclass_name_info
      kube_pod_spec_volumes_persistentvolumeclaims_info kube_poddisruptionbudget_annotations
      kube_poddisruptionbudget_labels kube_replicaset_annotations kube_replicaset_labels
      kube_replicaset_owner kube_replicationcontroller_owner kube_resourcequota_annotations
      kube_resourcequota_labels kube_role_annotations kube_role_info kube_role_labels
      kube_rolebinding_annotations kube_rolebinding_info kube_rolebinding_labels
      kube_secret_annotations kube_secret_info kube_secret_labels kube_secret_owner
      kube_service_annotations kube_service_info kube_service_labels
      kube_serviceaccount_annotations kube_serviceaccount_info kube_serviceaccount_labels
      kube_statefulset_annotations kube_statefulset_labels kube_storageclass_annotations
      kube_storageclass_info kube_storageclass_labels kube_validatingadmissionpolicy_info
      kube_validatingadmissionpolicybinding_info kube_validatingwebhookconfiguration_info
      kube_volumeattachment_info kube_volumeattachment_labels
    `,
  ],
  [
    'gauge',
    'certificatesigningrequest signer_name',
    `
      kube_certificatesigningrequest_cert_length kube_certificatesigningrequest_created
    `,
  ],
  [
    'gauge',
    'certificatesigningrequest signer_name condition',
    `
      kube_certificatesigningrequest_condition
    `,
  ],
  [
    'gauge',
    'clusterrole',
    `
      kube_clusterrole_created kube_clusterrole_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'clusterrolebinding',
    `
      kube_clusterrolebinding_created kube_clusterrolebinding_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'configmap namespace',
    `
      kube_configmap_created kube_configmap_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'cronjob namespace',
    `
      kube_cronjob_created kube_cronjob_metadata_resource_version kube_cronjob_next_schedule_time
      kube_cronjob_schedule_invalid kube_cronjob_spec_failed_job_history_limit
      kube_cronjob_spec_starting_deadline_seconds kube_cronjob_spec_successful_job_history_limit
      kube_cronjob_spec_suspend kube_cronjob_status_active kube_cronjob_status_last_schedule_time
      kube_cronjob_status_last_successful_time
    `,
  ],
  [
    'gauge',
    'daemonset namespace',
    `
      kube_daemonset_created kube_daemonset_deletion_timestamp kube_daemonset_metadata_generation
      kube_daemonset_status_current_number_scheduled
      kube_daemonset_status_desired_number_scheduled kube_daemonset_status_number_available
      kube_daemonset_status_number_misscheduled kube_daemonset_status_number_ready
      kube_daemonset_status_number_unavailable kube_daemonset_status_observed_generation
      kube_daemonset_status_updated_number_scheduled
    `,
  ],
  [
    'gauge',
    'deployment namespace',
    `
      kube_deployment_created kube_deployment_deletion_timestamp
      kube_deployment_metadata_generation kube_deployment_spec_paused
      kube_deployment_spec_replicas kube_deployment_spec_strategy_rollingupdate_max_surge
      kube_deployment_spec_strategy_rollingupdate_max_unavailable
      kube_deployment_status_observed_generation kube_deployment_status_replicas
      kube_deployment_status_replicas_available kube_deployment_status_replicas_ready
      kube_deployment_status_replicas_unavailable kube_deployment_status_replicas_updated
      kube_deployment_status_terminating_replicas
    `,
  ],
  [
    'gauge',
    'deployment namespace reason condition status',
    `
      kube_deployment_status_condition
    `,
  ],
  [
    'gauge',
    'endpoint namespace ip port_name port_protocol port_number ready',
    `
      kube_endpoint_address
    `,
  ],
  [
    'gauge',
    'endpoint namespace',
    `
      kube_endpoint_created
    `,
  ],
  [
    'gauge',
    'endpoint namespace port_name port_protocol port_number',
    `
      kube_endpoint_ports
    `,
  ],
  [
    'gauge',
    'endpointslice namespace',
    `
      kube_endpointslice_created
    `,
  ],
  [
    'gauge',
    'endpointslice namespace address ready serving terminating hostname targetref_kind targetref_name targetref_namespace nodename endpoint_zone',
    `
      kube_endpointslice_endpoints
    `,
  ],
  [
    'gauge',
    'endpointslice namespace address for_zone',
    `
      kube_endpointslice_endpoints_hints
    `,
  ],
  [
    'gauge',
    'endpointslice namespace port_name port_protocol port_number',
    `
      kube_endpointslice_ports
    `,
  ],
  [
    'gauge',
    'horizontalpodautoscaler namespace',
    `
      kube_horizontalpodautoscaler_created kube_horizontalpodautoscaler_deletion_timestamp
      kube_horizontalpodautoscaler_metadata_generation
      kube_horizontalpodautoscaler_spec_behavior_scale_down_tolerance
      kube_horizontalpodautoscaler_spec_behavior_scale_up_tolerance
      kube_horizontalpodautoscaler_spec_max_replicas
      kube_horizontalpodautoscaler_spec_min_replicas
      kube_horizontalpodautoscaler_status_current_replicas
      kube_horizontalpodautoscaler_status_desired_replicas
    `,
  ],
  [
    'gauge',
    'horizontalpodautoscaler namespace metric_name metric_target_type container',
    `
      kube_horizontalpodautoscaler_spec_target_metric
      kube_horizontalpodautoscaler_status_target_metric
    `,
  ],
  [
    'gauge',
    'horizontalpodautoscaler namespace condition status',
    `
      kube_horizontalpodautoscaler_status_condition
    `,
  ],
  [
    'gauge',
    'ingress namespace',
    `
      kube_ingress_created kube_ingress_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'ingress namespace host path path_type service_name service_port resource_api_group resource_kind resource_name',
    `
      kube_ingress_path
    `,
  ],
  [
    'gauge',
    'ingress namespace tls_host secret',
    `
      kube_ingress_tls
    `,
  ],
  [
    'gauge',
    'ingressclass',
    `
      kube_ingressclass_created
    `,
  ],
  [
    'gauge',
    'job_name namespace condition',
    `
      kube_job_complete kube_job_failed
    `,
  ],
  [
    'gauge',
    'job_name namespace',
    `
      kube_job_created kube_job_spec_active_deadline_seconds kube_job_spec_completions
      kube_job_spec_parallelism kube_job_status_active kube_job_status_completion_time
      kube_job_status_ready kube_job_status_start_time kube_job_status_succeeded
      kube_job_status_suspended
    `,
  ],
  [
    'gauge',
    'job_name namespace reason',
    `
      kube_job_status_failed
    `,
  ],
  [
    'gauge',
    'lease namespace',
    `
      kube_lease_renew_time
    `,
  ],
  [
    'gauge',
    'limitrange namespace resource type constraint',
    `
      kube_limitrange
    `,
  ],
  [
    'gauge',
    'limitrange namespace',
    `
      kube_limitrange_created
    `,
  ],
  [
    'gauge',
    'mutatingadmissionpolicy namespace',
    `
      kube_mutatingadmissionpolicy_created
    `,
  ],
  [
    'gauge',
    'mutatingadmissionpolicybinding namespace',
    `
      kube_mutatingadmissionpolicybinding_created
    `,
  ],
  [
    'gauge',
    'mutatingwebhookconfiguration namespace',
    `
      kube_mutatingwebhookconfiguration_created
      kube_mutatingwebhookconfiguration_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'mutatingwebhookconfiguration namespace webhook_name service_name service_namespace',
    `
      kube_mutatingwebhookconfiguration_webhook_clientconfig_service
    `,
  ],
  [
    'gauge',
    'namespace',
    `
      kube_namespace_created
    `,
  ],
  [
    'gauge',
    'namespace condition status',
    `
      kube_namespace_status_condition
    `,
  ],
  [
    'gauge',
    'namespace phase',
    `
      kube_namespace_status_phase
    `,
  ],
  [
    'gauge',
    'namespace networkpolicy',
    `
      kube_networkpolicy_created kube_networkpolicy_spec_egress_rules
      kube_networkpolicy_spec_ingress_rules
    `,
  ],
  [
    'gauge',
    'node',
    `
      kube_node_created kube_node_deletion_timestamp kube_node_spec_unschedulable
    `,
  ],
  [
    'gauge',
    'node role',
    `
      kube_node_role
    `,
  ],
  [
    'gauge',
    'node pod_cidr',
    `
      kube_node_spec_pod_cidrs
    `,
  ],
  [
    'gauge',
    'node key value effect',
    `
      kube_node_spec_taint
    `,
  ],
  [
    'gauge',
    'node type address',
    `
      kube_node_status_addresses
    `,
  ],
  [
    'gauge',
    'cpu ephemeral_storage pods * memory',
    `
      kube_node_status_allocatable kube_node_status_capacity
    `,
  ],
  [
    'gauge',
    'node condition status',
    `
      kube_node_status_condition
    `,
  ],
  [
    'gauge',
    'persistentvolume access_mode',
    `
      kube_persistentvolume_access_mode
    `,
  ],
  [
    'gauge',
    'persistentvolume',
    `
      kube_persistentvolume_capacity_bytes kube_persistentvolume_created
      kube_persistentvolume_deletion_timestamp
    `,
  ],
  [
    'gauge',
    'persistentvolume claim_namespace name',
    `
      kube_persistentvolume_claim_ref
    `,
  ],
  [
    'gauge',
    'persistentvolume csi_mounter csi_map_options',
    `
      kube_persistentvolume_csi_attributes
    `,
  ],
  [
    'gauge',
    'persistentvolume phase',
    `
      kube_persistentvolume_status_phase
    `,
  ],
  [
    'gauge',
    'persistentvolume volumemode',
    `
      kube_persistentvolume_volume_mode
    `,
  ],
  [
    'gauge',
    'access_mode namespace persistentvolumeclaim',
    `
      kube_persistentvolumeclaim_access_mode
    `,
  ],
  [
    'gauge',
    'namespace persistentvolumeclaim',
    `
      kube_persistentvolumeclaim_created kube_persistentvolumeclaim_deletion_timestamp
      kube_persistentvolumeclaim_resource_requests_storage_bytes
    `,
  ],
  [
    'gauge',
    'namespace persistentvolumeclaim type status',
    `
      kube_persistentvolumeclaim_status_condition
    `,
  ],
  [
    'gauge',
    'namespace persistentvolumeclaim phase',
    `
      kube_persistentvolumeclaim_status_phase
    `,
  ],
  [
    'gauge',
    'pod namespace uid',
    `
      kube_pod_completion_time kube_pod_created kube_pod_deletion_timestamp
      kube_pod_overhead_cpu_cores kube_pod_overhead_memory_bytes kube_pod_start_time
      kube_pod_status_container_ready_time kube_pod_status_initialized_time
      kube_pod_status_ready_time kube_pod_status_scheduled_time kube_pod_status_unschedulable
      kube_pod_status_unscheduled_time
    `,
  ],
  [
    'gauge',
    'resource unit container pod namespace node uid',
    `
      kube_pod_container_resource_limits kube_pod_container_resource_requests
      kube_pod_init_container_resource_limits kube_pod_init_container_resource_requests
    `,
  ],
  [
    'gauge',
    'container pod namespace uid',
    `
      kube_pod_container_state_started kube_pod_container_status_last_terminated_exitcode
      kube_pod_container_status_last_terminated_timestamp kube_pod_container_status_ready
      kube_pod_container_status_running kube_pod_container_status_terminated
      kube_pod_container_status_waiting kube_pod_init_container_state_started
      kube_pod_init_container_status_last_terminated_exitcode
      kube_pod_init_container_status_last_terminated_timestamp
      kube_pod_init_container_status_ready kube_pod_init_container_status_running
      kube_pod_init_container_status_terminated kube_pod_init_container_status_waiting
    `,
  ],
  [
    'gauge',
    'container pod namespace reason uid',
    `
      kube_pod_container_status_last_terminated_reason
      kube_pod_container_status_terminated_reason kube_pod_container_status_waiting_reason
      kube_pod_init_container_status_last_terminated_reason
      kube_pod_init_container_status_terminated_reason
      kube_pod_init_container_status_waiting_reason
    `,
  ],
  [
    'counter',
    'container namespace pod uid',
    `
      kube_pod_container_status_restarts_total kube_pod_init_container_status_restarts_total
    `,
  ],
  [
    'gauge',
    'pod namespace ip ip_family uid',
    `
      kube_pod_ips
    `,
  ],
  [
    'gauge',
    'pod namespace type uid',
    `
      kube_pod_restart_policy
    `,
  ],
  [
    'gauge',
    'pod namespace uid name',
    `
      kube_pod_scheduler
    `,
  ],
  [
    'gauge',
    'pod namespace uid service_account',
    `
      kube_pod_service_account
    `,
  ],
  [
    'gauge',
    'pod namespace volume persistentvolumeclaim ephemeral uid',
    `
      kube_pod_spec_volumes_persistentvolumeclaims_readonly
    `,
  ],
  [
    'gauge',
    'pod namespace reason uid',
    `
      kube_pod_status_disruption_reason kube_pod_status_reason
    `,
  ],
  [
    'gauge',
    'pod namespace phase uid',
    `
      kube_pod_status_phase
    `,
  ],
  [
    'gauge',
    'pod namespace qos_class uid',
    `
      kube_pod_status_qos_class
    `,
  ],
  [
    'gauge',
    'pod namespace condition uid',
    `
      kube_pod_status_ready kube_pod_status_scheduled
    `,
  ],
  [
    'gauge',
    'pod namespace uid key operator value effect toleration_seconds',
    `
      kube_pod_tolerations
    `,
  ],
  [
    'gauge',
    'poddisruptionbudget namespace',
    `
      kube_poddisruptionbudget_created kube_poddisruptionbudget_deletion_timestamp
      kube_poddisruptionbudget_status_current_healthy
      kube_poddisruptionbudget_status_desired_healthy
      kube_poddisruptionbudget_status_expected_pods
      kube_poddisruptionbudget_status_observed_generation
      kube_poddisruptionbudget_status_pod_disruptions_allowed
    `,
  ],
  [
    'gauge',
    'replicaset namespace',
    `
      kube_replicaset_created kube_replicaset_metadata_generation kube_replicaset_spec_replicas
      kube_replicaset_status_fully_labeled_replicas kube_replicaset_status_observed_generation
      kube_replicaset_status_ready_replicas kube_replicaset_status_replicas
      kube_replicaset_status_terminating_replicas
    `,
  ],
  [
    'gauge',
    'replicationcontroller namespace',
    `
      kube_replicationcontroller_created kube_replicationcontroller_metadata_generation
      kube_replicationcontroller_spec_replicas
      kube_replicationcontroller_status_available_replicas
      kube_replicationcontroller_status_fully_labeled_replicas
      kube_replicationcontroller_status_observed_generation
      kube_replicationcontroller_status_ready_replicas kube_replicationcontroller_status_replicas
    `,
  ],
  [
    'gauge',
    'resourcequota namespace resource type',
    `
      kube_resourcequota
    `,
  ],
  [
    'gauge',
    'resourcequota namespace',
    `
      kube_resourcequota_created
    `,
  ],
  [
    'gauge',
    'role namespace',
    `
      kube_role_created kube_role_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'rolebinding namespace',
    `
      kube_rolebinding_created kube_rolebinding_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'secret namespace',
    `
      kube_secret_created kube_secret_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'secret namespace type',
    `
      kube_secret_type
    `,
  ],
  [
    'gauge',
    'service namespace uid',
    `
      kube_service_created kube_service_deletion_timestamp
    `,
  ],
  [
    'gauge',
    'service namespace uid external_ip',
    `
      kube_service_spec_external_ip
    `,
  ],
  [
    'gauge',
    'service namespace uid type',
    `
      kube_service_spec_type
    `,
  ],
  [
    'gauge',
    'service namespace uid ip hostname',
    `
      kube_service_status_load_balancer_ingress
    `,
  ],
  [
    'gauge',
    'namespace serviceaccount uid',
    `
      kube_serviceaccount_created kube_serviceaccount_deleted
    `,
  ],
  [
    'gauge',
    'namespace serviceaccount uid name',
    `
      kube_serviceaccount_image_pull_secret kube_serviceaccount_secret
    `,
  ],
  [
    'gauge',
    'statefulset namespace',
    `
      kube_statefulset_created kube_statefulset_deletion_timestamp
      kube_statefulset_metadata_generation kube_statefulset_ordinals_start
      kube_statefulset_replicas kube_statefulset_status_observed_generation
      kube_statefulset_status_replicas kube_statefulset_status_replicas_available
      kube_statefulset_status_replicas_current kube_statefulset_status_replicas_ready
      kube_statefulset_status_replicas_updated
    `,
  ],
  [
    'gauge',
    'statefulset namespace when_deleted when_scaled',
    `
      kube_statefulset_persistentvolumeclaim_retention_policy
    `,
  ],
  [
    'gauge',
    'statefulset namespace revision',
    `
      kube_statefulset_status_current_revision kube_statefulset_status_update_revision
    `,
  ],
  [
    'gauge',
    'storageclass',
    `
      kube_storageclass_created
    `,
  ],
  [
    'gauge',
    'validatingadmissionpolicy namespace',
    `
      kube_validatingadmissionpolicy_created
    `,
  ],
  [
    'gauge',
    'validatingadmissionpolicybinding namespace',
    `
      kube_validatingadmissionpolicybinding_created
    `,
  ],
  [
    'gauge',
    'validatingadmissionpolicybinding namespace action',
    `
      kube_validatingadmissionpolicybinding_validation_action
    `,
  ],
  [
    'gauge',
    'validatingwebhookconfiguration namespace',
    `
      kube_validatingwebhookconfiguration_created
      kube_validatingwebhookconfiguration_metadata_resource_version
    `,
  ],
  [
    'gauge',
    'validatingwebhookconfiguration namespace webhook_name service_name service_namespace',
    `
      kube_validatingwebhookconfiguration_webhook_clientconfig_service
    `,
  ],
  [
    'gauge',
    'volumeattachment',
    `
      kube_volumeattachment_created kube_volumeattachment_status_attached
    `,
  ],
  [
    'gauge',
    'volumeattachment volumename',
    `
      kube_volumeattachment_spec_source_persistentvolume
    `,
  ],
  [
    'gauge',
    'volumeattachment *',
    `
      kube_volumeattachment_status_attachment_metadata
    `,
  ],
]

const containers: readonly MetricGroup[] = [
  [
    'counter',
    '*',
    `
      container_blkio_device_usage_total container_cpu_cfs_periods_total
      container_cpu_cfs_throttled_periods_total container_cpu_cfs_throttled_seconds_total
      container_cpu_schedstat_run_periods_total container_cpu_schedstat_run_seconds_total
      container_cpu_schedstat_runqueue_seconds_total container_cpu_system_seconds_total
      container_cpu_usage_seconds_total container_cpu_user_seconds_total
      container_fs_io_time_seconds_total container_fs_io_time_weighted_seconds_total
      container_fs_read_seconds_total container_fs_reads_bytes_total
      container_fs_reads_merged_total container_fs_reads_total container_fs_sector_reads_total
      container_fs_sector_writes_total container_fs_write_seconds_total
      container_fs_writes_bytes_total container_fs_writes_merged_total container_fs_writes_total
      container_hugetlb_failcnt container_memory_failcnt container_memory_failures_total
      container_memory_pgscan_total container_memory_pgsteal_total
      container_memory_workingset_refault_anon_total
      container_memory_workingset_refault_file_total container_network_receive_bytes_total
      container_network_receive_errors_total container_network_receive_packets_dropped_total
      container_network_receive_packets_total container_network_transmit_bytes_total
      container_network_transmit_errors_total container_network_transmit_packets_dropped_total
      container_network_transmit_packets_total container_oom_events_total
      container_perf_events_total container_perf_uncore_events_total
    `,
  ],
  [
    'gauge',
    '*',
    `
      container_cpu_load_average_10s container_file_descriptors container_fs_inodes_free
      container_fs_inodes_total container_fs_io_current container_fs_limit_bytes
      container_fs_usage_bytes container_health_state container_hugetlb_max_usage_bytes
      container_hugetlb_usage_bytes container_last_seen container_llc_occupancy_bytes
      container_memory_bandwidth_bytes container_memory_bandwidth_local_bytes
      container_memory_cache container_memory_file_dirty_bytes
      container_memory_file_writeback_bytes container_memory_mapped_file
      container_memory_max_usage_bytes container_memory_migrate container_memory_numa_pages
      container_memory_rss container_memory_swap container_memory_usage_bytes
      container_memory_working_set_bytes container_network_advance_tcp_stats_total
      container_network_tcp6_usage_total container_network_tcp_usage_total
      container_network_udp6_usage_total container_network_udp_usage_total
      container_perf_events_scaling_ratio container_perf_uncore_events_scaling_ratio
      container_processes container_referenced_bytes container_sockets container_spec_cpu_period
      container_spec_cpu_quota container_spec_cpu_shares container_spec_memory_limit_bytes
      container_spec_memory_reservation_limit_bytes container_spec_memory_swap_limit_bytes
      container_start_time_seconds container_tasks_state container_threads container_threads_max
      container_ulimits_soft machine_cpu_cache_capacity_bytes machine_cpu_cores
      machine_cpu_physical_cores machine_cpu_sockets machine_dimm_capacity_bytes
      machine_dimm_count machine_memory_bytes machine_node_distance machine_node_hugepages_count
      machine_node_memory_capacity_bytes machine_nvm_avg_power_budget_watts machine_nvm_capacity
      machine_swap_bytes machine_thread_siblings_count
    `,
  ],
]

/** Names of 1.x that 2.0 folded into one series by resource. */
const folded: readonly (readonly [from: string, to: string])[] = [
  ['kube_pod_container_resource_requests_cpu_cores', 'kube_pod_container_resource_requests'],
  ['kube_pod_container_resource_requests_memory_bytes', 'kube_pod_container_resource_requests'],
  ['kube_pod_container_resource_limits_cpu_cores', 'kube_pod_container_resource_limits'],
  ['kube_pod_container_resource_limits_memory_bytes', 'kube_pod_container_resource_limits'],
  ['kube_node_status_capacity_cpu_cores', 'kube_node_status_capacity'],
  ['kube_node_status_capacity_memory_bytes', 'kube_node_status_capacity'],
  ['kube_node_status_capacity_pods', 'kube_node_status_capacity'],
  ['kube_node_status_allocatable_cpu_cores', 'kube_node_status_allocatable'],
  ['kube_node_status_allocatable_memory_bytes', 'kube_node_status_allocatable'],
  ['kube_node_status_allocatable_pods', 'kube_node_status_allocatable'],
]

export const kubeStateMetricsExporter: Exporter = {
  software: 'kube-state-metrics',
  title: 'kube-state-metrics',
  prefixes: ['kube_'],
  releases: [
    {
      from: '2.0',
      to: '2.20',
      metrics: {
        source: 'kubernetes/kube-state-metrics c92fe0c5 docs/metrics',
        metrics: metricTable(objects),
      },
    },
  ],
  past: folded.map(([name, successor]) => ({
    metric: { name, type: 'gauge', labels: ['*'], help: '', successor },
    until: '2.0',
    source: 'kubernetes/kube-state-metrics CHANGELOG.md (2.0.0)',
  })),
}

export const cadvisorExporter: Exporter = {
  software: 'cadvisor',
  title: 'cAdvisor',
  prefixes: ['container_', 'machine_'],
  releases: [
    {
      from: '0.30',
      to: '0.60',
      metrics: {
        source: 'google/cadvisor 6a0c4f25 docs/storage/prometheus.md',
        metrics: metricTable(containers),
      },
    },
  ],
}
