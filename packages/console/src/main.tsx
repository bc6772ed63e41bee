// Starts the console: the reader's language first, then the page.

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/queries.ts'
import { makeConsoleRouter } from './routes.tsx'
import { startTheme } from './shell/theme.ts'
import './ui/tokens.css'
import './ui/base.css'
import { WordsProvider } from './words/use-words.ts'
import { startWords } from './words/words.ts'

const root = document.querySelector('#root')

if (root !== null) {
  startTheme()
  await startWords()
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <WordsProvider>
          <RouterProvider router={makeConsoleRouter(queryClient)} />
        </WordsProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
