import { definePort } from '#platform/app/index.ts';
import type { NoticeKind } from './domain.ts';

/** All kinds of what members are told, in the order of the settings; `main/wiring.ts` provides it. Without it nobody is told anything. */
export const noticeKindsPort = definePort<readonly NoticeKind[]>('notifications.kinds');
