// English words of the area knowledge.

export const knowledge = { title: 'Knowledge' }
