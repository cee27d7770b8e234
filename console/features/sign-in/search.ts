/** What the address of the sign-in page may carry. */
export interface SignInSearch {
  next?: string;
  /** `second-factor` after a mailed link that needs the code too. */
  step?: string;
  /** Why a mailed link did not sign in. */
  error?: string;
}
