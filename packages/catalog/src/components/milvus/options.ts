// The settings that Milvus reads, as keys of its file and as the variables that stand for them.

import type { OptionFacts } from '../../facts.js'
import { readOptions, unreadOption } from '../../options.js'

const keys = `
  etcd.endpoints etcd.rootPath etcd.metaSubPath etcd.kvSubPath etcd.log.level etcd.log.path etcd.ssl.enabled
  etcd.ssl.tlsCert etcd.ssl.tlsKey etcd.ssl.tlsCACert etcd.ssl.tlsMinVersion etcd.requestTimeout etcd.use.embed
  etcd.data.dir etcd.auth.enabled etcd.auth.userName etcd.auth.password metastore.type tikv.endpoints tikv.rootPath
  tikv.metaSubPath tikv.kvSubPath tikv.requestTimeout tikv.snapshotScanSize tikv.ssl.enabled tikv.ssl.tlsCert
  tikv.ssl.tlsKey tikv.ssl.tlsCACert localStorage.path minio.address minio.port minio.accessKeyID
  minio.secretAccessKey minio.useSSL minio.ssl.tlsCACert minio.bucketName minio.rootPath minio.useIAM
  minio.cloudProvider minio.iamEndpoint minio.logLevel minio.region minio.useVirtualHost minio.requestTimeoutMs
  mq.type mq.enablePursuitMode mq.pursuitLag mq.pursuitBufferSize mq.mqBufSize pulsar.address pulsar.port
  pulsar.webport pulsar.maxMessageSize pulsar.tenant pulsar.namespace pulsar.requestTimeout
  pulsar.enableClientMetrics rocksmq.path rocksmq.lrucacheratio rocksmq.rocksmqPageSize
  rocksmq.retentionTimeInMinutes rocksmq.retentionSizeInMB rocksmq.compactionInterval rocksmq.compressionTypes
  natsmq.server.port natsmq.server.storeDir natsmq.server.maxFileStore natsmq.server.maxPayload
  natsmq.server.maxPending natsmq.server.initializeTimeout natsmq.server.monitor.trace natsmq.server.monitor.debug
  natsmq.server.monitor.logTime natsmq.server.monitor.logFile natsmq.server.monitor.logSizeLimit
  natsmq.server.retention.maxAge natsmq.server.retention.maxBytes natsmq.server.retention.maxMsgs
  rootCoord.dmlChannelNum rootCoord.maxPartitionNum rootCoord.minSegmentSizeToEnableIndex
  rootCoord.enableActiveStandby rootCoord.maxDatabaseNum rootCoord.maxGeneralCapacity rootCoord.gracefulStopTimeout
  rootCoord.ip rootCoord.port rootCoord.grpc.serverMaxSendSize rootCoord.grpc.serverMaxRecvSize
  rootCoord.grpc.clientMaxSendSize rootCoord.grpc.clientMaxRecvSize proxy.timeTickInterval proxy.healthCheckTimeout
  proxy.healthCheckTimetout proxy.msgStream.timeTick.bufSize proxy.maxNameLength proxy.maxFieldNum
  proxy.maxVectorFieldNum proxy.maxShardNum proxy.maxDimension proxy.ginLogging proxy.ginLogSkipPaths
  proxy.maxTaskNum proxy.accessLog.enable proxy.accessLog.minioEnable proxy.accessLog.localPath
  proxy.accessLog.filename proxy.accessLog.maxSize proxy.accessLog.cacheSize proxy.accessLog.rotatedTime
  proxy.accessLog.remotePath proxy.accessLog.remoteMaxTime proxy.accessLog.formatters.base.format
  proxy.accessLog.formatters.query.format proxy.accessLog.formatters.query.methods
  proxy.connectionCheckIntervalSeconds proxy.connectionClientInfoTTLSeconds proxy.maxConnectionNum
  proxy.gracefulStopTimeout proxy.slowQuerySpanInSeconds proxy.http.enabled proxy.http.debug_mode proxy.http.port
  proxy.http.acceptTypeAllowInt64 proxy.http.enablePprof proxy.ip proxy.port proxy.internalPort
  proxy.grpc.serverMaxSendSize proxy.grpc.serverMaxRecvSize proxy.grpc.clientMaxSendSize
  proxy.grpc.clientMaxRecvSize queryCoord.taskMergeCap queryCoord.taskExecutionCap queryCoord.autoHandoff
  queryCoord.autoBalance queryCoord.autoBalanceChannel queryCoord.balancer queryCoord.globalRowCountFactor
  queryCoord.scoreUnbalanceTolerationFactor queryCoord.reverseUnBalanceTolerationFactor
  queryCoord.overloadedMemoryThresholdPercentage queryCoord.balanceIntervalSeconds
  queryCoord.memoryUsageMaxDifferencePercentage queryCoord.rowCountFactor queryCoord.segmentCountFactor
  queryCoord.globalSegmentCountFactor queryCoord.segmentCountMaxSteps queryCoord.rowCountMaxSteps
  queryCoord.randomMaxSteps queryCoord.growingRowCountWeight queryCoord.balanceCostThreshold
  queryCoord.checkSegmentInterval queryCoord.checkChannelInterval queryCoord.checkBalanceInterval
  queryCoord.checkIndexInterval queryCoord.channelTaskTimeout queryCoord.segmentTaskTimeout
  queryCoord.distPullInterval queryCoord.heartbeatAvailableInterval queryCoord.loadTimeoutSeconds
  queryCoord.distRequestTimeout queryCoord.heatbeatWarningLag queryCoord.checkHandoffInterval
  queryCoord.enableActiveStandby queryCoord.checkInterval queryCoord.checkHealthInterval
  queryCoord.checkHealthRPCTimeout queryCoord.brokerTimeout queryCoord.collectionRecoverTimes
  queryCoord.observerTaskParallel queryCoord.checkAutoBalanceConfigInterval queryCoord.checkNodeSessionInterval
  queryCoord.gracefulStopTimeout queryCoord.enableStoppingBalance queryCoord.cleanExcludeSegmentInterval
  queryCoord.ip queryCoord.port queryCoord.grpc.serverMaxSendSize queryCoord.grpc.serverMaxRecvSize
  queryCoord.grpc.clientMaxSendSize queryCoord.grpc.clientMaxRecvSize queryNode.stats.publishInterval
  queryNode.segcore.knowhereThreadPoolNumRatio queryNode.segcore.chunkRows
  queryNode.segcore.interimIndex.enableIndex queryNode.segcore.interimIndex.nlist
  queryNode.segcore.interimIndex.nprobe queryNode.segcore.interimIndex.memExpansionRate
  queryNode.segcore.interimIndex.buildParallelRate queryNode.loadMemoryUsageFactor queryNode.enableDisk
  queryNode.maxDiskUsagePercentage queryNode.cache.enabled queryNode.cache.memoryLimit
  queryNode.cache.readAheadPolicy queryNode.cache.warmup queryNode.mmap.mmapEnabled queryNode.mmapEnabled
  queryNode.lazyloadEnabled queryNode.grouping.enabled queryNode.grouping.maxNQ queryNode.grouping.topKMergeRatio
  queryNode.scheduler.receiveChanSize queryNode.scheduler.unsolvedQueueSize
  queryNode.scheduler.maxReadConcurrentRatio queryNode.scheduler.cpuRatio queryNode.scheduler.maxTimestampLag
  queryNode.scheduler.scheduleReadPolicy.name queryNode.scheduler.scheduleReadPolicy.taskQueueExpire
  queryNode.scheduler.scheduleReadPolicy.enableCrossUserGrouping
  queryNode.scheduler.scheduleReadPolicy.maxPendingTaskPerUser queryNode.dataSync.flowGraph.maxQueueLength
  queryNode.dataSync.flowGraph.maxParallelism queryNode.enableSegmentPrune queryNode.ip queryNode.port
  queryNode.grpc.serverMaxSendSize queryNode.grpc.serverMaxRecvSize queryNode.grpc.clientMaxSendSize
  queryNode.grpc.clientMaxRecvSize indexCoord.bindIndexNodeMode.enable indexCoord.bindIndexNodeMode.address
  indexCoord.bindIndexNodeMode.withCred indexCoord.bindIndexNodeMode.nodeID
  indexCoord.segment.minSegmentNumRowsToEnableIndex indexNode.scheduler.buildParallel indexNode.enableDisk
  indexNode.maxDiskUsagePercentage indexNode.ip indexNode.port indexNode.grpc.serverMaxSendSize
  indexNode.grpc.serverMaxRecvSize indexNode.grpc.clientMaxSendSize indexNode.grpc.clientMaxRecvSize
  dataCoord.channel.watchTimeoutInterval dataCoord.channel.balanceSilentDuration dataCoord.channel.balanceInterval
  dataCoord.channel.checkInterval dataCoord.channel.notifyChannelOperationTimeout dataCoord.segment.maxSize
  dataCoord.segment.diskSegmentMaxSize dataCoord.segment.sealProportion dataCoord.segment.assignmentExpiration
  dataCoord.segment.allocLatestExpireAttempt dataCoord.segment.maxLife dataCoord.segment.maxIdleTime
  dataCoord.segment.minSizeFromIdleToSealed dataCoord.segment.maxBinlogFileNumber dataCoord.segment.smallProportion
  dataCoord.segment.compactableProportion dataCoord.segment.expansionRate dataCoord.autoUpgradeSegmentIndex
  dataCoord.enableCompaction dataCoord.compaction.enableAutoCompaction dataCoord.compaction.indexBasedCompaction
  dataCoord.compaction.rpcTimeout dataCoord.compaction.maxParallelTaskNum
  dataCoord.compaction.workerMaxParallelTaskNum dataCoord.compaction.levelzero.forceTrigger.minSize
  dataCoord.compaction.levelzero.forceTrigger.maxSize dataCoord.compaction.levelzero.forceTrigger.deltalogMinNum
  dataCoord.compaction.levelzero.forceTrigger.deltalogMaxNum dataCoord.enableGarbageCollection dataCoord.gc.interval
  dataCoord.gc.missingTolerance dataCoord.gc.dropTolerance dataCoord.gc.removeConcurrent dataCoord.gc.scanInterval
  dataCoord.enableActiveStandby dataCoord.brokerTimeout dataCoord.autoBalance
  dataCoord.checkAutoBalanceConfigInterval dataCoord.import.filesPerPreImportTask dataCoord.import.taskRetention
  dataCoord.import.maxSizeInMBPerImportTask dataCoord.import.scheduleInterval dataCoord.import.checkIntervalHigh
  dataCoord.import.checkIntervalLow dataCoord.import.maxImportFileNumPerReq dataCoord.import.waitForIndex
  dataCoord.gracefulStopTimeout dataCoord.ip dataCoord.port dataCoord.grpc.serverMaxSendSize
  dataCoord.grpc.serverMaxRecvSize dataCoord.grpc.clientMaxSendSize dataCoord.grpc.clientMaxRecvSize
  dataNode.dataSync.flowGraph.maxQueueLength dataNode.dataSync.flowGraph.maxParallelism
  dataNode.dataSync.maxParallelSyncMgrTasks dataNode.dataSync.skipMode.enable dataNode.dataSync.skipMode.skipNum
  dataNode.dataSync.skipMode.coldTime dataNode.segment.insertBufSize dataNode.segment.deleteBufBytes
  dataNode.segment.syncPeriod dataNode.memory.forceSyncEnable dataNode.memory.forceSyncSegmentNum
  dataNode.memory.checkInterval dataNode.memory.forceSyncWatermark dataNode.timetick.byRPC
  dataNode.timetick.interval dataNode.channel.workPoolSize dataNode.channel.updateChannelCheckpointMaxParallel
  dataNode.channel.updateChannelCheckpointInterval dataNode.channel.updateChannelCheckpointRPCTimeout
  dataNode.channel.maxChannelCheckpointsPerPRC dataNode.channel.channelCheckpointUpdateTickInSeconds
  dataNode.import.maxConcurrentTaskNum dataNode.import.maxImportFileSizeInGB dataNode.import.readBufferSizeInMB
  dataNode.compaction.levelZeroBatchMemoryRatio dataNode.gracefulStopTimeout dataNode.ip dataNode.port
  dataNode.grpc.serverMaxSendSize dataNode.grpc.serverMaxRecvSize dataNode.grpc.clientMaxSendSize
  dataNode.grpc.clientMaxRecvSize log.level log.file.rootPath log.file.maxSize log.file.maxAge log.file.maxBackups
  log.format log.stdout grpc.log.level grpc.serverMaxSendSize grpc.serverMaxRecvSize grpc.gracefulStopTimeout
  grpc.client.compressionEnabled grpc.client.dialTimeout grpc.client.keepAliveTime grpc.client.keepAliveTimeout
  grpc.client.maxMaxAttempts grpc.client.initialBackoff grpc.client.maxBackoff grpc.client.minResetInterval
  grpc.client.maxCancelError grpc.client.minSessionCheckInterval grpc.clientMaxSendSize grpc.clientMaxRecvSize
  tls.serverPemPath tls.serverKeyPath tls.caPemPath common.chanNamePrefix.cluster
  common.chanNamePrefix.rootCoordTimeTick common.chanNamePrefix.rootCoordStatistics
  common.chanNamePrefix.rootCoordDml common.chanNamePrefix.replicateMsg common.chanNamePrefix.queryTimeTick
  common.chanNamePrefix.dataCoordTimeTick common.chanNamePrefix.dataCoordSegmentInfo
  common.subNamePrefix.dataCoordSubNamePrefix common.subNamePrefix.dataNodeSubNamePrefix common.defaultPartitionName
  common.defaultIndexName common.entityExpiration common.indexSliceSize common.threadCoreCoefficient.highPriority
  common.threadCoreCoefficient.middlePriority common.threadCoreCoefficient.lowPriority
  common.buildIndexThreadPoolRatio common.DiskIndex.MaxDegree common.DiskIndex.SearchListSize
  common.DiskIndex.PQCodeBudgetGBRatio common.DiskIndex.BuildNumThreadsRatio
  common.DiskIndex.SearchCacheBudgetGBRatio common.DiskIndex.LoadNumThreadRatio common.DiskIndex.BeamWidthRatio
  common.gracefulTime common.gracefulStopTimeout common.storageType common.simdType
  common.security.authorizationEnabled common.security.superUsers common.security.tlsMode common.session.ttl
  common.session.retryTimes common.locks.metrics.enable common.locks.threshold.info common.locks.threshold.warn
  common.storage.scheme common.storage.enablev2 common.ttMsgEnabled common.traceLogMode common.bloomFilterSize
  common.maxBloomFalsePositive quotaAndLimits.enabled quotaAndLimits.quotaCenterCollectInterval
  quotaAndLimits.ddl.enabled quotaAndLimits.ddl.collectionRate quotaAndLimits.ddl.partitionRate
  quotaAndLimits.indexRate.enabled quotaAndLimits.indexRate.max quotaAndLimits.flushRate.enabled
  quotaAndLimits.flushRate.max quotaAndLimits.flushRate.collection.max quotaAndLimits.compactionRate.enabled
  quotaAndLimits.compactionRate.max quotaAndLimits.dml.enabled quotaAndLimits.dml.insertRate.max
  quotaAndLimits.dml.insertRate.collection.max quotaAndLimits.dml.upsertRate.max
  quotaAndLimits.dml.upsertRate.collection.max quotaAndLimits.dml.deleteRate.max
  quotaAndLimits.dml.deleteRate.collection.max quotaAndLimits.dml.bulkLoadRate.max
  quotaAndLimits.dml.bulkLoadRate.collection.max quotaAndLimits.dql.enabled quotaAndLimits.dql.searchRate.max
  quotaAndLimits.dql.searchRate.collection.max quotaAndLimits.dql.queryRate.max
  quotaAndLimits.dql.queryRate.collection.max quotaAndLimits.limits.maxCollectionNum
  quotaAndLimits.limits.maxCollectionNumPerDB quotaAndLimits.limitWriting.forceDeny
  quotaAndLimits.limitWriting.ttProtection.enabled quotaAndLimits.limitWriting.ttProtection.maxTimeTickDelay
  quotaAndLimits.limitWriting.memProtection.enabled
  quotaAndLimits.limitWriting.memProtection.dataNodeMemoryLowWaterLevel
  quotaAndLimits.limitWriting.memProtection.dataNodeMemoryHighWaterLevel
  quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel
  quotaAndLimits.limitWriting.memProtection.queryNodeMemoryHighWaterLevel
  quotaAndLimits.limitWriting.growingSegmentsSizeProtection.enabled
  quotaAndLimits.limitWriting.growingSegmentsSizeProtection.minRateRatio
  quotaAndLimits.limitWriting.growingSegmentsSizeProtection.lowWaterLevel
  quotaAndLimits.limitWriting.growingSegmentsSizeProtection.highWaterLevel
  quotaAndLimits.limitWriting.diskProtection.enabled quotaAndLimits.limitWriting.diskProtection.diskQuota
  quotaAndLimits.limitWriting.diskProtection.diskQuotaPerCollection quotaAndLimits.limitReading.forceDeny
  quotaAndLimits.limitReading.queueProtection.enabled quotaAndLimits.limitReading.queueProtection.nqInQueueThreshold
  quotaAndLimits.limitReading.queueProtection.queueLatencyThreshold
  quotaAndLimits.limitReading.resultProtection.enabled
  quotaAndLimits.limitReading.resultProtection.maxReadResultRate quotaAndLimits.limitReading.coolOffSpeed
  trace.exporter trace.sampleFraction trace.jaeger.url trace.otlp.endpoint trace.otlp.secure gpu.initMemSize
  gpu.maxMemSize kafka.brokerList kafka.saslUsername kafka.saslPassword kafka.saslMechanisms kafka.securityProtocol
  kafka.ssl.enabled kafka.ssl.tlsCert kafka.ssl.tlsKey kafka.ssl.tlsCaCert kafka.ssl.tlsKeyPassword
  kafka.readTimeout`

