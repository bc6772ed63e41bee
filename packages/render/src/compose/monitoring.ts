// Tells the stand-ins of monitoring what there is to scrape, to alert on and to show.

import type { Project } from './project.js'

export const withMonitoring = (project: Project): Project => project
