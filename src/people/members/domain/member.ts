export const MEMBER_STATES = ['active', 'silenced', 'suspended', 'erased'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** A customer with an account on the company's own site. */
export interface Member {
  /** `mem_…` */
  id: string;
  /** Unique, small letters. */
  handle: string;
  displayName: string;
  mail: string | null;
  /** Null as long as the address is only said. */
  mailVerifiedAt: Date | null;
  /** The language that pages speak to this member; null for the browser's. */
  language: string | null;
  languages: string[];
  pronouns: string | null;
  bio: string | null;
  signature: string | null;
  avatarFileId: string | null;
  /** Ids of what he was honoured with (`embrace/honours`). */
  honours: string[];
  /** As it stands now: silence and suspension end by themselves. */
  state: MemberState;
  stateReason: string | null;
  stateUntil: Date | null;
  /** The row in `people/accounts`, network `community`; null for a moment only. */
  accountId: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  hasPassword: boolean;
  eraseAt: Date | null;
}

/** A member who is signed in with this request. */
export interface SignedIn extends Member {
  sessionId: string;
  /** Ids of members whom he does not want to hear from. */
  blocked: readonly string[];
}

/** Whether a member may say something in public. Who is silenced may read, vote nothing, and write to nobody. */
export function maySpeak(member: Pick<Member, 'state'>): boolean {
  return member.state === 'active';
}
