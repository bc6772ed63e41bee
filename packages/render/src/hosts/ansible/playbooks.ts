// Writes the playbooks: what puts the files in place and starts what changed, and what makes the machines a cluster.

import type { RenderedFile } from '@llmflow/spec'
import { clusterPlaybook, joinTasks } from './cluster-playbook.js'
import { firewallTasks } from './firewall-tasks.js'
import { placeTasks } from './place-tasks.js'
import { restartTasks } from './restart-tasks.js'
import { secretTasks } from './secret-tasks.js'
import { startTasks } from './start-tasks.js'

export const playbooks = (folder: string): readonly RenderedFile[] =>
  Object.entries({
    'ansible.cfg': configuration,
    'site.yaml': site,
    'cluster.yaml': clusterPlaybook,
    'tasks/join.yaml': joinTasks,
    'tasks/secrets.yaml': secretTasks,
    'tasks/place.yaml': placeTasks,
    'tasks/start.yaml': startTasks,
    'tasks/restart.yaml': restartTasks,
    'tasks/firewall.yaml': firewallTasks,
  }).map(([path, text]) => ({ path: `${folder}/${path}`, text }))

const configuration = `[defaults]
inventory = inventory.yaml
forks = 20
# Everything here is of ansible.builtin; nothing is fetched from anywhere.
collections_path = /nonexistent
interpreter_python = auto_silent
retry_files_enabled = False

[ssh_connection]
pipelining = True
`

const site = `# Puts every machine into the state that this tree says. A second run changes nothing.
#   ansible-playbook site.yaml --check --diff     shows what would change
#   ansible-playbook site.yaml --limit redis-01   one machine
#   ansible-playbook site.yaml --tags files       no packages, no units, no firewall
# llmflow_root puts the files below another folder, for a look at them: --extra-vars llmflow_root=/srv/image
---
- name: Everything that a machine has
  hosts: all
  become: true
  # Which release of Debian it is says where packages come from.
  gather_facts: true
  gather_subset: [min]
  tags: [machines]
  vars: &variables
    llmflow_root: /
    llmflow_prefix: "{{ llmflow_root | regex_replace('/+$', '') }}"
    llmflow_live: "{{ llmflow_prefix == '' }}"
  tasks:
    - name: Secrets that the machine reads are at hand
      ansible.builtin.import_tasks: tasks/secrets.yaml
    - name: Packages, accounts, folders and files
      ansible.builtin.import_tasks: tasks/place.yaml
    - name: Units
      ansible.builtin.import_tasks: tasks/start.yaml

# One machine after the other, so that a quorum keeps its members.
- name: Units that run with an old file
  hosts: llmflow_waiting
  become: true
  gather_facts: false
  serial: 1
  max_fail_percentage: 0
  tags: [units, restart]
  tasks:
    - name: Restart
      ansible.builtin.import_tasks: tasks/restart.yaml

- name: Firewall
  hosts: all
  become: true
  gather_facts: false
  max_fail_percentage: 0
  tags: [firewall]
  vars: *variables
  tasks:
    - name: Firewall
      ansible.builtin.import_tasks: tasks/firewall.yaml
`
