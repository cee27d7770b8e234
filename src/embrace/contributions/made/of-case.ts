import type { Actor, App } from '#platform/app/index.ts';
import { readCase, type Said } from '#respond/cases/index.ts';
import { withoutGreeting } from '#respond/knowledge/index.ts';
import { contributionErrors } from '../errors.ts';
import { unaddressed, unsigned } from './domain.ts';
import { sureLanguage } from './language.ts';
import type { Source } from './types.ts';

const MOST_ANSWERS = 2;

/** A solved case: what the customer asked first, and what we said last. Throws `case.not_found`, `contributions.not_solved`, `contributions.no_reply`. */
export async function caseSource(app: App, actor: Actor, id: string): Promise<Source> {
  const detail = await readCase(app, actor, id);
  if (detail.status !== 'solved' && detail.status !== 'closed')
    throw contributionErrors('contributions.not_solved');
  const standing = detail.said.filter(({ state, text }) => state === null && text.trim() !== '');
  const asked = standing.find(({ side }) => side === 'customer');
  const answers = asked ? after(standing, asked).slice(-MOST_ANSWERS) : [];
  if (!asked || answers.length === 0) throw contributionErrors('contributions.no_reply');
  return {
    kind: 'case',
    id: detail.id,
    conversationId: null,
    called: detail.title,
    question: unaddressed(asked.text),
    answers: answers.map(({ text }) => unsigned(withoutGreeting(text))),
    names: [...new Set(standing.map(({ who }) => who))],
    language: sureLanguage(asked.text),
    // A case joins what was said in several places; that all of it was public is not told.
    isPrivate: true,
    network: null,
    url: null,
    credits: [],
    answeredBy: '',
  };
}

const after = (said: readonly Said[], asked: Said): Said[] =>
  said.slice(said.indexOf(asked)).filter(({ side }) => side === 'us');
