// Says in English what the CLI says itself.

import { certsEnglish } from './certs.js'
import { hardwareEnglish } from './hardware.js'
import { modelsEnglish } from './models.js'
import { secretsAddedEnglish, secretsEnglish } from './secrets.js'
import { serviceEnglish } from './service.js'
import { sizeEnglish } from './size.js'
import type { CliWords } from './words.js'

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const fixesOf = (count: number): string => `${count} fix${count === 1 ? '' : 'es'}`
const meant = (suggestion: string): string =>
  suggestion === '' ? '' : `; did you mean ${suggestion}?`

export const english: CliWords = {
  tagline:
    'One file says what a company wants from its private LLM platform: check it, plan it, render it, audit it.',
  help: {
    titles: {
      'Usage:': 'Usage:',
      'Arguments:': 'Arguments:',
      'Options:': 'Options:',
      'Global Options:': 'Global options:',
      'Commands:': 'Commands:',
    },
    examples: 'Examples:',
    command: 'show the help of a command',
    more: 'Begin with `llmflow init`. `llmflow COMMAND --help` shows examples of each command.\nExit codes: 0 fine, 1 findings of severity error, 2 wrong use.',
    choices: (choices) => `one of ${choices}`,
  },
  groups: {
    secrets: secretsAddedEnglish.group,
    certs: certsEnglish.group,
    key: serviceEnglish.group,
    models: modelsEnglish.group,
  },
  commands: {
    ...secretsAddedEnglish.commands,
    ...certsEnglish.commands,
    ...serviceEnglish.commands,
    ...modelsEnglish.commands,
    init: {
      summary: 'write a first llmflow.yaml and inventory.yaml',
      about:
        'Asks for the few things that have no default, or takes them as options, and writes files that check without errors. Existing files are never replaced without --force.',
      examples: [
        { run: 'llmflow init', what: 'asks, then writes into this directory' },
        {
          run: 'llmflow init acme --users 500 --gpus 32 --gpu-product A100-SXM4-80GB --domain llm.example.com',
          what: 'asks nothing',
        },
      ],
    },
    check: {
      summary: 'judge a platform: what is wrong, where, and what would be right',
      about:
        'Reads llmflow.yaml and inventory.yaml (when there is one) and judges them with the plan that would follow. Nothing is written.',
      examples: [
        { run: 'llmflow check', what: 'this directory' },
        { run: 'llmflow check acme --env staging', what: 'with the overlay acme/env/staging.yaml' },
        { run: 'llmflow check acme -f load-test.yaml', what: 'with one more file on top' },
        {
          run: 'llmflow check acme --report sarif > llmflow.sarif',
          what: 'for a code scanning service',
        },
      ],
    },
    plan: {
      summary: 'compute everything that will be: sizes, placement, secrets, alerts',
      about:
        'Plans the platform onto its inventory and shows what it takes and what is left over. The same input always gives the same plan.',
      examples: [
        { run: 'llmflow plan', what: 'a table for people' },
        {
          run: 'llmflow plan acme --out plan.json',
          what: 'the whole plan, for render, diff and why',
        },
        {
          run: 'llmflow plan acme --json',
          what: 'the whole plan on standard output, for programs',
        },
      ],
    },
    render: {
      summary: 'write the files of a target from a plan',
      about:
        'Writes the tree of one target. A failing render leaves the old output as it was; a second one removes only what the first wrote (it keeps a list in .llmflow.json).',
      examples: [
        {
          run: 'llmflow render acme --target kubernetes --out manifests',
          what: 'plans and renders',
        },
        {
          run: 'llmflow render acme --target helm --out chart',
          what: 'an umbrella chart with values for every environment',
        },
        {
          run: 'llmflow render acme --target compose --out project',
          what: 'the same platform on one machine',
        },
        {
          run: 'llmflow render acme --target hosts --out machines',
          what: 'every machine below and around the cluster, with playbooks for them',
        },
        { run: 'llmflow render plan.json --out manifests', what: 'renders a saved plan' },
        { run: 'llmflow render acme --out manifests --dry-run', what: 'shows what would change' },
      ],
    },
    audit: {
      summary: 'prove that manifests, alerts and dashboards will work, before they run',
      about:
        'Reads directories, files and standard input (-): Kubernetes and compose YAML, Helm charts (expanded with the helm program where there is one), Prometheus rules, Grafana dashboards, configuration files, and Markdown with such blocks. Nothing is sent anywhere. What is named and not there is a warning, because it may exist elsewhere; --complete makes it an error.',
      examples: [
        { run: 'llmflow audit manifests', what: 'every file that it can read below a directory' },
        { run: 'llmflow audit manifests --complete', what: 'nothing else exists' },
        { run: 'helm template . | llmflow audit -', what: 'what another program prints' },
        { run: 'llmflow audit manifests --only metrics', what: 'one family of findings' },
        { run: 'llmflow audit manifests --fix | git apply', what: 'the fixes that are certain' },
        {
          run: 'llmflow audit manifests --report sarif > audit.sarif',
          what: 'for a code scanning service',
        },
      ],
    },
    diff: {
      summary: 'show what is created, resized, restarted, moved and deleted between two plans',
      about:
        'Compares two platforms or saved plans. With one directory and --env or -f, compares the overlay with the base.',
      examples: [
        { run: 'llmflow diff plan.json acme', what: 'the saved plan against the files of today' },
        { run: 'llmflow diff acme --env staging', what: 'what the overlay changes' },
      ],
    },
    why: {
      summary: 'explain a number of the plan, down to the line that a person wrote',
      about:
        'A PATH is a path of the plan, an object such as deployment/NAME.replicas, or any end of a path. Without PATH, lists everything that can be asked.',
      examples: [
        { run: 'llmflow why acme', what: 'what can be asked' },
        { run: 'llmflow why acme deployment/vllm-llama.replicas', what: 'why so many' },
        {
          run: 'llmflow why acme workloads/dify-api/resources/memory',
          what: 'by the path in the plan',
        },
      ],
    },
    explain: {
      summary: 'explain a diagnostic code: why it matters and how to fix it',
      about: 'Without CODE, lists every code.',
      examples: [
        { run: 'llmflow explain spec/unknown-key', what: 'one code' },
        { run: 'llmflow explain', what: 'all codes' },
      ],
    },
    schema: {
      summary: 'print the JSON Schema of llmflow.yaml, inventory.yaml or the reports',
      about:
        'JSON Schema, draft 2020-12. Editors with a YAML language server complete and validate with it.',
      examples: [
        { run: 'llmflow schema > llmflow.schema.json', what: 'of llmflow.yaml' },
        { run: 'llmflow schema inventory > inventory.schema.json', what: 'of inventory.yaml' },
      ],
    },
    catalog: {
      summary: 'list the components, or one with its versions, options and metrics',
      about: 'Every fact names the public source that it was read from.',
      examples: [
        { run: 'llmflow catalog', what: 'all components' },
        { run: 'llmflow catalog vllm', what: 'one component' },
        { run: 'llmflow catalog vllm --metrics', what: 'the metrics that it exports' },
      ],
    },
    size: {
      summary: 'say what a number of people needs: GPUs, machines, racks, power',
      about:
        'Sizes the platform of DIR for another number of people, or, without DIR, one with the components and models of the infrastructure guide. Every number comes from the steps of planning; --json gives each with its formula and terms. Models are named as in `llmflow catalog`, with a precision behind a colon where they are quantised.',
      examples: [
        { run: 'llmflow size --users 500', what: 'the guide’s platform for 500 people' },
        {
          run: 'llmflow size --users 2000 --model llama-3.1-8b-instruct --model llama-3.1-70b-instruct:int4',
          what: 'with other models',
        },
        { run: 'llmflow size acme --users 3000', what: 'a platform of one’s own, grown' },
        { run: 'llmflow size --users 500 --compare', what: 'beside the guide’s tables' },
      ],
    },
    checklist: {
      summary: 'go through a checklist: before deployment, daily, weekly or monthly',
      about:
        'Checks and plans the platform, audits what it would become, and says of each item whether findings settle it (auto), a person has to judge it (human) or only the running platform can tell (needs-cluster), with the commands and alerts for it.',
      examples: [
        { run: 'llmflow checklist pre acme', what: 'before acme is deployed' },
        { run: 'llmflow checklist daily acme --json', what: 'for a ticket system' },
      ],
    },
    completion: {
      summary: 'print completions for a shell',
      about: 'Completes commands and options.',
      examples: [
        { run: 'source <(llmflow completion bash)', what: 'bash, for this shell' },
        { run: 'llmflow completion zsh > "${fpath[1]}/_llmflow"', what: 'zsh, for all shells' },
        { run: 'llmflow completion fish > ~/.config/fish/completions/llmflow.fish', what: 'fish' },
      ],
    },
  },
  options: {
    ...secretsAddedEnglish.options,
    ...certsEnglish.options,
    ...serviceEnglish.options,
    ...modelsEnglish.options,
    json: 'print one JSON object: {command, ok, diagnostics, result}',
    report: 'how findings are printed',
    lang: 'language of the output; the locale decides when left out',
    quiet: 'print errors only',
    help: 'show this help',
    version: 'show the version',
    env: 'lay env/NAME.yaml over the platform',
    file: 'lay FILE over the platform, after --env; repeatable',
    out: 'folder to write into',
    planOut: 'write the plan as JSON to FILE',
    target: 'what to render for',
    force: 'overwrite files that LLMFlow did not write',
    dryRun: 'show what would be created, changed and removed; write nothing',
    users: 'people who have access',
    gpus: 'GPUs for inference in the cluster; 0 for none',
    gpuProduct: 'GPU product, as in `llmflow catalog`',
    domain: 'zone under which the public names lie',
    registry: 'host of the registry inside the closed network',
    name: 'name of the platform; the directory when left out',
    complete: 'the files are all there is: what they name and lack is an error',
    onlyRegistry: 'every image must come from this registry',
    only: 'report only this code or family, such as wiring or wiring/unmatched-node-selector; repeatable',
    skip: 'leave out this code or family; repeatable',
    minSeverity: 'leave out what is less severe',
    fix: 'print the fixes that are certain as a unified diff',
    write: 'write the fixes that are certain into the files',
    model: 'chat model, as NAME or NAME:PRECISION; may be repeated',
    compare: 'show the tables of the guide beside those that are computed',
    metrics: 'list the metrics with their types, labels, units and sources',
  },
  arguments: {
    ...secretsAddedEnglish.arguments,
    ...certsEnglish.argument,
    ...serviceEnglish.arguments,
    ...modelsEnglish.arguments,
    directory: 'platform directory; this one when left out',
    directoryOrPlan: 'platform directory or plan.json; this directory when left out',
    before: 'platform directory or plan.json',
    after: 'platform directory or plan.json to compare with',
    path: 'plan path, object or end of a path',
    code: 'diagnostic code, such as spec/unknown-key',
    schemaKind: 'what to describe',
    component: 'component name',
    shell: 'shell',
    checklist: 'pre, daily, weekly or monthly',
    newDirectory: 'directory to write into; this one when left out',
    auditPath: 'directory or file to judge; - for standard input',
  },
  wrongUse: {
    noCommand: 'name a command',
    unknownCommand: (name, suggestion) => `there is no command ${name}${meant(suggestion)}`,
    unknownOption: (name, suggestion) => `there is no option ${name} here${meant(suggestion)}`,
    missingArgument: (name) => `the argument ${name} is missing`,
    missingValue: (option) => `the option ${option} needs a value`,
    missingOption: (option) => `the option ${option} is required`,
    tooManyArguments: 'there are more arguments than this command takes',
    invalidValue: (value, choices) => `${value} is not possible here; choose one of ${choices}`,
    twoNeeded:
      'there is nothing to compare with: name a second plan, or an overlay with --env or -f',
    noMachines:
      'no machine has an address, so there is nothing to render; inventory.yaml gives them under pools',
    allEnvironments:
      'a chart has the values of every environment: leave --env out, and install with values-<environment>.yaml',
  },
  severities: { error: 'error', warning: 'warning', info: 'info' },
  findings: {
    counts: (errors, warnings, infos) =>
      [
        ...(errors > 0 ? [plural(errors, 'error')] : []),
        ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
        ...(infos > 0 ? [plural(infos, 'note')] : []),
      ].join(', '),
    none: (files) => `no findings in ${files}`,
    lookedAt: (subject) => `in ${subject}`,
    help: (command) =>
      `\`llmflow ${command}${command === '' ? '' : ' '}--help\` shows how it is used`,
    explain: (code) => `\`llmflow explain ${code}\` says why and how to fix it`,
    commandLine: '<command line>',
    total: 'total',
    limit: 'there is',
    over: 'missing',
    related: 'see also',
    run: 'run',
  },
  units: {
    gpus: (amount) => (amount === 1 ? 'GPU' : 'GPUs'),
    bytes: () => '',
    'cpu-millis': (amount) => (amount === 1000 ? 'thread' : 'threads'),
    nodes: (amount) => (amount === 1 ? 'node' : 'nodes'),
    watts: () => 'W',
    connections: (amount) => (amount === 1 ? 'connection' : 'connections'),
    count: () => '',
  },
  why: {
    setByDefault: (pointer) => `default of ${pointer}`,
    several: (count) => `${count} values match; name one of them:`,
    ask: 'Ask with `llmflow why DIR PATH`. What can be asked:',
    seeAbove: 'see above',
    fact: (source) => `fact: ${source}`,
  },
  explain: { why: 'Why it matters', fix: 'What to do', severity: 'Severity' },
  hardware: hardwareEnglish,
  size: sizeEnglish,
  secrets: secretsEnglish,
  certs: certsEnglish.words,
  service: serviceEnglish.words,
  models: modelsEnglish.words,
  plan: {
    heading: (name, release, kubernetes) => `${name}: release ${release}, Kubernetes ${kubernetes}`,
    sections: {
      sizes: 'Sizes (each replica)',
      gpus: 'GPUs',
      pools: 'Nodes (used of what workloads may take)',
      waiting: 'Waiting for room at full load, first served first',
      addons: 'Addons',
    },
    columns: {
      component: 'component',
      part: 'part',
      replicas: 'replicas',
      cpu: 'CPU',
      memory: 'memory',
      gpus: 'GPUs',
      storage: 'storage',
      perReplica: 'a replica',
      atMinimum: 'at minimum',
      atMaximum: 'at maximum',
      product: 'product',
      pool: 'pool',
      nodes: 'nodes',
      power: 'power',
      workload: 'workload',
      priority: 'priority',
      lacks: 'lacks',
      addon: 'addon',
      chart: 'chart',
      version: 'version',
      namespace: 'namespace',
      purpose: 'purpose',
    },
    total: 'total',
    used: (used, total) => `${used} of ${total}`,
    legend: '`llmflow why DIR PATH` explains any of these numbers.',
    lacks: { gpus: 'GPUs', cpu: 'CPU', memory: 'memory', nodes: 'nodes' },
    counts: (counts) =>
      [
        plural(counts.workloads, 'workload'),
        plural(counts.addons, 'addon'),
        plural(counts.images, 'image'),
        plural(counts.edges, 'connection'),
        plural(counts.certificates, 'certificate'),
        plural(counts.secrets, 'secret'),
        plural(counts.alerts, 'alert'),
        plural(counts.dashboards, 'dashboard'),
        plural(counts.tenants, 'tenant'),
      ].join(', '),
    written: (file) => `the plan is in ${file}`,
    notWritten: (file) => `${file} was not written, because there are errors`,
  },
  render: {
    done: (folder, files) => `${plural(files, 'file')} in ${folder}`,
    would: (folder) => `nothing was written; in ${folder} would be`,
    changes: (created, changed, removed, same) =>
      `${created} created, ${changed} changed, ${removed} removed, ${same} unchanged`,
    interrupted: 'interrupted; the old output was left as it was',
  },
  audit: {
    read: ({ files, objects, processes, expressions }) =>
      `${plural(files, 'file')}: ${plural(objects, 'object')}, ${processes} ${processes === 1 ? 'process' : 'processes'}, ${plural(expressions, 'expression')}`,
    notJudged: (parts) => `; not judged: ${parts.join(', ')}`,
    unknownKinds: (kinds) =>
      `${plural(kinds.length, 'kind')} that ${kinds.length === 1 ? 'is' : 'are'} not known`,
    unreadTemplates: (count) => plural(count, 'template'),
    leftOut: (count) => `${plural(count, 'file')} too large or not text`,
    nothing: 'nothing: no file here has a form that the audit reads',
    fixable: (fixes) =>
      `${fixesOf(fixes)} ${fixes === 1 ? 'is' : 'are'} certain; --fix prints ${fixes === 1 ? 'it' : 'them'}, --write applies ${fixes === 1 ? 'it' : 'them'}`,
    fixed: (fixes, files) => `${fixesOf(fixes)} written into ${plural(files, 'file')}`,
  },
  difference: {
    same: 'the plans are the same',
    groups: {
      created: 'created',
      resized: 'resized',
      restarted: 'restarted',
      moved: 'moved',
      changed: 'changed',
      deleted: 'deleted',
    },
    counts: (changes) => plural(changes, 'change'),
    kinds: {
      platform: 'platform',
      workload: 'workload',
      addon: 'addon',
      namespace: 'namespace',
      node: 'node',
      certificate: 'certificate',
      secret: 'secret',
      name: 'public name',
      image: 'image',
      schedule: 'schedule',
      tenant: 'tenant',
      alert: 'alert',
      dashboard: 'dashboard',
    },
  },
  checklist: {
    titles: {
      pre: 'Before deployment',
      daily: 'Every day',
      weekly: 'Every week',
      monthly: 'Every month',
    },
    kinds: { auto: 'auto', human: 'human', 'needs-cluster': 'needs cluster' },
    findings: (count, codes) => `${plural(count, 'finding')}: ${codes}`,
    alerts: (names) => `watched by ${names}`,
    counts: (items, done, attention, open) =>
      `${plural(items, 'item')}: ${done} done, ${attention} with findings, ${open} to look at`,
  },
  catalog: {
    brings: 'brings',
    component: 'component',
    topologies: 'topologies',
    versions: 'versions',
    summary: 'what it is',
    options: 'Options (components.NAME.options)',
    metrics: 'metrics',
    complete: 'complete list',
    partial: 'partial list',
    source: 'source',
    images: 'images',
    lists: {
      releases: 'Release lines',
      gpus: 'GPU products',
      models: 'Model weights with known shape',
    },
    notRead: 'Not read, although people write it',
    columns: {
      metric: 'metric',
      type: 'type',
      unit: 'unit',
      labels: 'labels',
      help: 'what it says',
    },
    noMetrics: (name) => `the catalog has no metrics of ${name}`,
  },
  init: {
    questions: {
      name: 'Name of the platform',
      users: 'People who will have access',
      domain: 'Domain under which the platform is reached',
      registry: 'Registry inside the closed network (empty for none)',
      gpus: 'GPUs for inference (0 for none)',
      gpuProduct: 'GPU product',
    },
    written: (files) => `wrote ${files}`,
    next: (directory) => `next: llmflow check ${directory}`,
    notANumber: (option, value) => `${option} wants a whole number, not ${value}`,
    comments: {
      platform: 'What this company wants from its private LLM platform.',
      demand:
        'How much work there is. Every number has a default; `llmflow schema` describes them.',
      registry: 'Inside a closed network every image comes from this registry.',
      models: 'The models that people ask, and the GPUs that serve them.',
      noModels: 'No GPU here: name a model that is served elsewhere, or add GPUs to the inventory.',
      components: 'What the platform consists of; {} takes a component with its defaults.',
      inventory: 'What hardware, network and nodes exist. Replace these examples by your own.',
      pools: 'Machines of one kind. Workloads go to the first pool that has their role.',
    },
  },
}
