import type { Actor } from '#platform/app/index.ts';
import { sessionErrors } from '../errors.ts';

/** What decides who may sign in is for people with a session: a token must not be able to outlive or widen itself. */
export function refuseTokens(actor: Actor): void {
  if (actor.kind === 'token') throw sessionErrors('session.people_only');
}
