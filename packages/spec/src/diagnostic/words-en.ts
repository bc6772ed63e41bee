// Says every diagnostic in English.

import { approximateBytes } from '../quantity/bytes.js'
import { approximateCpu } from '../quantity/cpu.js'
import { auditEnglish } from './audit/audit.js'
import { choiceEnglish } from './choices.js'
import { certificateEnglish } from './certificates.js'
import { credentialEnglish } from './credentials.js'
import { serviceEnglish } from './service.js'
import { hardwareEnglish } from './hardware.js'
import type { Lack, PlanFault, StorageKind } from './codes.js'
import type { Words } from './words.js'
import { yamlFaultEnglish } from './yaml-faults.js'

/** ` (did you mean …?)`, or nothing. */
const meant = (suggestion: string): string =>
  suggestion === '' ? '' : `; did you mean ${suggestion}?`

const planFaults: { readonly [F in PlanFault]: string } = {
  'not-json': 'this is not JSON',
  'not-a-plan': 'this is not a plan',
  'no-digest': 'this plan has no digest, so nothing says that it is complete',
  edited: 'this plan was edited after it was made',
  'other-version': 'this plan was made by another version of LLMFlow',
}

const lackWords: { readonly [L in Lack]: string } = {
  gpus: 'not enough GPUs on one node',
  cpu: 'not enough threads',
  memory: 'not enough memory',
  nodes: 'not enough different nodes',
}

const keepers: { readonly [K in StorageKind]: (name: string) => string } = {
  disks: (name) => `the volumes on ${name} take`,
  'storage-class': (name) => `the volumes of storage class ${name} take`,
  'object-store': (name) => `what ${name} keeps takes`,
  'model-store': (name) => `the weights in ${name} take`,
}

/** An amount of a resource, for reading. */
function amount(value: number, unit: Lack): string {
  if (unit === 'gpus') return `${value} GPUs`
  if (unit === 'memory') return approximateBytes(value)
  return unit === 'cpu' ? `${approximateCpu(value)} threads` : `${value} nodes`
}

/** `1h30m` as `1 hour 30 minutes`. */
const span = (printed: string): string =>
  printed
    .replaceAll(
      /(\d+)(ms|[dhms])/g,
      (_, count: string, unit: string) =>
        `${count} ${timeUnits[unit] ?? unit}${count === '1' ? '' : 's'} `,
    )
    .trim()

const timeUnits: { readonly [unit: string]: string } = {
  d: 'day',
  h: 'hour',
  m: 'minute',
  s: 'second',
  ms: 'millisecond',
}

const neverRuns = {
  'no-endpoint': 'there is no object store outside to copy it to',
  'no-component': 'no component of the platform makes these copies',
  'no-log': 'at this topology its log is not archived',
  nothing: 'its component makes no copies as it is set up',
} as const

