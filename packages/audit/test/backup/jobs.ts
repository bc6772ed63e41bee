// Makes a job that runs a script, for tests of what scripts do.

/** A CronJob as a YAML text. */
export function jobWith(
  script: string,
  { image = 'postgres:16-alpine', schedule = '*/30 * * * *', policy = 'Forbid', env = '' } = {},
): string {
  const lines = script.split('\n').map((line) => `                  ${line}`)
  return `apiVersion: batch/v1
kind: CronJob
metadata: { name: backup, namespace: data }
spec:
  schedule: '${schedule}'
${policy === '' ? '' : `  concurrencyPolicy: ${policy}\n`}  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: backup
              image: ${image}
${env === '' ? '' : `              env: [${env}]\n`}              command:
                - /bin/sh
                - -c
                - |
${lines.join('\n')}
`
}
