// Writes the tasks that restart a machine's units one by one, each until it answers again.

export const restartTasks = `- name: Units that were noted on this machine
  ansible.builtin.find:
    paths: /run/llmflow/restart
    file_type: file
  register: llmflow_noted

- name: Restart, servers first
  ansible.builtin.systemd:
    name: "{{ item }}"
    state: restarted
    daemon_reload: true
  vars:
    llmflow_names: "{{ llmflow_noted.files | map(attribute='path') | map('basename') }}"
  loop: "{{ (llmflow_names | difference(llmflow_units) | sort) + (llmflow_units | select('in', llmflow_names)) }}"

- name: Wait until each answers
  ansible.builtin.wait_for:
    host: "{{ llmflow_address }}"
    port: "{{ item.1 }}"
    timeout: 300
  loop: "{{ llmflow_ports | dict2items | selectattr('key', 'in', llmflow_noted.files | map(attribute='path') | map('basename')) | subelements('value') }}"
  loop_control:
    label: "{{ item.0.key }} {{ item.1 }}"

- name: Wait until each still runs
  ansible.builtin.command:
    argv: [systemctl, is-active, "{{ item.path | basename }}"]
  loop: "{{ llmflow_noted.files }}"
  loop_control:
    label: "{{ item.path | basename }}"
  register: llmflow_state
  until: llmflow_state.rc == 0
  retries: 30
  delay: 5
  changed_when: false

- name: Done with them
  ansible.builtin.file:
    path: "{{ item.path }}"
    state: absent
  loop: "{{ llmflow_noted.files }}"
  loop_control:
    label: "{{ item.path | basename }}"
`
