// Writes the tasks that start units: servers before those who connect to them.

export const startTasks = `- name: Memory is not swapped out where Kubernetes counts it
  ansible.builtin.command: swapoff --all
  changed_when: false
  when: llmflow_live | bool and llmflow_kubernetes != 'none' and not ansible_check_mode
  tags: [units]

- name: Nor after the next start
  ansible.builtin.systemd:
    name: swap.target
    masked: true
  when: llmflow_live | bool and llmflow_kubernetes != 'none'
  tags: [units]

- name: Kernel modules and settings
  ansible.builtin.systemd:
    name: "{{ item }}"
    state: "{{ 'restarted' if llmflow_copied is changed else 'started' }}"
    daemon_reload: true
  loop: [systemd-modules-load.service, systemd-sysctl.service]
  changed_when: false
  when: llmflow_live | bool and not ansible_check_mode
  tags: [units]

- name: Start and enable, servers first
  ansible.builtin.systemd:
    name: "{{ item }}"
    enabled: true
    state: started
    daemon_reload: true
    # A member of a quorum stands only when the others do: nobody waits here for it.
    no_block: true
  loop: "{{ llmflow_system_units + llmflow_units }}"
  when: llmflow_live | bool and not ansible_check_mode
  tags: [units]

- name: Units that were noted
  ansible.builtin.find:
    paths: /run/llmflow/restart
    file_type: file
  register: llmflow_noted
  when: llmflow_live | bool and not ansible_check_mode
  tags: [units, restart]

- name: Machines on which units wait
  ansible.builtin.group_by:
    key: llmflow_waiting
  when: (llmflow_noted.files | default([])) | length > 0
  changed_when: false
  tags: [units, restart]
`
