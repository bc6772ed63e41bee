// Writes the lines of a script that leave a measurement where Debian's node_exporter looks for what others measure.

export const measurementFolder = '/var/lib/prometheus/node-exporter'

/** Moved into place as a whole, so that no half of it is read; without node_exporter nobody would read it. */
export const measured = (name: string, lines: readonly string[]): string => {
  const draft = `${measurementFolder}/.${name}`
  return `[ -d ${measurementFolder} ] || exit 0
{
${lines.map((line) => `  ${line}\n`).join('')}} > ${draft}
chmod 0644 ${draft}
mv ${draft} ${measurementFolder}/${name}.prom
`
}
