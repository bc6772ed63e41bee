// Knows variables that are for the system, the libraries or the cluster around any program, so that none of them is called unread.

const names: ReadonlySet<string> = new Set(
  `PATH HOME USER LOGNAME SHELL TERM LANG LANGUAGE TZ TMPDIR TMP TEMP PWD HOSTNAME UMASK PUID PGID UID GID
  HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FTP_PROXY SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  NODE_NAME NODE_IP HOST_IP NAMESPACE CLUSTER_NAME CLUSTER_DOMAIN CONTAINER_NAME DEBUG LOG_LEVEL
  JAVA_OPTS JAVA_TOOL_OPTIONS JAVA_HOME JVM_OPTS CATALINA_OPTS GOMAXPROCS GOMEMLIMIT GOGC GODEBUG GOTRACEBACK
  RUST_LOG RUST_BACKTRACE PS1 EDITOR DEBIAN_FRONTEND MALLOC_ARENA_MAX SHM_SIZE`.split(/\s+/),
)

const prefixes: readonly string[] = [
  'POD_',
  'MY_',
  'K8S_',
  'KUBERNETES_',
  'KUBE_',
  'LC_',
  'LD_',
  'XDG_',
  'OTEL_',
  'NVIDIA_',
  'CUDA_',
  'NCCL_',
  'UCX_',
  'GLOO_',
  'OMP_',
  'MKL_',
  'OPENBLAS_',
  'JEMALLOC_',
  'MALLOC_',
  'PYTHON',
  'PIP_',
  'UV_',
  'VIRTUAL_',
  'NODE_',
  'NPM_',
  'AWS_',
  'AZURE_',
  'GOOGLE_',
  'HF_',
  'HUGGINGFACE_',
  'TRANSFORMERS_',
  'TORCH',
  'PYTORCH_',
  'TRITON_',
  'SENTRY_',
  'DD_',
  'ELASTIC_APM_',
  'NEW_RELIC_',
  'JAEGER_',
  'ISTIO_',
  'DO_NOT_TRACK',
  'VAULT_',
]

/** Lower case is for what the shell or a proxy sets: `http_proxy`. */
export const isGeneric = (name: string): boolean =>
  names.has(name) || name === name.toLowerCase() || prefixes.some((own) => name.startsWith(own))
