export interface SendAttempt {
  key: string;
  /** What was asked: conversation, post, account, text. */
  what: string;
}

/** The key of a request that may be repeated: the same for the same words to the same post, a new one for anything else. */
export function keyFor(
  last: SendAttempt | null,
  parts: readonly string[],
  makeKey: () => string = () => crypto.randomUUID(),
): SendAttempt {
  const what = JSON.stringify(parts);
  return last !== null && last.what === what ? last : { key: makeKey(), what };
}
