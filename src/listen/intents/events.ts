declare module '#platform/bus/index.ts' {
  interface Events {
    /** Intents or examples were changed. */
    'intents.changed': Record<string, never>;
    /** A training moved on, ended or failed: at most twice a second. */
    'intents.training': { modelId: string; state: 'running' | 'ready' | 'failed'; progress: number };
    /** Another model says what posts mean from now on. */
    'intents.activated': { modelId: string };
  }
}

export {};