/** Names of the process itself, of the shell around it and of the libraries below it. */
const libraries = `METRICS_PORT MILVUSCONF LOG_LEVEL HOME PATH TZ LD_PRELOAD LD_LIBRARY_PATH GOMAXPROCS GOMEMLIMIT GOGC
  GODEBUG HTTP_PROXY HTTPS_PROXY NO_PROXY CLUSTER_ID`

/** Families of the etcd and Kafka beside it, and of settings that cannot be listed. */
const prefixes = ['ETCD_', 'KAFKA_', 'MALLOC_', 'OMP_', 'OPENBLAS_', 'JAVA_', 'AWS_']

const source =
  'milvus-io/milvus 18c3cbe46 (April 2024) configs/milvus.yaml, pkg/config/env_source.go, pkg/util/paramtable'

/** `minio.accessKeyID` is MINIO_ACCESS_KEY_ID, and MINIO_ACCESSKEYID too: case, `.` and `_` do not count. */
const variablesOf = (key: string): readonly string[] => {
  const parts = key.split('.')
  const spaced = parts.map((part) => part.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase())
  return [spaced.join('_'), parts.join('_').toUpperCase()]
}

const names = keys.split(/\s+/).filter((key) => key !== '')

export const milvusConfig: OptionFacts = {
  isComplete: true,
  source,
  options: readOptions(keys),
  prefixes: ['kafka.consumer.', 'kafka.producer.'],
}

export const milvusEnvironment: OptionFacts = {
  isComplete: true,
  source,
  options: [
    ...readOptions([...new Set(names.flatMap(variablesOf))].join(' ')),
    ...readOptions(libraries),
    unreadOption('MINIO_ACCESS_KEY', 'MINIO_ACCESS_KEY_ID'),
    unreadOption('MINIO_SECRET_KEY', 'MINIO_SECRET_ACCESS_KEY'),
    unreadOption('MILVUS_HOST', 'nothing: clients need the address, Milvus itself does not'),
  ],
  prefixes,
}
