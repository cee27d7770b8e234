import { common } from './en/common.ts';
import { inbox } from './en/inbox.ts';
import { outbox } from './en/outbox.ts';
import { posts } from './en/posts.ts';
import { shell } from './en/shell.ts';
import { stream } from './en/stream.ts';

/** Every string of the console, flat, one file per feature. Keys begin with the feature's name. */
export const en = { ...common, ...shell, ...inbox, ...outbox, ...posts, ...stream } as const;
