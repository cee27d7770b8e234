/** Somebody has a new notice: the id of a user, or `owners`. */
export interface NoticeAdded {
  to: string;
}

declare module '#platform/bus/index.ts' {
  interface Events {
    'notice.added': NoticeAdded;
  }
}
