// Writes the tasks that look for a machine's secrets before anything is changed.

export const secretTasks = `- name: Look for the values beside this playbook
  ansible.builtin.assert:
    that: llmflow_missing | length == 0
    fail_msg: >-
      Missing in {{ playbook_dir }}/secrets: {{ llmflow_missing | join(', ') }}.
      \`llmflow secrets write DIR --target hosts --out FOLDER\` writes them, FOLDER being the one that holds hosts/.
    quiet: true
  vars:
    llmflow_wanted: "{{ llmflow_secrets | map(attribute='source') | unique | sort }}"
    llmflow_missing: "{{ llmflow_wanted | map('regex_replace', '^', playbook_dir ~ '/secrets/') | reject('file') | map('regex_replace', '^.*/secrets/', '') | list }}"
  tags: [files, secrets]
`
