import { useQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { narrow } from '../../components/narrow.ts';
import { PickList } from '../../components/pick-list.tsx';
import { ProgressBar, SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import './macros.css';
import { macroQueries, type MacroView } from './queries.ts';
import { useRunMacro } from './use-run-macro.ts';

interface RunMacroProps {
  isOpen: boolean;
  conversationIds: readonly string[];
  onClose(): void;
}

/** Behind `m`: which macro, what it will do, and doing it, to one conversation or many. */
export function RunMacro({ isOpen, conversationIds, onClose }: RunMacroProps) {
  const [macro, setMacro] = useState<MacroView | null>(null);
  const close = () => {
    setMacro(null);
    onClose();
  };
  return (
    <Dialog
      title={macro?.name ?? t('macros.run')}
      isBare={macro === null}
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
    >
      {isOpen &&
        (macro === null ? (
          <Choose
            conversationId={conversationIds.length === 1 ? conversationIds[0] : undefined}
            onChoose={setMacro}
          />
        ) : (
          <Preview macro={macro} conversationIds={conversationIds} onClose={close} />
        ))}
    </Dialog>
  );
}

function Choose({
  conversationId,
  onChoose,
}: {
  conversationId: string | undefined;
  onChoose(macro: MacroView): void;
}) {
  const [query, setQuery] = useState('');
  const macros = useQuery(macroQueries.all(conversationId)).data ?? [];
  const picks = macros.map(({ id, name, does }) => ({
    id,
    label: name,
    keywords: does.join(' '),
    icon: Zap,
    hint: <span className="macro-hint ellipsis">{does.join(', ')}</span>,
  }));
  return (
    <PickList
      label={t('macros.run')}
      placeholder={t('macros.run')}
      empty={t('macros.none')}
      query={query}
      onQuery={setQuery}
      picks={narrow(picks, query)}
      onPick={({ id }) => {
        const chosen = macros.find((macro) => macro.id === id);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}

function Preview({
  macro,
  conversationIds,
  onClose,
}: {
  macro: MacroView;
  conversationIds: readonly string[];
  onClose(): void;
}) {
  const preview = useQuery(macroQueries.preview(macro.id, conversationIds));
  const { run, progress } = useRunMacro(conversationIds, onClose);
  if (preview.error)
    return <ErrorState error={preview.error} isSmall onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <SkeletonRows count={3} label={t('common.loading')} />;
  const { does, fits, items } = preview.data;
  return (
    <div className="stack">
      <ol className="macro-does">
        {does.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <ul className="macro-items">
        {items.map(({ conversationId, customer, text, problem }) => (
          <li key={conversationId}>
            <strong>{customer}</strong>
            {text !== null && <p dir="auto">{text}</p>}
            {problem !== null && <p className="macro-problem">{problem}</p>}
          </li>
        ))}
      </ul>
      {conversationIds.length > items.length && (
        <p className="muted">{tn('macros.more', conversationIds.length - items.length)}</p>
      )}
      {progress !== null && (
        <ProgressBar
          value={progress.done}
          max={progress.total}
          label={t('macros.progress', { done: progress.done, total: progress.total })}
        />
      )}
      <div className="row">
        <Button
          variant="primary"
          icon={Zap}
          autoFocus
          disabled={fits === 0}
          isBusy={run.isPending || progress !== null}
          onClick={() => run.mutate(macro)}
        >
          {tn('macros.do', fits)}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
