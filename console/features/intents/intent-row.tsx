import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import { percent } from './figures.ts';
import { LinesDialog } from './lines-dialog.tsx';
import { intentQueries } from './queries.ts';
import type { IntentView } from './types.ts';
import { useIntentActions } from './use-intent-actions.ts';

/** An intent with its figures; its examples are below it when it is opened. */
export function IntentRow({ intent, mayWrite }: { intent: IntentView; mayWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [doing, setDoing] = useState<'add' | 'rename' | null>(null);
  const { remove } = useIntentActions();
  return (
    <li className="intent">
      <div className="intent-row">
        {doing === 'rename' ? (
          <Rename intent={intent} onDone={() => setDoing(null)} />
        ) : (
          <button
            type="button"
            className="intent-name"
            aria-expanded={isOpen}
            onClick={() => setOpen((was) => !was)}
          >
            {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
            <span className="ellipsis">{intent.name}</span>
          </button>
        )}
        <dl className="intent-figures figures">
          <div>
            <dt>{t('intents.examples')}</dt>
            <dd>{intent.examples}</dd>
          </div>
          <div>
            <dt>{t('intents.recall')}</dt>
            <dd>{percent(intent.recall)}</dd>
          </div>
          <div>
            <dt>{t('intents.precision')}</dt>
            <dd>{percent(intent.precision)}</dd>
          </div>
        </dl>
        {mayWrite && (
          <Menu
            align="end"
            trigger={<IconButton label={t('intents.menu', { name: intent.name })} icon={Ellipsis} />}
            entries={[
              { label: t('intents.add'), icon: Plus, onSelect: () => setDoing('add') },
              { label: t('intents.rename'), icon: Pencil, onSelect: () => setDoing('rename') },
              'line',
              {
                label: t('common.remove'),
                icon: Trash2,
                isDanger: true,
                onSelect: () => remove.mutate(intent),
              },
            ]}
          />
        )}
      </div>
      {isOpen && <Examples intent={intent} mayWrite={mayWrite} />}
      {doing === 'add' && <LinesDialog intent={intent} onClose={() => setDoing(null)} />}
    </li>
  );
}

function Rename({ intent, onDone }: { intent: IntentView; onDone(): void }) {
  const [name, setName] = useState(intent.name);
  const { rename } = useIntentActions();
  const save = () => {
    const next = name.trim();
    if (next === '' || next === intent.name) return onDone();
    rename.mutate({ intent, name: next }, { onSuccess: onDone });
  };
  return (
    <form
      className="intent-rename"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        className="input"
        aria-label={t('intents.name')}
        maxLength={120}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <Button type="submit" isBusy={rename.isPending}>
        {t('common.save')}
      </Button>
    </form>
  );
}

function Examples({ intent, mayWrite }: { intent: IntentView; mayWrite: boolean }) {
  const { data, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    intentQueries.examples(intent.id),
  );
  const { removeExample } = useIntentActions();
  if (isPending) return <SkeletonRows count={2} label={t('common.loading')} />;
  const examples = data?.pages.flatMap((page) => page.items) ?? [];
  if (examples.length === 0) return <p className="intent-none muted">{t('intents.noExamples')}</p>;
  return (
    <div className="intent-examples">
      <ul aria-label={tn('intents.exampleCount', intent.examples)}>
        {examples.map((example) => (
          <li key={example.id}>
            <span className="grow">{example.text}</span>
            {mayWrite && (
              <IconButton
                size="s"
                label={t('intents.removeExample')}
                icon={Trash2}
                onClick={() => removeExample.mutate({ intent, example })}
              />
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="s" variant="ghost" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </div>
  );
}
