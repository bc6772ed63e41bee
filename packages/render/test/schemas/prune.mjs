// Cuts the Kubernetes OpenAPI and the add-ons' CRDs down to the closed schemas that the tests need.
//
//   node prune.mjs MODULES        MODULES is a Go module cache that holds the modules named below
//
// in:  MODULES/k8s.io/kubernetes@…/api/openapi-spec/swagger.json   →  kubernetes-1.29.json
//      MODULES/k8s.io/api@…/<group>/<version>/types.go             →  the enums in it
//      MODULES/<module>@…/<path>.yaml, a CustomResourceDefinition  →  crd-<group>.json

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { close } from './prune/close.mjs'
import { readConstants, readEnums, readStructFields } from './prune/enums.mjs'
import { fieldsAt, isFields, listOf, mapValues } from './prune/fields.mjs'
import { shareRepeated } from './prune/share.mjs'

/** @typedef {import('./prune/fields.mjs').Fields} Fields */

const kubernetesFile = 'kubernetes-1.29.json'
const kubernetesModule = 'k8s.io/kubernetes@v1.29.15'
const typesModule = 'k8s.io/api@v0.29.15'

const kinds = [
  'v1/ConfigMap',
  'v1/Endpoints',
  'v1/LimitRange',
  'v1/Namespace',
  'v1/PersistentVolume',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/ResourceQuota',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'discovery.k8s.io/v1/EndpointSlice',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/IngressClass',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'scheduling.k8s.io/v1/PriorityClass',
  'storage.k8s.io/v1/StorageClass',
]

const customResources = [
  {
    file: 'crd-keda.sh.json',
    module: 'github.com/kedacore/keda/v2@v2.20.2',
    paths: [
      'config/crd/bases/keda.sh_scaledobjects.yaml',
      'config/crd/bases/keda.sh_triggerauthentications.yaml',
    ],
  },
  {
    file: 'crd-monitoring.coreos.com.json',
    module: 'github.com/prometheus-operator/prometheus-operator@v0.93.0',
    paths: [
      'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
      'example/prometheus-operator-crd/monitoring.coreos.com_probes.yaml',
      'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
      'example/prometheus-operator-crd/monitoring.coreos.com_scrapeconfigs.yaml',
      'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
    ],
  },
  {
    file: 'crd-cert-manager.io.json',
    module: 'github.com/cert-manager/cert-manager@v1.18.5',
    paths: [
      'deploy/crds/crd-certificates.yaml',
      'deploy/crds/crd-clusterissuers.yaml',
      'deploy/crds/crd-issuers.yaml',
    ],
  },
  {
    file: 'crd-cilium.io.json',
    module: 'github.com/cilium/cilium@v1.15.19',
    paths: [
      'pkg/k8s/apis/cilium.io/client/crds/v2alpha1/ciliumbgppeeringpolicies.yaml',
      'pkg/k8s/apis/cilium.io/client/crds/v2alpha1/ciliuml2announcementpolicies.yaml',
      'pkg/k8s/apis/cilium.io/client/crds/v2alpha1/ciliumloadbalancerippools.yaml',
    ],
  },
]

const referencePrefix = '#/definitions/'
const metadata = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

/**
 * Types whose JSON form the OpenAPI does not say: both read a bare number as well as a string.
 *
 * @type {{ [name: string]: Fields }}
 */
const scalars = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
    format: 'quantity',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    type: ['integer', 'string'],
    minimum: -(2 ** 31),
    maximum: 2 ** 31 - 1,
  },
}

/**
 * @param {string} modules
 * @returns {Fields}
 */
function pruneKubernetes(modules) {
  const path = join(modules, kubernetesModule, 'api/openapi-spec/swagger.json')
  /** @type {unknown} */
  const openapi = JSON.parse(readFileSync(path, 'utf8'))
  const definitionOf = definitionsByKind(fieldsAt(openapi, 'definitions'))
  const namespaced = namespacedKinds(fieldsAt(openapi, 'paths'))
  const roots = kinds.map((kind) => definitionOf.get(kind) ?? kind)
  /** @type {Fields} */
  const collected = {}
  for (const name of roots) collect(name, fieldsAt(openapi, 'definitions'), collected, roots)
  addEnums(collected, modules)
  return {
    $id: kubernetesFile,
    $comment: comment(kubernetesModule, typesModule),
    kinds: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        { definition: definitionOf.get(kind), namespaced: namespaced.has(kind) },
      ]),
    ),
    definitions: Object.fromEntries(
      Object.entries(collected).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  }
}

/**
 * @param {Fields} definitions
 * @returns {Map<string, string>}
 */
function definitionsByKind(definitions) {
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const [name, definition] of Object.entries(definitions)) {
    const served = listOf(fieldsAt(definition)['x-kubernetes-group-version-kind'])
    for (const kind of served) found.set(kindName(kind), name)
  }
  return found
}

/**
 * @param {unknown} served
 * @returns {string}
 */
function kindName(served) {
  const { group, version, kind } = fieldsAt(served)
  return [group, version, kind].filter((part) => part !== '').join('/')
}

