// Writes the tasks that load a firewall and take it back when nobody can log in any more.

export const firewallTasks = `- name: Folder of the rules
  ansible.builtin.file:
    path: "{{ llmflow_prefix }}/etc/llmflow"
    state: directory

- name: The rules, beside those that hold
  ansible.builtin.copy:
    src: "machines/{{ llmflow_machine }}/etc/llmflow/firewall.nft"
    dest: "{{ llmflow_prefix }}/etc/llmflow/firewall.next.nft"
    mode: "0640"

- name: The kernel would take them
  ansible.builtin.command: nft --check --file /etc/llmflow/firewall.next.nft
  changed_when: false
  when: llmflow_live | bool and not ansible_check_mode

- name: Those that hold
  ansible.builtin.stat:
    path: "{{ llmflow_prefix }}/etc/llmflow/firewall.nft"
    checksum_algorithm: sha256
  register: llmflow_holding

- name: Those to come
  ansible.builtin.stat:
    path: "{{ llmflow_prefix }}/etc/llmflow/firewall.next.nft"
    checksum_algorithm: sha256
  register: llmflow_coming

- name: Load them, and take them back unless a new connection stands within 90 seconds
  when: llmflow_live | bool and not ansible_check_mode and llmflow_holding.stat.checksum | default('') != llmflow_coming.stat.checksum
  block:
    - name: The way back
      ansible.builtin.command:
        argv:
          - systemd-run
          - --collect
          - --unit=llmflow-firewall-back
          - --on-active=90
          - /bin/sh
          - -c
          - nft delete table inet llmflow; if [ -f /etc/llmflow/firewall.nft ]; then nft --file /etc/llmflow/firewall.nft; fi
      changed_when: true

    - name: Load
      ansible.builtin.command: nft --file /etc/llmflow/firewall.next.nft
      changed_when: true

    - name: Let go of this connection
      ansible.builtin.meta: reset_connection

    - name: Connect anew
      ansible.builtin.wait_for_connection:
        timeout: 60

    - name: They stay
      ansible.builtin.command: systemctl stop llmflow-firewall-back.timer
      changed_when: true

- name: They hold
  ansible.builtin.copy:
    src: "{{ llmflow_prefix }}/etc/llmflow/firewall.next.nft"
    dest: "{{ llmflow_prefix }}/etc/llmflow/firewall.nft"
    remote_src: true
    mode: "0640"
  when: not ansible_check_mode

- name: Also after the next start
  ansible.builtin.systemd:
    name: llmflow-firewall.service
    enabled: true
    state: started
    daemon_reload: true
  when: llmflow_live | bool and not ansible_check_mode
`
