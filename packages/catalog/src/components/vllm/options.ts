// The flags and environment variables of the vLLM server, by version.

import type { OptionFacts } from '../../facts.js'
import { readOptions, unreadOption } from '../../options.js'

/** Names that belong to the libraries below the server: CUDA, NCCL, PyTorch, the Hugging Face hub, Python and the shell. */
const libraryPrefixes = [
  'HF_',
  'HUGGINGFACE_',
  'TRANSFORMERS_',
  'TOKENIZERS_',
  'TORCH',
  'PYTORCH_',
  'TRITON_',
  'NCCL_',
  'CUDA_',
  'CUBLAS_',
  'NVIDIA_',
  'RAY_',
  'OMP_',
  'MKL_',
  'GLOO_',
  'UCX_',
  'PYTHON',
  'OTEL_',
  'PROMETHEUS_',
  'XDG_',
  'LC_',
  'UVICORN_',
]

const libraryNames = `HOME USER LOGNAME PATH LANG TZ TMPDIR HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy
    SSL_CERT_FILE REQUESTS_CA_BUNDLE LD_PRELOAD`

export const arguments060: OptionFacts = {
  isComplete: true,
  source:
    'vllm-project/vllm v0.6.0 (32e7db253) vllm/engine/arg_utils.py, vllm/entrypoints/openai/cli_args.py',
  options: [
    ...readOptions(`
    --allow-credentials --allowed-headers --allowed-methods --allowed-origins --api-key
    --block-size --chat-template --code-revision --collect-detailed-traces --cpu-offload-gb
    --device --disable-async-output-proc --disable-custom-all-reduce
    --disable-frontend-multiprocessing --disable-log-requests --disable-log-stats
    --disable-logprobs-during-spec-decoding --disable-sliding-window
    --distributed-executor-backend --download-dir --dtype --enable-auto-tool-choice
    --enable-chunked-prefill --enable-lora --enable-prefix-caching --enable-prompt-adapter
    --enforce-eager --engine-use-ray --fully-sharded-loras --gpu-memory-utilization
    --guided-decoding-backend --host --ignore-patterns --kv-cache-dtype --limit-mm-per-prompt
    --load-format --long-lora-scaling-factors --lora-dtype --lora-extra-vocab-size
    --lora-modules --max-context-len-to-capture --max-cpu-loras --max-log-len --max-logprobs
    --max-lora-rank --max-loras --max-model-len --max-num-batched-tokens --max-num-seqs
    --max-parallel-loading-workers --max-prompt-adapter-token --max-prompt-adapters
    --max-seq-len-to-capture --middleware --model --model-loader-extra-config
    --ngram-prompt-lookup-max --ngram-prompt-lookup-min --num-gpu-blocks-override
    --num-lookahead-slots --num-scheduler-steps --num-speculative-tokens
    --otlp-traces-endpoint --override-neuron-config --pipeline-parallel-size --port
    --preemption-mode --prompt-adapters --qlora-adapter-name-or-path --quantization
    --quantization-param-path --ray-workers-use-nsight --response-role
    --return-tokens-as-token-ids --revision --root-path --rope-scaling --rope-theta
    --scheduler-delay-factor --seed --served-model-name --skip-tokenizer-init
    --spec-decoding-acceptance-method --speculative-disable-by-batch-size
    --speculative-draft-tensor-parallel-size --speculative-max-model-len --speculative-model
    --speculative-model-quantization --ssl-ca-certs --ssl-cert-reqs --ssl-certfile
    --ssl-keyfile --swap-space --tensor-parallel-size --tokenizer --tokenizer-mode
    --tokenizer-pool-extra-config --tokenizer-pool-size --tokenizer-pool-type
    --tokenizer-revision --tool-call-parser --trust-remote-code
    --typical-acceptance-sampler-posterior-alpha
    --typical-acceptance-sampler-posterior-threshold --use-v2-block-manager
    --uvicorn-log-level --worker-use-ray
    `),
    unreadOption('--max-concurrent-requests', '--max-num-seqs'),
    unreadOption('--hf-overrides', '--rope-scaling'),
    unreadOption('--task', 'no flag: vLLM 0.6.0 tells embedding models by their architecture'),
  ],
}

