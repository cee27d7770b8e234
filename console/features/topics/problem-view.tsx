import { Wand2 } from 'lucide-react';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import type { QueryProblem } from './types.ts';
import { differingPart } from './writing.ts';

interface ProblemViewProps {
  problem: QueryProblem;
  query: string;
  onChoose(query: string): void;
}

/** What is wrong, where, what to do; and the whole query mended, one click each. */
export function ProblemView({ problem, query, onChoose }: ProblemViewProps) {
  const part = query.slice(problem.start, problem.end);
  return (
    <Callout tone="bad" title={problem.message}>
      {problem.fix !== null && <p>{problem.fix}</p>}
      <p className="faint">
        {part.trim() === '' || part.length > 60
          ? t('topics.problem.at', { at: problem.start + 1 })
          : t('topics.problem.atPart', { at: problem.start + 1, part })}
      </p>
      {problem.code === 'mixed_and_or' && <p>{t('topics.problem.readings')}</p>}
      {problem.suggestions.length > 0 && (
        <ul className="suggestions">
          {problem.suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button type="button" className="suggestion" onClick={() => onChoose(suggestion)}>
                <Wand2 size={14} aria-label={t('topics.problem.use')} />
                <Suggestion query={query} suggestion={suggestion} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

/** The whole query mended, with what is different in it marked. */
function Suggestion({ query, suggestion }: { query: string; suggestion: string }) {
  const [start, end] = differingPart(query, suggestion);
  return (
    <code>
      {suggestion.slice(0, start)}
      <span className="suggestion-part">{suggestion.slice(start, end)}</span>
      {suggestion.slice(end)}
    </code>
  );
}
