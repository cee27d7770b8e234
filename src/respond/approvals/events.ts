declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something was said about a reply that waits, or it began or ceased to wait. */
    'approval.changed': { approvalId: string; conversationId: string };
    /** Who is trusted, what the policies or the settings say. */
    'approvals.configured': Record<string, never>;
  }
}
