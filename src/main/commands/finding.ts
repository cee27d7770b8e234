/** One thing that the doctor looked at. */
export interface Finding {
  what: string;
  state: 'good' | 'mind' | 'wrong';
  /** What was seen. */
  seen: string;
  /** How to mend it. */
  mend?: string;
}
