// Writes the tasks that put packages, accounts, folders, files and secrets on a machine.

export const placeTasks = `- name: Units of packages that would stand in the way
  ansible.builtin.file:
    src: /dev/null
    dest: "{{ llmflow_prefix }}/etc/systemd/system/{{ item }}"
    state: link
    force: true
    follow: false
  loop: "{{ llmflow_masked_units }}"
  when: llmflow_live | bool
  tags: [packages]

- name: Folders that lead to files
  ansible.builtin.file:
    path: "{{ llmflow_prefix }}{{ item }}"
    state: directory
  loop: "{{ (llmflow_files | map(attribute='path') | map('dirname') | list + llmflow_seeded) | unique | sort }}"
  vars:
    llmflow_seeded: "{{ llmflow_files | selectattr('seed', 'defined') | map(attribute='path') | map('dirname') | map('regex_replace', '^', '/var/lib/llmflow/seeds') | list }}"
  tags: [packages, files]

- name: Files that packages act on when they are installed
  ansible.builtin.copy:
    src: "machines/{{ llmflow_machine }}{{ item.path }}"
    dest: "{{ llmflow_prefix }}{{ item.path }}"
    mode: "0644"
  loop: "{{ llmflow_files | selectattr('before_packages', 'defined') }}"
  loop_control:
    label: "{{ item.path }}"
  tags: [packages]

- name: Packages with the keys of other repositories
  ansible.builtin.apt:
    name: "{{ llmflow_repositories | map(attribute='keyringPackage') | unique | sort }}"
    state: present
    install_recommends: false
    update_cache: true
    cache_valid_time: 3600
    policy_rc_d: 101
  when: llmflow_live | bool and llmflow_repositories | length > 0
  tags: [packages]

# A closed network says in llmflow_mirrors, by their names, where it has them.
- name: Where packages come from that Debian has not
  ansible.builtin.copy:
    content: |
      Types: deb
      URIs: {{ (llmflow_mirrors | default({}))[item.name] | default(item.address) }}
      Suites: {{ item.suite | replace('{codename}', ansible_distribution_release) }}
      Components: {{ item.components | join(' ') }}
      Signed-By: {{ item.keyring }}
    dest: "{{ llmflow_prefix }}/etc/apt/sources.list.d/llmflow-{{ item.name }}.sources"
    mode: "0644"
  loop: "{{ llmflow_repositories }}"
  loop_control:
    label: "{{ item.name }}"
  register: llmflow_sources
  when: llmflow_live | bool
  tags: [packages]

- name: What these repositories have
  ansible.builtin.apt:
    update_cache: true
  when: llmflow_live | bool and llmflow_sources is changed
  tags: [packages]

- name: Packages, whose services do not start by themselves
  ansible.builtin.apt:
    name: "{{ llmflow_packages }}"
    state: present
    install_recommends: false
    update_cache: true
    cache_valid_time: 3600
    policy_rc_d: 101
    # What is held moves with this tree alone.
    allow_change_held_packages: true
  when: llmflow_live | bool
  tags: [packages]

- name: Packages that no upgrade moves
  ansible.builtin.dpkg_selections:
    name: "{{ item }}"
    selection: hold
  loop: "{{ llmflow_holds }}"
  when: llmflow_live | bool
  tags: [packages]

- name: Accounts, which other files belong to
  ansible.builtin.copy:
    src: "machines/{{ llmflow_machine }}{{ item.path }}"
    dest: "{{ llmflow_prefix }}{{ item.path }}"
    mode: "0644"
  loop: "{{ llmflow_files | selectattr('path', 'match', '/etc/sysusers[.]d/') }}"
  loop_control:
    label: "{{ item.path }}"
  register: llmflow_accounts
  tags: [packages]

- name: Make the accounts
  ansible.builtin.command: systemd-sysusers
  when: llmflow_live | bool and llmflow_accounts is changed
  tags: [packages]

- name: Units that run already, which a changed file concerns
  ansible.builtin.command:
    argv: [systemctl, is-active, "{{ item }}"]
  loop: "{{ llmflow_files | map(attribute='restarts') | flatten | union(llmflow_files | map(attribute='reloads') | flatten) | unique | sort }}"
  register: llmflow_active
  changed_when: false
  failed_when: false
  check_mode: false
  when: llmflow_live | bool
  tags: [files, secrets]

- name: Folders of data
  ansible.builtin.file:
    path: "{{ llmflow_prefix }}{{ item.path }}"
    state: directory
    owner: "{{ item.owner if llmflow_live | bool else omit }}"
    group: "{{ item.group if llmflow_live | bool else omit }}"
    mode: "{{ item.mode }}"
  loop: "{{ llmflow_folders }}"
  loop_control:
    label: "{{ item.path }}"
  tags: [files]

- name: Files
  ansible.builtin.copy:
    src: "machines/{{ llmflow_machine }}{{ item.path }}"
    dest: "{{ llmflow_prefix }}{{ '/var/lib/llmflow/seeds' if item.seed | default(false) else '' }}{{ item.path }}"
    owner: "{{ item.owner if llmflow_live | bool else omit }}"
    group: "{{ item.group if llmflow_live | bool else omit }}"
    mode: "{{ item.mode }}"
  loop: "{{ llmflow_files | rejectattr('path', 'match', '/etc/sysusers[.]d/') }}"
  loop_control:
    label: "{{ item.path }}"
  register: llmflow_copied
  # On a fresh machine the folders that lead there are not there yet either.
  ignore_errors: "{{ ansible_check_mode }}"
  tags: [files]

# Others write into these too: they are replaced only when what this tree says of them has changed.
- name: Files that are not ours alone
  ansible.builtin.copy:
    src: "{{ llmflow_prefix }}/var/lib/llmflow/seeds{{ item.item.path }}"
    dest: "{{ llmflow_prefix }}{{ item.item.path }}"
    remote_src: true
    mode: "{{ item.item.mode }}"
  loop: "{{ llmflow_copied.results | selectattr('item.seed', 'defined') | selectattr('changed') }}"
  loop_control:
    label: "{{ item.item.path }}"
  when: not ansible_check_mode
  tags: [files]

- name: Folders of secrets
  ansible.builtin.file:
    path: "{{ llmflow_prefix }}{{ item.path }}"
    state: directory
    owner: "{{ item.owner if llmflow_live | bool else omit }}"
    group: "{{ item.group if llmflow_live | bool else omit }}"
    mode: "0700"
  loop: "{{ llmflow_secret_folders }}"
  loop_control:
    label: "{{ item.path }}"
  tags: [files, secrets]

- name: Secrets
  ansible.builtin.copy:
    src: "{{ playbook_dir }}/secrets/{{ item.source }}"
    dest: "{{ llmflow_prefix }}{{ item.path }}"
    owner: "{{ item.owner if llmflow_live | bool else omit }}"
    group: "{{ item.group if llmflow_live | bool else omit }}"
    mode: "0400"
  loop: "{{ llmflow_secrets }}"
  loop_control:
    label: "{{ item.path }}"
  register: llmflow_secrets_copied
  ignore_errors: "{{ ansible_check_mode }}"
  no_log: true
  diff: false
  tags: [files, secrets]

- name: The authority that signed for the platform
  ansible.builtin.copy:
    src: "{{ item }}"
    dest: "{{ llmflow_prefix }}/usr/local/share/ca-certificates/llmflow.crt"
    mode: "0644"
  loop: "{{ query('ansible.builtin.fileglob', playbook_dir ~ '/secrets/ca.crt') }}"
  register: llmflow_authority
  tags: [files, secrets]

- name: Trust it
  ansible.builtin.command: update-ca-certificates
  when: llmflow_live | bool and llmflow_authority is changed
  tags: [files, secrets]

# Written down on the machine, so that a run that breaks off here is made good by the next.
- name: Units that will have to start again
  ansible.builtin.file:
    path: /run/llmflow/restart
    state: directory
    mode: "0700"
  when: llmflow_live | bool and not ansible_check_mode
  tags: [files, secrets]

- name: Note them
  ansible.builtin.file:
    path: "/run/llmflow/restart/{{ item }}"
    state: touch
    mode: "0600"
  vars:
    llmflow_changed: "{{ (llmflow_copied.results | default([])) | selectattr('changed') | map(attribute='item') }}"
    llmflow_concerned: "{{ (llmflow_changed | map(attribute='restarts') | flatten) + (llmflow_units if llmflow_secrets_copied is changed else []) }}"
    llmflow_running: "{{ (llmflow_active.results | default([])) | selectattr('rc', 'defined') | selectattr('rc', 'equalto', 0) | map(attribute='item') }}"
  loop: "{{ llmflow_concerned | unique | intersect(llmflow_running) }}"
  when: llmflow_live | bool and not ansible_check_mode
  tags: [files, secrets]

- name: Reload what reads its files again
  ansible.builtin.systemd:
    name: "{{ item }}"
    state: reloaded
    daemon_reload: true
  vars:
    llmflow_changed: "{{ (llmflow_copied.results | default([])) | selectattr('changed') | map(attribute='item') }}"
    llmflow_running: "{{ (llmflow_active.results | default([])) | selectattr('rc', 'defined') | selectattr('rc', 'equalto', 0) | map(attribute='item') }}"
  loop: "{{ llmflow_changed | map(attribute='reloads') | flatten | unique | intersect(llmflow_running) | difference(llmflow_changed | map(attribute='restarts') | flatten) }}"
  when: llmflow_live | bool and not ansible_check_mode
  tags: [files]
`
