import type { Kind } from './domain/policy.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** A promise was not kept; told once. */
    'promise.missed': {
      clockId: string;
      conversationId: string;
      kind: Kind;
      policyId: string;
      teamId: string | null;
      dueAt: string;
    };
    /** A promise will be due soon. */
    'promise.due': { clockId: string; conversationId: string; kind: Kind; dueAt: string };
    /** Policies are different, or promises are reckoned anew. */
    'promises.changed': { policyId: string | null };
    'promises.progress': { done: number; total: number; isOver: boolean };
  }
}
