// English words of the area operate.

export const operate = { title: 'Operate' }
