/** So long a reply waits in the outbox, so that it can be taken back. The server holds back as long what was approved. */
export const HOLD_SECONDS = 5;
