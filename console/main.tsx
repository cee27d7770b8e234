import '@fontsource-variable/inter/index.css';
import '@fontsource/jetbrains-mono/400.css';
import '@fontsource/jetbrains-mono/500.css';
import './styles/tokens.css';
import './styles/base.css';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { shareNonce } from './app/nonce.ts';
import { createQueryClient } from './api/queries.ts';
import { TooltipProvider } from './components/tooltip.tsx';
import { listenToKeyboard } from './keyboard/shortcuts.ts';
import { createConsoleRouter } from './router.tsx';

const queryClient = createQueryClient();
const router = createConsoleRouter(queryClient);
shareNonce();
listenToKeyboard(document);

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={400} skipDelayDuration={200}>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