export const english: Words = {
  'spec/yaml-syntax': {
    title: 'The YAML cannot be read',
    message: (syntax) => `this is not valid YAML: ${yamlFaultEnglish(syntax)}`,
    why: 'A document that cannot be read as YAML has no meaning, so nothing after it is checked.',
    fix: 'Correct the marked place; indentation and quotes are the usual causes.',
  },
  'spec/document-too-large': {
    title: 'The document is too large',
    message: ({ limit, unit }) => `the document is larger than LLMFlow reads: ${limit} ${unit}`,
    why: 'Limits keep a mistaken or hostile file from exhausting the machine.',
    fix: 'Check that this is the right file. A platform of 1,000 nodes stays far below the limit.',
  },
  'spec/missing-file': {
    title: 'A file is missing',
    message: ({ file }) => `there is no file ${file}`,
    why: 'A platform directory holds llmflow.yaml, and inventory.yaml when hardware is to be planned.',
    fix: 'Name a platform directory, or make one with `llmflow init`.',
  },
  'spec/missing-key': {
    title: 'A required setting is missing',
    message: ({ key }) => `${key} is required here`,
    why: 'There is no default that would be right for every platform.',
    fix: 'Add the setting.',
  },
  'spec/unknown-key': {
    title: 'Unknown setting',
    message: ({ key, suggestion }) => `${key} is not a setting here${meant(suggestion)}`,
    why: 'A misspelt setting that is ignored would leave the platform different from what was asked.',
    fix: 'Correct the name, or remove the line. `llmflow schema` prints every setting.',
  },
  'spec/wrong-type': {
    title: 'The value has the wrong type',
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    why: 'Values are never converted silently.',
    fix: 'Write the value in the expected form.',
  },
  'spec/invalid-value': {
    title: 'The value is not allowed',
    message: ({ value, expected }) => `${value} is not allowed here; expected ${expected}`,
    why: 'The value has the right type, but no meaning at this place.',
    fix: 'Choose one of the allowed values.',
  },
  'spec/duplicate-name': {
    title: 'Two entries have one name',
    message: ({ name }) => `the name ${name} is used twice`,
    why: 'Names identify entries in the plan, in overlays and in the cluster.',
    fix: 'Rename one of the entries.',
  },
  'spec/unknown-name': {
    title: 'A name refers to nothing',
    message: ({ kind, name, suggestion }) =>
      `there is no ${kind.replaceAll('-', ' ')} called ${name}${meant(suggestion)}`,
    why: 'What the name refers to is neither declared in these files nor known to this release.',
    fix: 'Correct the name, or declare what it refers to.',
  },
  'spec/wrong-use': {
    title: 'Wrong use of the command line',
    message: ({ reason }) => reason,
    why: 'The command was not started, so nothing was read or written.',
    fix: 'See `llmflow --help` or `llmflow COMMAND --help`.',
  },
  'spec/unreadable-file': {
    title: 'A file cannot be read',
    message: ({ file, reason }) => `${file} cannot be read: ${reason}`,
    why: 'The operating system refused; the code in the message is its own.',
    fix: 'Check that the path is a file and that you may read it.',
  },
  'spec/existing-file': {
    title: 'The file exists already',
    message: ({ file }) => `${file} exists already; nothing was written`,
    why: 'A file that a person may have written is never replaced silently.',
    fix: 'Choose another directory, or replace the file with --force.',
  },
  'spec/invalid-plan': {
    title: 'The plan file cannot be used',
    message: ({ fault, detail }) => `${planFaults[fault]}${detail === '' ? '' : `: ${detail}`}`,
    why: 'A plan is complete and never changes after it was made: every number in it has its reason, and an edited number would not.',
    fix: 'Change the platform and run `llmflow plan DIR --out plan.json` again.',
  },
  'render/foreign-file': {
    title: 'A file in the output folder is not from LLMFlow',
    message: ({ file }) => `${file} was not written by LLMFlow and would be overwritten`,
    why: 'Only files that LLMFlow wrote, listed in .llmflow.json, are replaced or removed.',
    fix: 'Choose another output folder, move the file away, or overwrite it with --force.',
  },
  'render/edited-file': {
    title: 'A rendered file was edited',
    message: ({ file }) => `${file} was changed after LLMFlow wrote it; the change would be lost`,
    why: 'Rendered files follow from the plan, so an edit disappears with the next render.',
    fix: 'Carry the edit over to the platform, keep it in a kustomize overlay, or drop it with --force.',
  },
  'render/outside-folder': {
    title: 'A path leads out of the output folder',
    message: ({ file }) => `${file} does not lie inside the output folder`,
    why: 'A symbolic link or `..` on the way would make LLMFlow write where nobody asked it to.',
    fix: 'Remove the link, or choose another output folder.',
  },
  'render/unwritable-file': {
    title: 'A file cannot be written',
    message: ({ file, reason }) =>
      `${file} cannot be written: ${reason}; the old output was left as it was`,
    why: 'The operating system refused; the code in the message is its own.',
    fix: 'Check the permissions and the free space of the folder.',
  },
  'plan/unknown-shape': {
    title: 'The shape of a model is not known',
    message: ({ model, weights, suggestion }) =>
      `the catalog does not know ${weights}, so the memory of ${model} cannot be computed${meant(suggestion)}`,
    why: 'Memory is computed from layers, heads and parameters; a guess would plan the wrong number of GPUs.',
    fix: 'Correct `weights`, or declare `shape` with the figures of the model’s config.json.',
  },
  'plan/no-gpu': {
    title: 'A model names no GPU',
    message: ({ model }) => `${model} needs a GPU product to run on`,
    why: 'Chat models run on GPUs, and how many fit depends on the product.',
    fix: 'Set `gpu` to a product of the inventory, such as A100-SXM4-80GB, or `endpoint` when the model is served elsewhere.',
  },
  'plan/no-pool': {
    title: 'No pool takes a workload',
    message: ({ workload, role, kind }) =>
      `no ${kind} pool of the inventory takes ${workload}, whose role is ${role}`,
    why: 'Every workload goes to the pool that is meant for it.',
    fix: 'Give a pool the role, or choose a pool for the component with `pool`.',
  },
  'plan/no-address': {
    title: 'Machines without addresses',
    message: ({ pool }) =>
      `the machines of pool ${pool} have no addresses, so nothing can reach what runs on them`,
    why: 'Workloads outside Kubernetes are reached by address: Services, network policies and scrapes need one.',
    fix: 'Add `firstAddress` to the pool, or `address` to each node.',
  },
  'plan/rival-components': {
    title: 'Two components for one job',
    message: ({ component, rival, reason }) =>
      `${component} cannot stand beside ${rival}: ${reason.en}`,
    why: 'Each of the two works as if it were alone, so one stands idle or both disturb each other.',
    fix: 'Keep one of them, or set the option that gives one another job where there is such an option.',
  },
  'capacity/weights-exceed-gpus': {
    title: 'A model does not fit into its GPUs',
    message: ({ model, tensorParallel, gpu, fits }) =>
      `${model} leaves no memory for its cache on ${tensorParallel} × ${gpu}${fits > 0 ? `; ${fits} would do` : ''}`,
    why: 'Weights, overhead and the KV cache share the memory of the GPUs; without a cache for one whole context vLLM refuses to start.',
    fix: 'Use more GPUs per replica, a lower precision, or a shorter context.',
  },
  'capacity/context-exceeds-cache': {
    title: 'The context is longer than the cache',
    message: ({ model, context, tokens }) =>
      `${model} asks for a context of ${context} tokens, but its cache holds ${tokens}`,
    why: 'vLLM refuses to start when one sequence of the longest context does not fit into the cache.',
    fix: 'Shorten `context`, use more GPUs per replica, or an fp8 cache.',
  },
  'capacity/context-exceeds-model': {
    title: 'The context is longer than the model has',
    message: ({ model, context, limit, factor, isGuess = false }) =>
      `${isGuess ? `if this is ${model}, it` : model} has a context of ${limit} tokens, not ${context}${factor > 1 ? `; YaRN with factor ${factor} would reach it` : ''}`,
    why: 'vLLM refuses a --max-model-len beyond the model’s own, unless rope scaling stretches it.',
    fix: 'Lower `context`, or add `ropeScaling: {type: yarn, factor: …}` where the model’s card says that it works.',
  },
  'capacity/tensor-parallel': {
    title: 'Heads cannot be shared among the GPUs',
    message: ({ model, tensorParallel, heads, allowed }) =>
      `${model} has ${heads} attention heads, which ${tensorParallel} GPUs cannot share evenly; ${allowed} can`,
    why: 'Tensor parallelism gives every GPU the same number of attention heads, and all GPUs of a replica must be in one node.',
    fix: 'Choose one of the allowed numbers.',
  },
  'capacity/minima-do-not-fit': {
    title: 'The minimum does not fit',
    message: ({ workload, pool, missing, lacks }) =>
      `${missing} of the minimum replicas of ${workload} find no room in pool ${pool}: ${lackWords[lacks]}`,
    why: 'The replicas that always run must fit onto the nodes that exist.',
    fix: 'Lower the minimum, shrink the replicas, or add nodes to the pool.',
  },
  'capacity/node-loss': {
    title: 'The loss of one node cannot be borne',
    message: ({ workload, pool, node, lacks }) =>
      `when ${node} of pool ${pool} is lost, ${workload} finds no other node: ${lackWords[lacks]}`,
    why: 'At this availability the platform must run on with any one node of a pool away, for a failure or an upgrade.',
    fix: 'Add a node to the pool, lower a minimum, or lower the availability objective.',
  },
  'capacity/maxima-do-not-fit': {
    title: 'The autoscaler may want more than there is',
    message: ({ workload, pool, wanted, available, unit, fits }) =>
      `at their maxima the workloads ${pool === '' ? 'here' : `of pool ${pool}`} want ${amount(wanted, unit)}, but there are ${amount(available, unit)}; with a maximum of ${fits} for ${workload} they fit`,
    why: 'Replicas that find no node stay pending while the autoscaler believes that it has scaled, and nothing says who goes first.',
    fix: 'Lower the maximum, or give the models different priorities, so that it is decided who waits.',
  },
  'capacity/replicas-below-demand': {
    title: 'Fewer replicas than the demand needs',
    message: ({ model, maximum, needed }) =>
      `${model} needs ${needed} replicas for the demand, but may have ${maximum} at most`,
    why: 'Requests beyond what the cache of the replicas holds wait in a queue, and the latency objective is missed.',
    fix: 'Raise the maximum, shift demand to another model with `demandShare`, or lower the demand.',
  },
  'capacity/storage-too-small': {
    title: 'What is kept does not fit onto the disks',
    message: ({ kind, name, wanted, available }) =>
      `${keepers[kind](name)} ${approximateBytes(wanted)}, but there are ${approximateBytes(available)}`,
    why: 'A full disk stops a database at once, and a volume beyond the capacity of its class is never provisioned.',
    fix: 'Add disks or machines, choose a class with room, or keep less: fewer documents, shorter retention, smaller volumes.',
  },
  'capacity/latency-missed': {
    title: 'One call takes longer than the objective',
    message: ({ model, takes, objective, on }) =>
      `one call of ${model} takes about ${takes} on ${on === 'cpu' ? 'a CPU' : 'its GPU'}; the objective for a search is ${objective}`,
    why: 'More replicas answer more calls at once, but none of them faster: a search waits for its slowest step.',
    fix: 'Give the model a GPU with `gpu`, rerank fewer candidates (`demand.retrieval.candidates`), or choose a smaller model.',
  },
  'capacity/single-point-of-failure': {
    title: 'A single point of failure',
    message: ({ workload, replicas, availability, needed }) =>
      `${workload} has ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, but ${availability} availability needs ${needed}`,
    why: 'Three nines leave 43 minutes of outage a month; one restart of a model server takes minutes, one lost machine hours.',
    fix: 'Run more replicas, choose a topology with a quorum, or lower the availability objective.',
  },
  'capacity/bounds-contradict': {
    title: 'Bounds that contradict each other',
    message: ({ name, minimum, maximum }) =>
      `${name} has a minimum of ${minimum} above its maximum of ${maximum}`,
    why: 'An autoscaler with such bounds is refused by Kubernetes.',
    fix: 'Swap or correct the bounds.',
  },
  'wiring/missing-companion': {
    title: 'A component lacks its companion',
    message: ({ component, needs, purpose }) => `${component} needs ${needs}: ${purpose.en}`,
    why: 'Without its companion the component starts with errors or not at all.',
    fix: 'Add the companion under `components`.',
  },
  'wiring/untolerated-taint': {
    title: 'A taint keeps a workload off its nodes',
    message: ({ workload, pool, node, taint }) =>
      `${workload} does not tolerate ${taint} on ${node === undefined ? `the nodes of pool ${pool}` : `node ${node}`}`,
    why: 'A pod that does not tolerate every taint of a node never runs there; it stays Pending, and no linter tells.',
    fix: 'Add the missing toleration. In a platform, `tolerations` may be left out: LLMFlow computes them from the pool.',
  },
  'wiring/unmatched-node-selector': {
    title: 'A node selector matches no node',
    message: ({ workload, pool, label }) =>
      `${pool === '' ? 'the nodes here' : `the nodes of pool ${pool}`} do not carry ${label}, which ${workload} selects`,
    why: 'A pod whose selector matches no node stays Pending.',
    fix: 'Add the label to the nodes or to the pool, or remove `nodeSelector`.',
  },
  'wiring/setting-not-read': {
    title: 'A setting that nothing reads',
    message: ({ component, version, setting, instead }) =>
      `${component}${version === '' ? '' : ` ${version}`} does not read ${setting}${instead === '' ? '' : `; use ${instead}`}`,
    why: 'A program ignores what it does not know, and runs with a default that nobody chose.',
    fix: 'Use the setting that this version reads, or remove the line.',
  },
  'wiring/quota-item-ignored': {
    title: 'A quota item that Kubernetes ignores',
    message: ({ tenant, item, instead }) =>
      `Kubernetes never enforces ${item} in the quota of ${tenant}${instead === '' ? '' : `; use ${instead}`}`,
    why: 'The API server accepts the item, but the quota evaluator counts only known names, and only requests for extended resources such as GPUs.',
    fix: 'Use the item that is enforced, or remove it.',
  },
  'wiring/quota-exceeds-limit': {
    title: 'A quota that no container can use',
    message: ({ tenant, item, limit, needed }) =>
      `the quota of ${tenant} grants ${item}, but a container there gets ${approximateBytes(limit)} at most, and the smallest workload with a GPU takes ${approximateBytes(needed)}`,
    why: 'The namespace’s LimitRange caps each container below what a model server needs, so the grant can never be used.',
    fix: 'Remove the grant, and let the tenant use the models of the platform, or raise the cap.',
  },
  'wiring/storage-class-mode': {
    title: 'A storage class lacks an access mode',
    message: ({ storageClass, mode, suggestion }) =>
      `storage class ${storageClass} has no ${mode} volumes${suggestion === '' ? '' : `; ${suggestion} has`}`,
    why: 'A claim for an access mode that its class does not offer stays Pending, and so does every pod that mounts it.',
    fix: 'Choose a class with this access mode. The weights of models are mounted by many nodes at once.',
  },
  'wiring/ranges-overlap': {
    title: 'Address ranges overlap',
    message: ({ first, second }) => `${first} overlaps ${second}`,
    why: 'Pods and Services are overlays: a machine whose address lies in such a range cannot be reached from pods.',
    fix: 'Choose ranges that appear on no switch.',
  },
  'wiring/range-unlisted': {
    title: 'An address in no listed network',
    message: ({ what, range }) => `${what} ${range} lies in no network of the inventory`,
    why: 'What is not in the address plan cannot be checked for overlap, routed on purpose or opened in a firewall.',
    fix: 'Add the network to the inventory.',
  },
  'wiring/redis-topology-mixed': {
    title: 'Redis topologies are mixed',
    message: ({ topology, setting }) =>
      `${setting} belongs to another Redis topology than ${topology}`,
    why: 'Sentinel watches one master; Redis Cluster shards over several and needs no Sentinel. A server cannot be both.',
    fix: 'Remove the setting, or choose the other topology.',
  },
  'security/secret-in-file': {
    title: 'A secret stands in the file',
    message: ({ key }) => `${key} holds a secret in plain text`,
    why: 'The file is committed, copied and printed; whoever reads it can use the secret. `${VAR}` is no remedy: nothing expands it.',
    fix: 'Remove it. LLMFlow names every secret in the plan, and workloads read it from a Secret.',
  },
  'airgap/mutable-tag': {
    title: 'An image tag that moves',
    message: ({ image }) => `${image} has no fixed version`,
    why: 'A tag such as latest means another image tomorrow, and what was tested is not what runs.',
    fix: 'Name a version, or a digest.',
  },
  'airgap/no-registry': {
    title: 'Images come from the internet',
    message: ({ images }) =>
      `no registry is declared, so ${images === 1 ? '1 image is' : `${images} images are`} pulled from the internet`,
    why: 'In a closed network nothing can be pulled, and public registries limit, change and delete.',
    fix: 'Declare `registry` with the host that mirrors them.',
  },
  'life/image-gone': {
    title: 'An image has left its registry',
    message: ({ image, since, note, registry }) =>
      `${image} cannot be pulled since ${since} (${note.en})${registry === '' ? '' : `; ${registry} must hold a copy`}`,
    why: 'A pinned stack breaks when what it pins is deleted upstream.',
    fix: 'Keep a copy in your registry, and plan to replace the component.',
  },
  'life/support-ended': {
    title: 'Support has ended',
    message: ({ subject, since, note }) =>
      `${subject} has been out of support since ${since}: ${note.en}`,
    why: 'What gets no fixes collects known vulnerabilities.',
    fix: 'Plan the move to a supported version.',
  },
  'life/recovery-point-missed': {
    title: 'No backup meets the recovery point',
    message: ({ store, every, objective }) =>
      `${store} is backed up every ${span(every)}, so up to ${span(every)} of work may be lost; the objective is ${span(objective)}`,
    why: 'The recovery point that a platform has is the longest time between two copies, whatever a document promises.',
    fix: 'Back up more often, archive the log continuously, or raise the objective.',
  },
  'life/recovery-time-missed': {
    title: 'Bringing the data back takes longer than the recovery time',
    message: ({ total, objective, longest, longestTime }) =>
      `bringing every store back takes ${span(total)}, of which ${longest} takes ${span(longestTime)}; the objective is ${span(objective)}`,
    why: 'After the loss of a site the data comes back over a link, one store after another, and nothing promised makes the link faster.',
    fix: 'Keep less in the store, use a faster link to the copies, serve from a second site, or raise the objective.',
  },
  'life/backup-never-runs': {
    title: 'A backup that nothing runs',
    message: ({ store, every, reason, maker }) =>
      `nothing copies ${store} every ${span(every)}: ${neverRuns[reason]}${
        reason === 'no-component' && maker !== '' ? `; add components.${maker}` : ''
      }`,
    why: 'An interval in a file copies nothing. A recovery point that counts on it is missed on the day it is needed.',
    fix: 'Name the object store outside under `backup.endpoint`, and add the component that makes the copies.',
  },
  'life/store-without-backup': {
    title: 'A store without a backup',
    message: ({ store, component }) =>
      `${component} keeps data in ${store}, which no backup covers`,
    why: 'What is not copied is lost with the machine that holds it.',
    fix: 'Add the store under `backup.stores`.',
  },
  'life/retention-contradiction': {
    title: 'Backups outlive the log that they need',
    message: ({ store, keep, logKeep }) =>
      `${store} keeps backups for ${span(keep)}, but the log for ${span(logKeep)}, so older backups cannot be brought to a point in time`,
    why: 'Recovery to a point in time replays the log from a backup onwards; without the log only the backup’s own moment is left.',
    fix: 'Keep the log as long as the backups.',
  },
  ...choiceEnglish,
  ...credentialEnglish,
  ...serviceEnglish,
  ...certificateEnglish,
  ...hardwareEnglish,
  ...auditEnglish,
}
