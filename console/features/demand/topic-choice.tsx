import { useState } from 'react';
import type { TopicView } from '../../api/types.ts';
import { Checkbox } from '../../components/choice.tsx';
import { t, tn } from '../../i18n/index.ts';
import { offeredTopics } from './topics.ts';

/** From so many on one has to look for them. */
const MANY = 8;

/** Any number of topics, those that are chosen first. */
export function TopicChoice({
  topics,
  chosen,
  isNew,
  onChange,
}: {
  topics: readonly TopicView[];
  chosen: readonly string[];
  isNew: boolean;
  onChange(chosen: string[]): void;
}) {
  const [find, setFind] = useState('');
  // What is chosen while the dialog is open stays where it is.
  const [first] = useState(chosen);
  const { shown, more } = offeredTopics(topics, first, find);
  return (
    <fieldset className="topic-choice">
      <legend>
        {t('demand.form.topics')}
        <span className="faint">{tn('demand.form.topics.chosen', chosen.length)}</span>
      </legend>
      <p className="field-hint">
        {t('demand.form.topics.hint')}
        {!isNew && ` ${t('demand.form.topics.recount')}`}
      </p>
      {topics.length > MANY && (
        <input
          className="input"
          type="search"
          aria-label={t('demand.form.topics.find')}
          placeholder={t('demand.form.topics.find')}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      <div className="topic-choices" role="group" aria-label={t('demand.form.topics')}>
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            isOn={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
        {shown.length === 0 && <p className="muted">{t('common.noMatches', { query: find })}</p>}
        {more > 0 && <p className="muted">{t('demand.form.topics.rest', { count: more })}</p>}
      </div>
    </fieldset>
  );
}
