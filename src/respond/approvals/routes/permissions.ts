export const permissions = {
  'approvals.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  /** Who is asked in a step may decide; this says who can be asked at all. */
  'approvals.decide': ['owner', 'admin', 'manager', 'agent'],
  /** Authors answer what was said of their replies. */
  'approvals.answer': ['owner', 'admin', 'manager', 'agent'],
  /** Policies, settings, and whom to trust. */
  'approvals.manage': ['owner', 'admin', 'manager'],
} as const;