export const arguments022: OptionFacts = {
  isComplete: true,
  source:
    'vllm-project/vllm 6f955986e (2026-05-26, days before v0.22.0) vllm/engine/arg_utils.py, vllm/entrypoints/openai/cli_args.py',
  options: [
    ...readOptions(`
    --additional-config --aggregate-engine-logging --all2all-backend --allow-credentials
    --allow-deprecated-quantization --allowed-headers --allowed-local-media-path
    --allowed-media-domains --allowed-methods --allowed-origins --api-key --api-server-count
    --async-scheduling --attention-backend --attention-config --block-size
    --calculate-kv-scales --chat-template --chat-template-content-format --code-revision
    --collect-detailed-traces --compilation-config --config --config-format --convert
    --cp-kv-cache-interleave-size --cpu-distributed-timeout-seconds --cpu-offload-gb
    --cpu-offload-params --cudagraph-capture-sizes --cudagraph-metrics --data-parallel-address
    --data-parallel-backend --data-parallel-external-lb --data-parallel-hybrid-lb
    --data-parallel-multi-port-external-lb --data-parallel-rank --data-parallel-rpc-port
    --data-parallel-size --data-parallel-size-local --data-parallel-start-rank
    --data-parallel-supervisor-port --dbo-decode-token-threshold --dbo-prefill-token-threshold
    --dcp-comm-backend --dcp-kv-cache-interleave-size --decode-context-parallel-size
    --default-chat-template-kwargs --default-mm-loras --disable-access-log-for-endpoints
    --disable-cascade-attn --disable-chunked-mm-input --disable-custom-all-reduce
    --disable-fastapi-docs --disable-hybrid-kv-cache-manager --disable-log-stats
    --disable-nccl-for-dp-synchronization --disable-sliding-window
    --disable-uvicorn-access-log --distributed-executor-backend --distributed-timeout-seconds
    --download-dir --dp-supervisor-probe-failure-threshold --dp-supervisor-probe-interval-s
    --dp-supervisor-probe-timeout-s --dtype --ec-transfer-config --enable-auto-tool-choice
    --enable-chunked-prefill --enable-cumem-allocator --enable-dbo --enable-elastic-ep
    --enable-ep-weight-filter --enable-eplb --enable-expert-parallel
    --enable-flash-late-interaction --enable-flashinfer-autotune --enable-force-include-usage
    --enable-layerwise-nvtx-tracing --enable-log-deltas --enable-log-outputs
    --enable-log-requests --enable-logging-iteration-details --enable-lora
    --enable-mamba-cache-stochastic-rounding --enable-mfu-metrics
    --enable-mixed-moe-lora-format --enable-mm-embeds --enable-offline-docs
    --enable-prefix-caching --enable-prompt-embeds --enable-prompt-tokens-details
    --enable-request-id-headers --enable-return-routed-experts --enable-server-load-tracking
    --enable-sleep-mode --enable-ssl-refresh --enable-tokenizer-info-endpoint
    --enable-tower-connector-lora --enforce-eager --eplb-config
    --exclude-tools-when-tool-choice-none --expert-placement-strategy
    --fail-on-environ-validation --fingerprint-mode --fingerprint-value --fully-sharded-loras
    --gdn-prefill-backend --generation-config --gpu-memory-utilization --grpc
    --h11-max-header-count --h11-max-incomplete-event-size --headless --help --hf-config-path
    --hf-overrides --hf-token --host --ignore-patterns --interleave-mm-strings
    --io-processor-plugin --ir-op-priority --kernel-config --kv-cache-dtype
    --kv-cache-dtype-skip-layers --kv-cache-memory-bytes --kv-cache-metrics
    --kv-cache-metrics-sample --kv-events-config --kv-offloading-backend --kv-offloading-size
    --kv-sharing-fast-prefill --kv-transfer-config --language-model-only --limit-mm-per-prompt
    --linear-backend --load-format --log-config-file --log-error-stack --logits-processors
    --logprobs-mode --long-prefill-token-threshold --lora-dtype --lora-modules
    --lora-target-modules --mamba-backend --mamba-block-size --mamba-cache-dtype
    --mamba-cache-mode --mamba-cache-philox-rounds --mamba-ssm-cache-dtype --master-addr
    --master-port --max-cpu-loras --max-cudagraph-capture-size --max-log-len --max-logprobs
    --max-long-partial-prefills --max-lora-rank --max-loras --max-model-len
    --max-num-batched-tokens --max-num-partial-prefills --max-num-seqs
    --max-parallel-loading-workers --media-io-kwargs --middleware --mm-encoder-attn-backend
    --mm-encoder-attn-dtype --mm-encoder-fp8-scale-path --mm-encoder-fp8-scale-save-margin
    --mm-encoder-fp8-scale-save-path --mm-encoder-only --mm-encoder-tp-mode
    --mm-processor-cache-gb --mm-processor-cache-type --mm-processor-kwargs
    --mm-shm-cache-max-object-size-mb --mm-tensor-ipc --model --model-impl
    --model-loader-extra-config --moe-backend --nnodes --node-rank --num-gpu-blocks-override
    --numa-bind --numa-bind-cpus --numa-bind-nodes --offload-backend --offload-group-size
    --offload-num-in-group --offload-params --offload-prefetch-step --optimization-level
    --otlp-traces-endpoint --override-attention-dtype --override-generation-config
    --performance-mode --pipeline-parallel-size --pooler-config --port
    --prefill-context-parallel-size --prefix-caching-hash-algo --profiler-config
    --pt-load-map-location --quantization --quantization-config --ray-workers-use-nsight
    --reasoning-config --reasoning-parser --reasoning-parser-plugin --renderer-num-workers
    --response-role --return-tokens-as-token-ids --revision --root-path --runner
    --safetensors-load-strategy --safetensors-prefetch-block-size
    --safetensors-prefetch-num-threads --scheduler-cls --scheduler-reserve-full-isl
    --scheduling-policy --seed --served-model-name --show-hidden-metrics-for-version
    --shutdown-timeout --skip-mm-profiling --skip-tokenizer-init --spec-method --spec-model
    --spec-tokens --specialize-active-lora --speculative-config --ssl-ca-certs --ssl-cert-reqs
    --ssl-certfile --ssl-ciphers --ssl-keyfile --stream-interval --structured-outputs-config
    --tensor-parallel-size --tokenizer --tokenizer-mode --tokenizer-revision --tokens-only
    --tool-call-parser --tool-parser-plugin --tool-server --trust-remote-code
    --trust-request-chat-template --ubatch-size --uds --use-fp64-gumbel --use-tqdm-on-load
    --uvicorn-log-level --video-pruning-rate --weight-transfer-config --worker-cls
    --worker-extension-cls
    `),
    unreadOption('--max-concurrent-requests', '--max-num-seqs'),
    unreadOption('--swap-space', '--kv-offloading-size'),
    unreadOption('--rope-scaling', '--hf-overrides'),
    unreadOption('--rope-theta', '--hf-overrides'),
    unreadOption('--disable-log-requests', '--enable-log-requests, which is off by default'),
    unreadOption('--guided-decoding-backend', '--structured-outputs-config'),
    unreadOption('--task', '--runner or --convert'),
    unreadOption('--speculative-model', '--speculative-config'),
    unreadOption('--max-seq-len-to-capture', '--max-cudagraph-capture-size'),
  ],
  prefixes: ['--no-', '--compilation-config.', '--speculative-config.', '--attention-config.'],
}

