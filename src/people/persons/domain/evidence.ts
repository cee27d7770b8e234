/**
 * What may speak for two accounts belonging to one person. A proof joins by itself; everything else is a suggestion that a person decides.
 * The same name is not among them, on purpose.
 */
export const EVIDENCE = {
  'signed-in': { isProof: true, confidence: 1, words: 'signed in with both' },
  'mail-verified': { isProof: true, confidence: 1, words: 'opened a link mailed to this address' },
  'handle-verified': { isProof: true, confidence: 1, words: 'wrote the code we gave from this handle' },
  agent: { isProof: false, confidence: 0.9, words: 'decided by a colleague' },
  'same-mail': { isProof: false, confidence: 0.7, words: 'gave the same mail address' },
  'same-phone': { isProof: false, confidence: 0.6, words: 'gave the same phone number' },
  'says-so': { isProof: false, confidence: 0.5, words: 'says so in a post' },
} as const;

export type EvidenceKind = keyof typeof EVIDENCE;
export const EVIDENCE_KINDS = Object.keys(EVIDENCE) as [EvidenceKind, ...EvidenceKind[]];

/** One reason to believe that accounts belong together. */
export interface Evidence {
  kind: EvidenceKind;
  /** The address, number or handle that both share; a reason in words for what an agent decided. */
  value?: string | undefined;
  /** The post that says so. */
  postId?: string | undefined;
}

/** Whether this evidence joins without anybody looking. */
export function isProven(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ kind }) => EVIDENCE[kind].isProof);
}
