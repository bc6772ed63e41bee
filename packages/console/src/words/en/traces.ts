// English words of the area traces.

export const traces = { title: 'Traces' }
