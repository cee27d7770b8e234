import { type Html, markup } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import type { explainLevel } from '#embrace/trust/index.ts';
import { isAppealable } from '../measures/appeals.ts';
import type { ActionWithAppeal } from '../measures/store.ts';
import { ORDER } from '../notices.ts';
import { aboutIn, type wordsIn } from './words.ts';

interface Context {
  words: ReturnType<typeof wordsIn>;
  language: string;
  now: Date;
}

/** A member's level and what was done to him, each with its reason and, once, an appeal. */
export function orderView(
  page: Context & {
    actions: readonly ActionWithAppeal[];
    standing: Awaited<ReturnType<typeof explainLevel>>;
    proof: string;
  },
): Html {
  const { words, actions, standing, proof } = page;
  const next = standing.isLocked ? undefined : standing.steps.find((step) => !step.isReached);
  return markup`<section><h2>${words.level(standing.level)}</h2><p>${words.levelText}</p>${
    next && !next.isByHand
      ? markup`<p>${words.levelNext(next.level)}</p><ul lang="en">${next.because.map((one) => markup`<li>${one}</li>`)}</ul>`
      : null
  }</section>
    <section><h2>${words.tab}</h2><p>${actions.length === 0 ? words.none : words.intro}</p>
      <ul class="list">${actions.map(
        (action) =>
          markup`<li id="${action.id}">${actionView(page, action, {
            path: ORDER,
            fields: markup`<input type="hidden" name="proof" value="${proof}" /><input type="hidden" name="action" value="${action.id}" />`,
          })}</li>`,
      )}</ul></section>`;
}

/** One action; with a form to appeal where it can be made. */
export function actionView(
  { words, language, now }: Context,
  action: ActionWithAppeal,
  form: { path: string; fields: Html | null },
): Html {
  const { what, kind, title, reason, until, byId, at, undoneAt, appeal } = action;
  const about = aboutIn(words, { kind, title: title ?? '' });
  const isMeasure = what === 'silenced' || what === 'suspended';
  const end = until ? words.until(dayIn(until, language)) : isMeasure ? words.forGood : null;
  return markup`<p><strong>${words.actions[what]}</strong>${about === '' ? null : markup`: <span dir="auto">${about}</span>`}
      <span class="quiet">${dayIn(at, language)} · ${byId === null ? words.byRules : words.byTeam}${end === null ? null : ` · ${end}`}${undoneAt === null ? null : ` · ${words.over}`}</span></p>
    ${reason === '' ? null : markup`<p dir="auto">${words.because} ${reason}</p>`}
    ${appeal ? markup`<p dir="auto">${words.yours} (${words.states[appeal.state]}): ${appeal.text}</p>` : null}
    ${appeal?.answer ? markup`<p dir="auto">${words.answer}: ${appeal.answer}</p>` : null}
    ${
      appeal === null && isAppealable(action, now)
        ? markup`<details><summary>${words.appeal}</summary><form class="form" method="post" action="${form.path}">${form.fields}
            <p>${words.appealText}</p>
            <label>${words.appealField}<textarea name="text" rows="4" maxlength="4000" required></textarea></label>
            <div class="actions"><button>${words.appealSend}</button></div></form></details>`
        : null
    }`;
}
