// Writes the playbook that makes machines a cluster: the first begins it, the others join with a token of one hour.

export const clusterPlaybook = `# Makes the machines a Kubernetes cluster, once site.yaml has run. Who is in it already is left alone.
# Nothing secret stays behind: keys go from machine to machine, and the file with the token is removed again.
---
- name: The first machine of the control plane
  hosts: all
  become: true
  gather_facts: false
  tasks:
    - name: Begin the cluster
      ansible.builtin.command:
        argv: [kubeadm, init, --config, /etc/kubernetes/kubeadm/init.yaml]
        creates: /etc/kubernetes/kubelet.conf
      when: llmflow_kubernetes.role | default('') == 'first'

- name: The other machines of the control plane
  hosts: all
  become: true
  gather_facts: false
  serial: 1
  max_fail_percentage: 0
  vars: &variables
    llmflow_first: "{{ groups['all'] | map('extract', hostvars) | selectattr('llmflow_kubernetes.role', 'defined') | selectattr('llmflow_kubernetes.role', 'equalto', 'first') | map(attribute='llmflow_machine') | first }}"
    llmflow_folder: /etc/kubernetes/kubeadm
  tasks:
    - name: Whether it is in the cluster
      ansible.builtin.stat:
        path: /etc/kubernetes/kubelet.conf
      register: llmflow_joined
      when: llmflow_kubernetes.role | default('') == 'control-plane'

    - name: Join
      when: llmflow_kubernetes.role | default('') == 'control-plane' and not llmflow_joined.stat.exists
      block:
        - name: Keys that all of them have
          ansible.builtin.slurp:
            path: "/etc/kubernetes/pki/{{ item }}"
          delegate_to: "{{ llmflow_first }}"
          loop: &keys
            - ca.crt
            - ca.key
            - sa.pub
            - sa.key
            - front-proxy-ca.crt
            - front-proxy-ca.key
            - etcd/ca.crt
            - etcd/ca.key
          register: llmflow_keys
          no_log: true

        - name: Their folder
          ansible.builtin.file:
            path: /etc/kubernetes/pki/etcd
            state: directory
            mode: "0700"

        - name: Put them there
          ansible.builtin.copy:
            content: "{{ item.content | b64decode }}"
            dest: "/etc/kubernetes/pki/{{ item.item }}"
            mode: "0600"
          loop: "{{ llmflow_keys.results }}"
          loop_control:
            label: "{{ item.item }}"
          no_log: true
          diff: false

        - name: Way into the cluster
          ansible.builtin.include_tasks: tasks/join.yaml

- name: The workers
  hosts: all
  become: true
  gather_facts: false
  serial: 5
  vars: *variables
  tasks:
    - name: Whether it is in the cluster
      ansible.builtin.stat:
        path: /etc/kubernetes/kubelet.conf
      register: llmflow_joined
      when: llmflow_kubernetes.role | default('') == 'worker'

    - name: Way into the cluster
      ansible.builtin.include_tasks: tasks/join.yaml
      when: llmflow_kubernetes.role | default('') == 'worker' and not llmflow_joined.stat.exists
`

export const joinTasks = `- name: A token for one hour
  ansible.builtin.command: kubeadm token create --ttl 1h
  delegate_to: "{{ llmflow_first }}"
  register: llmflow_token
  changed_when: true
  no_log: true

- name: The authority of the cluster
  ansible.builtin.slurp:
    path: /etc/kubernetes/pki/ca.crt
  delegate_to: "{{ llmflow_first }}"
  register: llmflow_authority

- name: Join
  block:
    - name: What kubeadm finds the cluster with
      ansible.builtin.copy:
        content: |
          apiVersion: v1
          kind: Config
          clusters:
            - name: cluster
              cluster:
                server: https://{{ llmflow_kubernetes.api }}:6443
                certificate-authority-data: {{ llmflow_authority.content }}
          users:
            - name: joining
              user:
                token: {{ llmflow_token.stdout }}
          contexts:
            - name: joining
              context: { cluster: cluster, user: joining }
          current-context: joining
        dest: "{{ llmflow_folder }}/discovery.conf"
        mode: "0600"
      no_log: true
      diff: false

    - name: Join the cluster
      ansible.builtin.command:
        argv: [kubeadm, join, --config, "{{ llmflow_folder }}/join.yaml"]
        creates: /etc/kubernetes/kubelet.conf
  always:
    - name: The token is of no more use
      ansible.builtin.file:
        path: "{{ llmflow_folder }}/discovery.conf"
        state: absent
`
