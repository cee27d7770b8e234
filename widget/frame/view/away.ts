import type { State } from '../state/state.ts';
import { answersCard } from './cards.ts';
import { createSlot, make, setText } from './dom.ts';
import { checkAll, createField } from './fields.ts';
import { icon } from './icons.ts';
import { button, type Kit, type Part } from './kit.ts';
import { createQuestions } from './questions.ts';

/** Out of hours: a letter instead of a chat, answered by mail. */
export function createAway(kit: Kit): Part {
  const { say, clock } = kit;
  const words = make('p', { class: 'greeting', dir: 'auto' });
  const until = make('p', { class: 'until' });
  const failed = make('p', { class: 'error', role: 'alert' });
  const place = make('div', {});
  const show = createSlot(place);

  return {
    element: make('div', { class: 'away' }, words, until, place),
    update(state) {
      const { config, away } = state;
      setText(words, config?.texts.offline || say('status.closed'));
      setText(until, config?.opensAt ? say('status.until', { time: clock.soon(config.opensAt) }) : '');
      const hasAnswers = away.answers.length > 0 && (away.state === 'answers' || away.state === 'sending');
      const card = show(
        away.state === 'sent'
          ? 'sent'
          : hasAnswers
            ? `answers ${away.helpedBy}`
            : `form ${JSON.stringify(config?.forms.letter)}`,
        () =>
          away.state === 'sent' ? thanks(kit, away) : hasAnswers ? answersTo(kit, away) : letter(kit, failed),
      );
      card?.querySelector('h2')?.focus();
      setText(failed, away.reason ?? '');
    },
  };
}

/** What may answer the letter, before it is sent. */
function answersTo(kit: Kit, { answers, helpedBy }: State['away']): HTMLElement {
  const { helpedAway, goOnAway, takeBackAway } = kit.acts;
  return answersCard(kit, answers, helpedBy, { helped: helpedAway, goOn: goOnAway, takeBack: takeBackAway });
}

function letter(kit: Kit, failed: HTMLElement): HTMLElement {
  const { say, acts } = kit;
  const { visitor, config, away } = kit.state();
  const name = createField(kit, {
    name: 'name',
    label: say('details.name'),
    isRequired: config?.asksName === 'required',
    value: away.letter?.name ?? visitor.name,
  });
  const mail = createField(kit, {
    name: 'mail',
    label: say('details.mail'),
    isRequired: true,
    value: away.letter?.mail ?? visitor.mail,
  });
  const text = createField(kit, {
    name: 'text',
    label: say('away.text'),
    isRequired: true,
    value: away.letter?.text ?? kit.draft,
  });
  const questions = createQuestions(kit, config?.forms.letter ?? [], away.letter?.form ?? null);
  return make(
    'form',
    {
      class: 'letter',
      novalidate: true,
      'aria-label': say('away.text'),
      oninput: () => acts.saveDraft(text.value() ?? ''),
      onsubmit: (event) => {
        event.preventDefault();
        if (kit.state().away.state !== 'writing' || !checkAll([name, mail, ...questions.fields(), text]))
          return;
        acts.writeAway({
          name: name.value() ?? '',
          mail: mail.value() ?? '',
          text: text.value() ?? '',
          form: questions.value(),
        });
      },
    },
    name.element,
    mail.element,
    questions.element,
    text.element,
    failed,
    make('div', { class: 'buttons' }, make('button', { class: 'button wide' }, say('away.send'))),
  );
}

function thanks({ say, acts }: Kit, away: State['away']): HTMLElement {
  return make(
    'section',
    { class: 'card', 'aria-label': say('away.thanks') },
    make('h2', { tabindex: '-1' }, icon('check'), say('away.thanks')),
    make('p', { dir: 'auto' }, say('away.sent', { mail: away.mail ?? '' })),
    make('div', { class: 'buttons' }, button(say('away.again'), acts.writeAgain, 'plain')),
  );
}
