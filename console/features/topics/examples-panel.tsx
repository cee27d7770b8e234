import { Ban, Check, CircleCheck, CircleX, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { Parts } from '../posts/post-text.tsx';
import { textParts } from '../posts/text-parts.ts';
import type { ExampleResult, TopicExample } from './types.ts';

interface ExamplesPanelProps {
  examples: readonly TopicExample[];
  /** One for each example; undefined while they are being asked or the query is not usable. */
  results: readonly ExampleResult[] | undefined;
  mayWrite: boolean;
  onChange(examples: TopicExample[]): void;
}

/** What the topic must find and must not find, asked again on every change of the query. */
export function ExamplesPanel({ examples, results, mayWrite, onChange }: ExamplesPanelProps) {
  const keys = keysOf(examples);
  const failing = results?.filter((result) => result.isRight === false).length ?? 0;
  return (
    <Section
      title={t('topics.examples.title')}
      text={t('topics.examples.text')}
      actions={
        examples.length > 0 &&
        results !== undefined && (
          <span role="status">
            <Badge tone={failing > 0 ? 'bad' : 'ok'} icon={failing > 0 ? CircleX : CircleCheck}>
              {failing > 0
                ? tn('topics.examples.failing', failing)
                : tn('topics.examples.passing', examples.length)}
            </Badge>
          </span>
        )
      }
    >
      {examples.length > 0 && (
        <ul className="examples">
          {examples.map((example, index) => (
            <ExampleRow
              key={keys[index]}
              example={example}
              result={results?.[index]}
              mayWrite={mayWrite}
              onTurn={() =>
                onChange(
                  examples.map((one, at) => (at === index ? { ...one, shouldMatch: !one.shouldMatch } : one)),
                )
              }
              onRemove={() => onChange(examples.filter((_, at) => at !== index))}
            />
          ))}
        </ul>
      )}
      {mayWrite && <NewExample onAdd={(example) => onChange([...examples, example])} />}
    </Section>
  );
}

/** Examples have no name of their own, and the same words may stand twice. */
function keysOf(examples: readonly TopicExample[]): string[] {
  const seen = new Map<string, number>();
  return examples.map((example) => {
    const words = example.postId ?? example.text;
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    return `${words} ${times}`;
  });
}

interface ExampleRowProps {
  example: TopicExample;
  result: ExampleResult | undefined;
  mayWrite: boolean;
  onTurn(): void;
  onRemove(): void;
}

function ExampleRow({ example, result, mayWrite, onTurn, onRemove }: ExampleRowProps) {
  const text = result === undefined || example.postId === undefined ? example.text : result.text;
  const title = result === undefined || example.postId === undefined ? example.title : result.title;
  const wish = t(example.shouldMatch ? 'topics.examples.must' : 'topics.examples.mustNot');
  const Icon = example.shouldMatch ? Check : Ban;
  return (
    <li className={result?.isRight === false ? 'example example-wrong' : 'example'}>
      <button
        type="button"
        className="example-wish"
        disabled={!mayWrite}
        title={mayWrite ? t('topics.examples.turn') : undefined}
        onClick={onTurn}
      >
        <Icon size={14} aria-hidden /> {wish}
      </button>
      <div className="example-words" dir="auto">
        {title && <strong>{title} </strong>}
        {text === '' && !title ? (
          <span className="faint">{t(result === undefined ? 'common.loading' : 'topics.examples.gone')}</span>
        ) : (
          <Parts parts={textParts(text, result?.spans.filter((span) => span.field === 'text') ?? [])} />
        )}
      </div>
      <Verdict result={result} />
      {mayWrite && (
        <IconButton size="s" icon={Trash2} label={t('topics.examples.remove')} onClick={onRemove} />
      )}
    </li>
  );
}

function Verdict({ result }: { result: ExampleResult | undefined }) {
  if (result === undefined) return <span className="example-verdict" />;
  if (result.isRight === null)
    return (
      <span className="example-verdict">
        <Badge icon={TriangleAlert}>{t('topics.examples.unknown')}</Badge>
      </span>
    );
  return (
    <span className="example-verdict">
      <Badge tone={result.isRight ? 'ok' : 'bad'} icon={result.isRight ? CircleCheck : CircleX}>
        {t(result.matches ? 'topics.examples.found' : 'topics.examples.notFound')}
      </Badge>
    </span>
  );
}

function NewExample({ onAdd }: { onAdd(example: TopicExample): void }) {
  const [text, setText] = useState('');
  const add = (shouldMatch: boolean) => {
    onAdd({ shouldMatch, text: text.trim() });
    setText('');
  };
  const isEmpty = text.trim() === '';
  return (
    <div className="example-new">
      <textarea
        className="input"
        rows={2}
        maxLength={2000}
        value={text}
        aria-label={t('topics.examples.new')}
        placeholder={t('topics.examples.placeholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="form-actions">
        <Button size="s" icon={Check} disabled={isEmpty} onClick={() => add(true)}>
          {t('topics.examples.must')}
        </Button>
        <Button size="s" icon={Ban} disabled={isEmpty} onClick={() => add(false)}>
          {t('topics.examples.mustNot')}
        </Button>
      </div>
    </div>
  );
}