export const environment060: OptionFacts = {
  isComplete: true,
  source: 'vllm-project/vllm v0.6.0 (32e7db253) vllm/envs.py; the rest is read by libraries',
  options: [
    ...readOptions(`
    VLLM_TARGET_DEVICE MAX_JOBS NVCC_THREADS VLLM_USE_PRECOMPILED CMAKE_BUILD_TYPE VERBOSE
    VLLM_CONFIG_ROOT VLLM_CACHE_ROOT VLLM_USE_MODELSCOPE VLLM_INSTANCE_ID
    VLLM_RINGBUFFER_WARNING_INTERVAL CUDA_HOME VLLM_NCCL_SO_PATH LD_LIBRARY_PATH
    VLLM_USE_TRITON_FLASH_ATTN VLLM_TEST_DYNAMO_GRAPH_CAPTURE
    VLLM_DYNAMO_USE_CUSTOM_DISPATCHER LOCAL_RANK CUDA_VISIBLE_DEVICES
    VLLM_ENGINE_ITERATION_TIMEOUT_S VLLM_API_KEY S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY
    S3_ENDPOINT_URL VLLM_USAGE_STATS_SERVER VLLM_NO_USAGE_STATS VLLM_DO_NOT_TRACK
    VLLM_USAGE_SOURCE VLLM_CONFIGURE_LOGGING VLLM_LOGGING_CONFIG_PATH VLLM_LOGGING_LEVEL
    VLLM_TRACE_FUNCTION VLLM_ATTENTION_BACKEND VLLM_USE_FLASHINFER_SAMPLER
    VLLM_PP_LAYER_PARTITION VLLM_CPU_KVCACHE_SPACE VLLM_CPU_OMP_THREADS_BIND
    VLLM_OPENVINO_KVCACHE_SPACE VLLM_OPENVINO_CPU_KV_CACHE_PRECISION
    VLLM_OPENVINO_ENABLE_QUANTIZED_WEIGHTS VLLM_USE_RAY_SPMD_WORKER VLLM_USE_RAY_COMPILED_DAG
    VLLM_USE_RAY_COMPILED_DAG_NCCL_CHANNEL VLLM_WORKER_MULTIPROC_METHOD VLLM_ASSETS_CACHE
    VLLM_IMAGE_FETCH_TIMEOUT VLLM_AUDIO_FETCH_TIMEOUT VLLM_XLA_CACHE_PATH
    VLLM_FUSED_MOE_CHUNK_SIZE VLLM_NO_DEPRECATION_WARNING VLLM_KEEP_ALIVE_ON_ENGINE_DEATH
    VLLM_ALLOW_LONG_MAX_MODEL_LEN VLLM_TEST_FORCE_FP8_MARLIN VLLM_RPC_GET_DATA_TIMEOUT_MS
    VLLM_ALLOW_ENGINE_USE_RAY VLLM_PLUGINS VLLM_TORCH_PROFILER_DIR VLLM_USE_TRITON_AWQ
    VLLM_HOST_IP VLLM_PORT VLLM_RPC_BASE_PATH DO_NOT_TRACK
    `),
    ...readOptions(libraryNames),
    unreadOption('MAX_CONCURRENT_REQUESTS', 'the argument --max-num-seqs'),
  ],
  prefixes: libraryPrefixes,
}

