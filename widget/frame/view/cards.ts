import type { Answer } from '../state/shapes.ts';
import type { State } from '../state/state.ts';
import { hidden, make } from './dom.ts';
import { checkAll, createField } from './fields.ts';
import { icon } from './icons.ts';
import { createQuestions } from './questions.ts';
import { type Acts, button, type Kit } from './kit.ts';

/** The first words meet the help centre: articles that may settle them, and always the way on to a person. */
export function answersCard(
  kit: Kit,
  answers: readonly Answer[],
  helpedBy: string | null,
  acts: Pick<Acts, 'helped' | 'goOn' | 'takeBack'> = kit.acts,
): HTMLElement {
  const { say } = kit;
  if (helpedBy !== null)
    return make(
      'section',
      { class: 'card', 'aria-label': say('answers.glad') },
      make('h2', { tabindex: '-1' }, icon('check'), say('answers.glad')),
      make(
        'div',
        { class: 'buttons' },
        button(say('answers.again'), acts.takeBack),
        button(say('answers.on'), acts.goOn, 'plain'),
      ),
    );
  return make(
    'section',
    { class: 'card', 'aria-label': say('answers.title') },
    make('h2', { tabindex: '-1' }, say('answers.title')),
    make('ul', { class: 'answers' }, ...answers.map((answer) => answerOf(kit, answer, acts.helped))),
    make('div', { class: 'buttons' }, button(say('answers.on'), acts.goOn)),
  );
}

function answerOf(
  { say }: Kit,
  { id, title, excerpt, url }: Answer,
  helps: (answerId: string) => void,
): HTMLElement {
  const helped = button(say('answers.helped'), () => helps(id), 'small plain');
  helped.setAttribute('aria-label', say('answers.helped.of', { title }));
  return make(
    'li',
    {},
    make(
      'a',
      { href: url, target: '_blank', rel: 'noopener', dir: 'auto' },
      title,
      hidden(` ${say('new.tab')}`),
      icon('out'),
    ),
    excerpt !== '' && make('p', { dir: 'auto' }, excerpt),
    helped,
  );
}

/** Name and mail, as far as the company asks for them and they are not known, and what else it asks. */
export function detailsCard(kit: Kit, { config, visitor, opening }: State): HTMLElement {
  const { say, acts } = kit;
  const isUnknown = !visitor.wasAsked && !visitor.isIdentified;
  const asksName = config && isUnknown && config.asksName !== 'never' && visitor.name === null;
  const asksMail = config && isUnknown && config.asksMail !== 'never' && visitor.mail === null;
  const name = asksName
    ? createField(kit, {
        name: 'name',
        label: say('details.name'),
        isRequired: config.asksName === 'required',
      })
    : null;
  const mail = asksMail
    ? createField(kit, {
        name: 'mail',
        label: say('details.mail'),
        why: say('details.mail.why'),
        isRequired: config.asksMail === 'required',
      })
    : null;
  const fields = [name, mail].filter((field) => field !== null);
  const questions = createQuestions(kit, config?.forms.chat ?? [], opening?.form ?? null);
  const title = say(fields.length > 0 ? 'details.title' : 'form.title');
  return make(
    'form',
    {
      class: 'card',
      novalidate: true,
      'aria-label': title,
      onsubmit: (event) => {
        event.preventDefault();
        if (checkAll([...fields, ...questions.fields()]))
          acts.introduce(name?.value() ?? null, mail?.value() ?? null, questions.value());
      },
    },
    make('h2', { tabindex: '-1' }, title),
    ...fields.map(({ element }) => element),
    questions.element,
    make('div', { class: 'buttons' }, make('button', { class: 'button' }, say('details.go'))),
  );
}

/** The chat can go on by mail: asks for the address, quietly. */
export function mailCard(kit: Kit): HTMLElement {
  const { say, acts } = kit;
  const field = createField(kit, { name: 'mail', label: say('details.mail'), isRequired: true });
  const failed = make('p', { class: 'error', role: 'alert' });
  const form = make(
    'form',
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        const address = field.value();
        if (!checkAll([field]) || address === null) return;
        failed.textContent = '';
        if (!(await acts.giveMail(address))) failed.textContent = say('mail.failed');
      },
    },
    field.element,
    failed,
    make('div', { class: 'buttons' }, make('button', { class: 'button' }, say('mail.go'))),
  );
  return make(
    'details',
    { class: 'card quiet', ontoggle: () => field.focus() },
    make('summary', {}, icon('mail'), make('span', {}, say('mail.offer'))),
    form,
  );
}

export function endingCard({ say, acts }: Kit, goOn: () => void): HTMLElement {
  return make(
    'section',
    { class: 'card', 'aria-label': say('end.sure') },
    make('h2', { tabindex: '-1' }, say('end.sure')),
    make('div', { class: 'buttons' }, button(say('end'), acts.end), button(say('end.no'), goOn, 'plain')),
  );
}

/** Five words from very bad to very good, and room for more of them. */
export function ratingCard(kit: Kit): HTMLElement {
  const { say, acts } = kit;
  const text = createField(kit, { name: 'text', label: say('rate.text'), isRequired: false });
  const failed = make('p', { class: 'error', role: 'alert' });
  const more = make('div', { hidden: true }, text.element);
  const scores = ([1, 2, 3, 4, 5] as const).map((score) =>
    make(
      'label',
      { class: 'score' },
      make('input', { type: 'radio', name: 'score', value: score, onchange: () => (more.hidden = false) }),
      make('span', { class: 'score-mark', 'aria-hidden': 'true' }, String(score)),
      hidden(say(`rate.${score}`)),
    ),
  );
  const form = make(
    'form',
    {
      class: 'card',
      novalidate: true,
      'aria-label': say('rate.title'),
      onsubmit: async (event) => {
        event.preventDefault();
        const score = Number(new FormData(form).get('score') ?? 0);
        failed.textContent = score === 0 ? say('error.required') : '';
        if (score > 0 && !(await acts.rate(score, text.value() ?? '')))
          failed.textContent = say('send.refused');
      },
    },
    make(
      'fieldset',
      {},
      make('legend', {}, make('span', { class: 'ended' }, say('ended')), ' ', say('rate.title')),
      make('div', { class: 'scores' }, ...scores),
      make(
        'p',
        { class: 'ends', 'aria-hidden': 'true' },
        make('span', {}, say('rate.1')),
        make('span', {}, say('rate.5')),
      ),
    ),
    more,
    failed,
    make(
      'div',
      { class: 'buttons' },
      make('button', { class: 'button' }, say('rate.go')),
      button(say('ended.anew'), acts.anew, 'plain'),
    ),
  );
  return form;
}

export function endedCard({ say, acts }: Kit, rating: number | null): HTMLElement {
  return make(
    'section',
    { class: 'card', 'aria-label': say('ended') },
    make('h2', { tabindex: '-1' }, say(rating === null ? 'ended' : 'rate.done')),
    make('div', { class: 'buttons' }, button(say('ended.anew'), acts.anew)),
  );
}
