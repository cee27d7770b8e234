import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Regex, SpellCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { moderationQueries, type WordView } from './queries.ts';
import { WordDialog } from './word-dialog.tsx';

/** Words that are looked for in everything that members write. */
export function WordsPanel() {
  const maySetUp = useCan()('moderation.set-up');
  const words = useQuery(moderationQueries.words());
  const [open, setOpen] = useState<WordView | 'new' | null>(null);
  const add = maySetUp && (
    <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
      {t('moderation.word.add')}
    </Button>
  );
  return (
    <div className="stack">
      <WhoCan permission="moderation.set-up" action={t('moderation.settingUp')} />
      <Loaded query={words} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              icon={SpellCheck}
              title={t('moderation.words.none')}
              text={t('moderation.words.none.text')}
              actions={add}
            />
          ) : (
            <>
              <div>{add}</div>
              <ul className="list" aria-label={t('moderation.tab.words')}>
                {rows.map((word) => (
                  <Row key={word.id} word={word} onChange={maySetUp ? () => setOpen(word) : undefined} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {open !== null && <WordDialog word={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Row({ word, onChange }: { word: WordView; onChange: (() => void) | undefined }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.delete(`/moderation/words/${word.id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['moderation'] }),
  });
  const { pattern, isExpression, action, isOn, hits, replacement } = word;
  return (
    <li className="list-row">
      <div className="row-main moderation-head">
        <strong>{pattern}</strong>
        {isExpression && (
          <Badge icon={Regex} isQuiet>
            {t('moderation.word.expression')}
          </Badge>
        )}
        <Badge tone={action === 'refuse' ? 'bad' : 'neutral'}>{t(`moderation.word.action.${action}`)}</Badge>
        {action === 'replace' && <span>{replacement}</span>}
        {!isOn && <Badge isQuiet>{t('moderation.word.off')}</Badge>}
        <span className="faint">{tn('moderation.word.hits', hits)}</span>
      </div>
      {onChange && (
        <>
          <Button onClick={onChange} aria-label={t('moderation.word.changeNamed', { pattern })}>
            {t('moderation.word.change')}
          </Button>
          <Button variant="ghost" onClick={() => setAsking(true)}>
            {t('moderation.word.remove')}
          </Button>
        </>
      )}
      <Confirm
        title={t('moderation.word.remove.title', { pattern })}
        text={t('moderation.word.remove.text')}
        confirm={t('moderation.word.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutateAsync()}
      />
    </li>
  );
}
