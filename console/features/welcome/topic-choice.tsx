import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Switch, Tick } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { QueryField } from '../topics/query-field.tsx';
import { useQueryCheck } from '../topics/use-query-check.ts';
import type { Choice, SuggestedTopic } from './suggestions.ts';

interface TopicChoiceProps {
  choice: Choice<SuggestedTopic>;
  onChange(change: Partial<Choice<SuggestedTopic>>): void;
}

export function TopicChoice({ choice, onChange }: TopicChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const { suggestion, isTicked, isThere } = choice;
  return (
    <li className="suggestion-row">
      <div className="suggestion-head">
        <Tick
          label={suggestion.name}
          isOn={isTicked || isThere}
          isDisabled={isThere}
          onChange={(isOn) => onChange({ isTicked: isOn })}
        />
        <div className="row-main">
          <div className="row-title">
            <strong>{suggestion.name}</strong>
            {isThere && <Badge>{t('welcome.there')}</Badge>}
            <span className="muted">{t(suggestion.toInbox ? 'topics.toInbox' : 'topics.streamOnly')}</span>
          </div>
          {!isOpen && <code className="topic-query ellipsis">{suggestion.query}</code>}
        </div>
        {!isThere && (
          <IconButton
            label={t('welcome.topics.edit', { name: suggestion.name })}
            icon={isOpen ? ChevronUp : ChevronDown}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && <Details suggestion={suggestion} onChange={(next) => onChange({ suggestion: next })} />}
    </li>
  );
}

function Details({
  suggestion,
  onChange,
}: {
  suggestion: SuggestedTopic;
  onChange(next: SuggestedTopic): void;
}) {
  const { problem } = useQueryCheck(suggestion.query);
  return (
    <div className="suggestion-body">
      <TextField
        label={t('topics.name')}
        maxLength={120}
        value={suggestion.name}
        onChange={(event) => onChange({ ...suggestion, name: event.target.value })}
      />
      <QueryField
        value={suggestion.query}
        problem={problem}
        onChange={(query) => onChange({ ...suggestion, query })}
      />
      <Switch
        label={t('topics.toInbox.label')}
        isOn={suggestion.toInbox}
        onChange={(toInbox) => onChange({ ...suggestion, toInbox })}
      />
    </div>
  );
}
