import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceView, TopicView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import { addChosen } from './add-chosen.ts';
import { SourceChoice } from './source-choice.tsx';
import type { StepProps } from './step-props.ts';
import { changeAt, sourceChoices, type Suggestions, topicChoices } from './suggestions.ts';
import { TopicChoice } from './topic-choice.tsx';

interface SuggestionFormProps extends StepProps {
  suggestions: Suggestions;
  topics: readonly TopicView[];
  sources: readonly SourceView[];
}

export function SuggestionForm({ suggestions, topics, sources, onNext, isBusy }: SuggestionFormProps) {
  const [chosenTopics, setTopics] = useState(() => topicChoices(suggestions.topics, topics));
  const [chosenSources, setSources] = useState(() => sourceChoices(suggestions.sources, sources));
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: () =>
      addChosen(
        chosenTopics.filter((choice) => choice.isTicked).map(({ suggestion }) => suggestion),
        chosenSources.filter((choice) => choice.isTicked).map(({ suggestion }) => suggestion),
      ),
    onSuccess: async (outcome) => {
      await Promise.all(
        ['topics', 'sources', 'health'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
      // What could be added is; it is not offered a second time.
      setTopics((before) =>
        before.map((choice) =>
          outcome.added.has(choice.suggestion) ? { ...choice, isTicked: false, isThere: true } : choice,
        ),
      );
      setSources((before) =>
        before.map((choice) =>
          outcome.added.has(choice.suggestion) ? { ...choice, isTicked: false, isThere: true } : choice,
        ),
      );
      if (outcome.problems.length === 0) onNext();
    },
  });
  const count = [...chosenTopics, ...chosenSources].filter((choice) => choice.isTicked).length;
  const problems = add.data?.problems ?? [];
  return (
    <div className="stack">
      <fieldset className="field-group">
        <legend>{t('welcome.topics.topics')}</legend>
        <ul className="list">
          {chosenTopics.map((choice, index) => (
            <TopicChoice
              key={suggestions.topics[index]!.name}
              choice={choice}
              onChange={(change) => setTopics(changeAt(chosenTopics, index, change))}
            />
          ))}
        </ul>
      </fieldset>
      <fieldset className="field-group">
        <legend>{t('welcome.topics.sources')}</legend>
        <ul className="list">
          {chosenSources.map((choice, index) => (
            <SourceChoice
              key={`${choice.suggestion.kind}-${choice.suggestion.name}`}
              choice={choice}
              onChange={(change) => setSources(changeAt(chosenSources, index, change))}
            />
          ))}
        </ul>
      </fieldset>
      {problems.length > 0 && (
        <Callout tone="warn" isUrgent title={t('welcome.topics.problems')}>
          <ul>
            {problems.map(({ name, reason }) => (
              <li key={name}>
                <strong>{name}</strong> {reason}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <div className="form-actions step-foot">
        <Button
          variant="primary"
          isBusy={add.isPending || isBusy}
          onClick={() => (count === 0 || problems.length > 0 ? onNext() : add.mutate())}
        >
          {count === 0 || problems.length > 0 ? t('common.continue') : t('welcome.topics.submit', { count })}
        </Button>
        {count > 0 && (
          <Button variant="ghost" onClick={onNext}>
            {t('common.skip')}
          </Button>
        )}
      </div>
    </div>
  );
}
