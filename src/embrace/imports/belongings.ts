import type { Belongings } from '#people/members/index.ts';
import { forgetMember, selectOrigins } from './targets-store.ts';

/** Where members came from. That somebody was here stays as a digest, so that the same files do not bring him again. */
export const importBelongings: Belongings = {
  key: 'broughtFrom',
  exportOf: (app, memberId) => selectOrigins(app, memberId),
  erase: (app, memberId) => forgetMember(app, memberId),
};