export const environment022: OptionFacts = {
  isComplete: true,
  source:
    'vllm-project/vllm 6f955986e (2026-05-26, days before v0.22.0) vllm/envs.py; the rest is read by libraries',
  options: [
    ...readOptions(`
    VLLM_TARGET_DEVICE VLLM_MAIN_CUDA_VERSION VLLM_FLOAT32_MATMUL_PRECISION
    VLLM_BATCH_INVARIANT VLLM_TRITON_ATTN_USE_TD MAX_JOBS NVCC_THREADS VLLM_USE_PRECOMPILED
    VLLM_USE_PRECOMPILED_RUST VLLM_SKIP_PRECOMPILED_VERSION_SUFFIX VLLM_DOCKER_BUILD_CONTEXT
    CMAKE_BUILD_TYPE VERBOSE VLLM_CONFIG_ROOT VLLM_CACHE_ROOT VLLM_HOST_IP VLLM_PORT
    VLLM_RPC_BASE_PATH VLLM_USE_MODELSCOPE VLLM_USE_FASTOKENS VLLM_RINGBUFFER_WARNING_INTERVAL
    CUDA_HOME VLLM_NCCL_SO_PATH LD_LIBRARY_PATH VLLM_ROCM_SLEEP_MEM_CHUNK_SIZE
    VLLM_USE_STANDALONE_COMPILE VLLM_ENABLE_PREGRAD_PASSES VLLM_USE_BREAKABLE_CUDAGRAPH
    VLLM_PATTERN_MATCH_DEBUG VLLM_DEBUG_DUMP_PATH VLLM_USE_AOT_COMPILE VLLM_USE_BYTECODE_HOOK
    VLLM_FORCE_AOT_LOAD VLLM_USE_MEGA_AOT_ARTIFACT LOCAL_RANK CUDA_VISIBLE_DEVICES
    VLLM_ENGINE_ITERATION_TIMEOUT_S VLLM_ENGINE_READY_TIMEOUT_S VLLM_API_KEY
    VLLM_DEBUG_LOG_API_SERVER_RESPONSE S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY S3_ENDPOINT_URL
    VLLM_USAGE_STATS_SERVER VLLM_NO_USAGE_STATS VLLM_DO_NOT_TRACK VLLM_USAGE_SOURCE
    VLLM_CONFIGURE_LOGGING VLLM_LOGGING_CONFIG_PATH VLLM_LOGGING_LEVEL VLLM_LOGGING_STREAM
    VLLM_LOGGING_PREFIX VLLM_LOGGING_COLOR NO_COLOR VLLM_LOG_STATS_INTERVAL
    VLLM_TRACE_FUNCTION VLLM_USE_FLASHINFER_SAMPLER VLLM_PP_LAYER_PARTITION
    VLLM_CPU_KVCACHE_SPACE VLLM_CPU_OMP_THREADS_BIND VLLM_CPU_NUM_OF_RESERVED_CPU
    VLLM_CPU_SGL_KERNEL VLLM_CPU_ATTN_SPLIT_KV VLLM_ZENTORCH_WEIGHT_PREPACK VLLM_CPU_INT4_W4A8
    VLLM_USE_RAY_COMPILED_DAG_CHANNEL_TYPE VLLM_USE_RAY_COMPILED_DAG_OVERLAP_COMM
    VLLM_USE_RAY_WRAPPED_PP_COMM VLLM_USE_RAY_V2_EXECUTOR_BACKEND VLLM_WORKER_MULTIPROC_METHOD
    VLLM_ASSETS_CACHE VLLM_ASSETS_CACHE_MODEL_CLEAN VLLM_IMAGE_FETCH_TIMEOUT
    VLLM_VIDEO_FETCH_TIMEOUT VLLM_AUDIO_FETCH_TIMEOUT VLLM_MEDIA_CACHE
    VLLM_MEDIA_CACHE_MAX_SIZE_MB VLLM_MEDIA_CACHE_TTL_HOURS VLLM_MEDIA_FETCH_MAX_RETRIES
    VLLM_MEDIA_URL_ALLOW_REDIRECTS VLLM_MEDIA_LOADING_THREAD_COUNT
    VLLM_MAX_AUDIO_CLIP_FILESIZE_MB VLLM_VIDEO_LOADER_BACKEND VLLM_MEDIA_CONNECTOR
    VLLM_MM_HASHER_ALGORITHM VLLM_XLA_CACHE_PATH VLLM_XLA_CHECK_RECOMPILATION
    VLLM_XLA_USE_SPMD VLLM_SPARSE_INDEXER_MAX_LOGITS_MB VLLM_KEEP_ALIVE_ON_ENGINE_DEATH
    VLLM_ALLOW_LONG_MAX_MODEL_LEN VLLM_TEST_FORCE_FP8_MARLIN VLLM_TEST_FORCE_LOAD_FORMAT
    VLLM_RPC_TIMEOUT VLLM_HTTP_TIMEOUT_KEEP_ALIVE VLLM_MAX_N_SEQUENCES VLLM_PLUGINS
    VLLM_LORA_RESOLVER_CACHE_DIR VLLM_LORA_RESOLVER_HF_REPO_LIST VLLM_USE_TRITON_AWQ
    VLLM_ALLOW_RUNTIME_LORA_UPDATING VLLM_SKIP_P2P_CHECK VLLM_DISABLED_KERNELS
    VLLM_ENABLE_FLA_PACKED_RECURRENT_DECODE VLLM_DISABLE_PYNCCL VLLM_USE_OINK_OPS
    VLLM_ROCM_USE_AITER VLLM_ROCM_USE_AITER_PAGED_ATTN VLLM_ROCM_USE_AITER_LINEAR
    VLLM_ROCM_USE_AITER_MOE VLLM_ROCM_USE_AITER_RMSNORM VLLM_ROCM_USE_AITER_MLA
    VLLM_ROCM_USE_AITER_MHA VLLM_ROCM_USE_AITER_FP4_ASM_GEMM VLLM_ROCM_USE_AITER_TRITON_ROPE
    VLLM_ROCM_USE_AITER_FP8BMM VLLM_ROCM_USE_AITER_FP4BMM
    VLLM_ROCM_USE_AITER_UNIFIED_ATTENTION VLLM_ROCM_USE_AITER_FUSION_SHARED_EXPERTS
    VLLM_ROCM_USE_AITER_TRITON_GEMM VLLM_ROCM_USE_SKINNY_GEMM VLLM_ROCM_FP8_PADDING
    VLLM_ROCM_MOE_PADDING VLLM_ROCM_SHUFFLE_KV_CACHE_LAYOUT
    VLLM_ROCM_QUICK_REDUCE_QUANTIZATION VLLM_ROCM_QUICK_REDUCE_CAST_BF16_TO_FP16
    VLLM_ROCM_QUICK_REDUCE_MAX_SIZE_BYTES_MB VLLM_ROCM_QUICK_REDUCE_MIN_SIZE_BYTES_MB
    VLLM_ROCM_QUICK_REDUCE_QUANTIZATION_MIN_SIZE_KB Q_SCALE_CONSTANT K_SCALE_CONSTANT
    V_SCALE_CONSTANT VLLM_ENABLE_V1_MULTIPROCESSING VLLM_LOG_BATCHSIZE_INTERVAL
    VLLM_DISABLE_COMPILE_CACHE VLLM_USE_LAYERNAME VLLM_USE_RUST_FRONTEND
    VLLM_RUST_FRONTEND_PATH VLLM_SERVER_DEV_MODE VLLM_V1_OUTPUT_PROC_CHUNK_SIZE
    VLLM_MLA_DISABLE VLLM_RAY_PER_WORKER_GPUS VLLM_RAY_BUNDLE_INDICES VLLM_CUDART_SO_PATH
    VLLM_DP_RANK VLLM_DP_RANK_LOCAL VLLM_DP_SIZE VLLM_DP_MASTER_IP VLLM_DP_MASTER_PORT
    VLLM_RANDOMIZE_DP_DUMMY_INPUTS VLLM_RAY_DP_PACK_STRATEGY
    VLLM_RAY_EXTRA_ENV_VAR_PREFIXES_TO_COPY VLLM_RAY_EXTRA_ENV_VARS_TO_COPY VLLM_CI_USE_S3
    VLLM_MODEL_REDIRECT_PATH VLLM_MARLIN_USE_ATOMIC_ADD VLLM_MXFP4_USE_MARLIN
    VLLM_MARLIN_INPUT_DTYPE VLLM_HUMMING_ONLINE_QUANT_CONFIG VLLM_HUMMING_INPUT_QUANT_CONFIG
    VLLM_HUMMING_USE_F16_ACCUM VLLM_HUMMING_MOE_GEMM_TYPE VLLM_DEEPEPLL_NVFP4_DISPATCH
    VLLM_V1_USE_OUTLINES_CACHE VLLM_TPU_BUCKET_PADDING_GAP VLLM_TPU_MOST_MODEL_LEN
    VLLM_TPU_USING_PATHWAYS VLLM_USE_DEEP_GEMM VLLM_MOE_USE_DEEP_GEMM VLLM_USE_DEEP_GEMM_E8M0
    VLLM_USE_DEEP_GEMM_TMA_ALIGNED_SCALES VLLM_DEEP_GEMM_WARMUP
    VLLM_USE_FUSED_MOE_GROUPED_TOPK VLLM_BLOCKSCALE_FP8_GEMM_FLASHINFER
    VLLM_USE_FLASHINFER_MOE_FP16 VLLM_USE_FLASHINFER_MOE_FP8 VLLM_USE_FLASHINFER_MOE_FP4
    VLLM_USE_FLASHINFER_MOE_INT4 VLLM_USE_FLASHINFER_MOE_MXFP4_MXFP8
    VLLM_USE_FLASHINFER_MOE_MXFP4_MXFP8_CUTLASS VLLM_USE_FLASHINFER_MOE_MXFP4_BF16
    VLLM_XGRAMMAR_CACHE_MB VLLM_MSGPACK_ZERO_COPY_THRESHOLD VLLM_ALLOW_INSECURE_SERIALIZATION
    VLLM_DISABLE_REQUEST_ID_RANDOMIZATION VLLM_NIXL_SIDE_CHANNEL_HOST
    VLLM_NIXL_SIDE_CHANNEL_PORT VLLM_MOONCAKE_BOOTSTRAP_PORT VLLM_MOONCAKE_STORE_TIER_LOG
    VLLM_MOONCAKE_DISK_STAGING_USABLE_RATIO MOONCAKE_PREFERRED_SEGMENT
    MOONCAKE_REQUESTER_LOCAL_HOSTNAME VLLM_FLASHINFER_MOE_BACKEND
    VLLM_FLASHINFER_AUTOTUNE_CACHE_DIR VLLM_FLASHINFER_ALLREDUCE_BACKEND
    VLLM_FLASHINFER_WORKSPACE_BUFFER_SIZE VLLM_MAX_TOKENS_PER_EXPERT_FP4_MOE
    VLLM_FLASHINFER_ALLREDUCE_FUSION_THRESHOLDS_MB VLLM_MOE_ROUTING_SIMULATION_STRATEGY
    VLLM_TOOL_PARSE_REGEX_TIMEOUT_SECONDS VLLM_MQ_MAX_CHUNK_BYTES_MB
    VLLM_EXECUTE_MODEL_TIMEOUT_SECONDS VLLM_KV_CACHE_LAYOUT VLLM_SSM_CONV_STATE_LAYOUT
    VLLM_COMPUTE_NANS_IN_LOGITS VLLM_USE_NVFP4_CT_EMULATIONS VLLM_MORIIO_CONNECTOR_READ_MODE
    VLLM_MORIIO_QP_PER_TRANSFER VLLM_MORIIO_POST_BATCH_SIZE VLLM_MORIIO_NUM_WORKERS
    VLLM_MOONCAKE_ABORT_REQUEST_TIMEOUT VLLM_HAS_FLASHINFER_CUBIN VLLM_NVFP4_GEMM_BACKEND
    VLLM_ENABLE_CUDAGRAPH_GC VLLM_LOOPBACK_IP VLLM_PROCESS_NAME_PREFIX
    VLLM_ALLOW_CHUNKED_LOCAL_ATTN_WITH_HYBRID_KV_CACHE VLLM_ENABLE_RESPONSES_API_STORE
    VLLM_ROCM_FP8_MFMA_PAGE_ATTN VLLM_ALLREDUCE_USE_SYMM_MEM VLLM_ALLREDUCE_USE_FLASHINFER
    VLLM_USE_EXPERIMENTAL_PARSER_CONTEXT VLLM_TUNED_CONFIG_FOLDER
    VLLM_GPT_OSS_SYSTEM_TOOL_MCP_LABELS VLLM_GPT_OSS_HARMONY_SYSTEM_INSTRUCTIONS
    VLLM_SYSTEM_START_DATE VLLM_TOOL_JSON_ERROR_AUTOMATIC_RETRY
    VLLM_ENFORCE_STRICT_TOOL_CALLING VLLM_CUSTOM_SCOPES_FOR_PROFILING
    VLLM_NVTX_SCOPES_FOR_PROFILING VLLM_KV_EVENTS_USE_INT_BLOCK_HASHES
    VLLM_OBJECT_STORAGE_SHM_BUFFER_NAME VLLM_DEEPEP_BUFFER_SIZE_MB
    VLLM_DEEPEP_HIGH_THROUGHPUT_FORCE_INTRA_NODE VLLM_DEEPEP_LOW_LATENCY_USE_MNNVL
    VLLM_DBO_COMM_SMS VLLM_ENABLE_INDUCTOR_MAX_AUTOTUNE
    VLLM_ENABLE_INDUCTOR_COORDINATE_DESCENT_TUNING VLLM_USE_NCCL_SYMM_MEM
    VLLM_NCCL_INCLUDE_PATH VLLM_USE_FBGEMM VLLM_GC_DEBUG VLLM_DEBUG_WORKSPACE
    VLLM_DISABLE_SHARED_EXPERTS_STREAM VLLM_SHARED_EXPERTS_STREAM_TOKEN_THRESHOLD
    VLLM_MULTI_STREAM_GEMM_TOKEN_THRESHOLD VLLM_COMPILE_CACHE_SAVE_FORMAT
    VLLM_USE_V2_MODEL_RUNNER VLLM_LOG_MODEL_INSPECTION VLLM_DEBUG_MFU_METRICS
    VLLM_WEIGHT_OFFLOADING_DISABLE_PIN_MEMORY VLLM_WEIGHT_OFFLOADING_DISABLE_UVA
    VLLM_DISABLE_LOG_LOGO VLLM_LORA_DISABLE_PDL VLLM_ENABLE_CUDA_COMPATIBILITY
    VLLM_CUDA_COMPATIBILITY_PATH VLLM_SKIP_MODEL_NAME_VALIDATION
    VLLM_ELASTIC_EP_SCALE_UP_LAUNCH VLLM_ELASTIC_EP_DRAIN_REQUESTS
    VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS VLLM_NIXL_EP_MAX_NUM_RANKS
    VLLM_XPU_ENABLE_XPU_GRAPH VLLM_XPU_USE_SAMPLER_KERNEL VLLM_USE_SIMPLE_KV_OFFLOAD
    VLLM_LORA_ENABLE_DUAL_STREAM VLLM_USE_SPINLOOP_EXT DO_NOT_TRACK
    `),
    ...readOptions(libraryNames),
    unreadOption('MAX_CONCURRENT_REQUESTS', 'the argument --max-num-seqs'),
    unreadOption('VLLM_ATTENTION_BACKEND', 'the argument --attention-backend'),
  ],
  prefixes: [...libraryPrefixes, 'MOONCAKE_'],
}
