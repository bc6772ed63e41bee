// Names what a program has on a machine: its unit, its folder and the places of its secrets.

export const unitOf = (id: string): string => `llmflow-${id}.service`
export const timerOf = (id: string): string => `llmflow-${id}.timer`
export const programFolder = (id: string): string => `/usr/local/lib/llmflow/${id}`
export const runScript = (id: string): string => `${programFolder(id)}/run`
export const reportScript = (id: string): string => `${programFolder(id)}/report`
export const fetchScript = (id: string): string => `${programFolder(id)}/fetch`
/** Where the values of secrets lie, for root alone; systemd hands them to a unit. */
export const secretPath = (secret: string, key: string): string =>
  `/etc/llmflow/secrets/${secret}/${key}`
export const credentialOf = (secret: string, key: string): string => `${secret}.${key}`