/**
 * @param {Fields} paths
 * @returns {Set<string>}
 */
function namespacedKinds(paths) {
  return new Set(
    Object.entries(paths)
      .filter(([path]) => path.includes('/namespaces/{namespace}/'))
      .map(([, path]) => kindName(fieldsAt(path, 'post')['x-kubernetes-group-version-kind'])),
  )
}

/**
 * Adds a definition and all that it refers to. A rendered object has no status: the cluster writes it.
 *
 * @param {string} name
 * @param {Fields} definitions
 * @param {Fields} collected
 * @param {readonly string[]} roots
 */
function collect(name, definitions, collected, roots) {
  if (name in collected) return
  const definition = definitions[name]
  assert(isFields(definition), `the OpenAPI has no definition ${name}`)
  const source = roots.includes(name) ? withoutStatus(definition) : definition
  collected[name] = scalars[name] ?? close(source)
  for (const reference of referencesIn(collected[name])) {
    collect(reference.slice(referencePrefix.length), definitions, collected, roots)
  }
}

/**
 * @param {Fields} schema
 * @returns {Fields}
 */
function withoutStatus(schema) {
  const { status: _status, ...properties } = fieldsAt(schema, 'properties')
  return { ...schema, properties }
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function referencesIn(value) {
  if (!isFields(value)) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : referencesIn(part),
  )
}

/**
 * @param {Fields} definitions
 * @param {string} modules
 */
function addEnums(definitions, modules) {
  /** @param {string} group */
  const read = (group) => readFileSync(join(modules, typesModule, group, 'v1/types.go'), 'utf8')
  const constants = readConstants(read('core'))
  const coreEnums = readEnums(read('core'), constants)
  for (const group of ['apps', 'batch', 'core', 'discovery', 'networking', 'policy', 'storage']) {
    const enums = new Map([...coreEnums, ...readEnums(read(group), constants)])
    for (const { struct, field, type, isList } of readStructFields(read(group))) {
      const path = [`io.k8s.api.${group}.v1.${struct}`, 'properties', field]
      const property = fieldsAt(definitions, ...path, ...(isList ? ['items'] : []))
      if (property['type'] === 'string' && enums.has(type)) property['enum'] = enums.get(type)
    }
  }
}

/**
 * @param {string} modules
 * @param {typeof customResources[number]} source
 * @returns {Fields}
 */
function pruneCustomResources(modules, { file, module, paths }) {
  const resources = paths.flatMap((path) => {
    /** @type {unknown} */
    const crd = parse(readFileSync(join(modules, module, path), 'utf8'))
    const { group, scope, versions } = fieldsAt(crd, 'spec')
    const { kind } = fieldsAt(crd, 'spec', 'names')
    return listOf(versions)
      .map((version) => fieldsAt(version))
      .filter(({ served }) => served === true)
      .map(({ name, schema }) => ({
        kind: kindName({ group, version: name, kind }),
        namespaced: scope === 'Namespaced',
        schema: fieldsAt(schema, 'openAPIV3Schema'),
      }))
  })
  const definitions = Object.fromEntries(
    resources.map(({ kind, schema }) => [definitionName(kind), closeCustomResource(kind, schema)]),
  )
  return {
    $id: file,
    $comment: comment(module),
    kinds: Object.fromEntries(
      resources.map(({ kind, namespaced }) => [
        kind,
        { definition: definitionName(kind), namespaced },
      ]),
    ),
    definitions: shareRepeated(definitions),
  }
}

/**
 * @param {string} kind
 * @returns {string}
 */
function definitionName(kind) {
  return kind.replaceAll('/', '.')
}

/**
 * @param {string} kind
 * @param {Fields} schema
 * @returns {Fields}
 */
function closeCustomResource(kind, schema) {
  printRules(kind, schema)
  const closed = close(withoutStatus(schema))
  const reference = { $ref: `${kubernetesFile}${referencePrefix}${metadata}` }
  return { ...closed, properties: { ...fieldsAt(closed, 'properties'), metadata: reference } }
}

/**
 * Prints the rules that a JSON schema cannot hold, so that nobody drops one unknowingly.
 *
 * @param {string} place
 * @param {unknown} value
 */
function printRules(place, value) {
  const fields = fieldsAt(value)
  for (const rule of listOf(fields['x-kubernetes-validations'])) {
    console.log(`${place}: ${String(fieldsAt(rule)['rule'])}`)
  }
  mapValues(fields, (part, key) => printRules(`${place}/${key}`, part))
}

/**
 * @param {readonly string[]} modules
 * @returns {string}
 */
function comment(...modules) {
  return `Pruned by prune.mjs from ${modules.join(' and ')}, Apache-2.0; see README.md.`
}

const [modules] = process.argv.slice(2)
if (modules === undefined) {
  console.error('usage: node prune.mjs MODULES')
  process.exit(2)
}
const outputs = [
  pruneKubernetes(modules),
  ...customResources.map((source) => pruneCustomResources(modules, source)),
]
for (const output of outputs) {
  writeFileSync(join(import.meta.dirname, String(output['$id'])), `${JSON.stringify(output)}\n`)
}
