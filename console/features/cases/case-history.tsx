import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { activityText } from '../inbox/timeline.ts';
import { Block } from './block.tsx';
import { useCaseActions } from './use-cases.ts';

const SHOWN = 8;

/** What was done to the case and to each of its conversations. What can be taken back has a button. */
export function CaseHistory({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const [isWhole, setIsWhole] = useState(false);
  const lines = isWhole ? detail.history : detail.history.slice(0, SHOWN);
  const undo = (line: CaseDetail['history'][number]) =>
    void actions.run(
      api.post(line.conversationId === null ? '/cases/undo' : '/inbox/undo', { undo: line.undo }),
    );
  return (
    <Block title={t('cases.history')}>
      <ol className="case-history">
        {lines.map((line) => (
          <li key={line.id}>
            <span className="grow">{activityText(line)}</span>
            <Time at={line.at} className="faint" />
            {line.canUndo && can('cases.work') && (
              <IconButton
                size="s"
                icon={Undo2}
                label={t('cases.history.undo', { text: line.text })}
                onClick={() => undo(line)}
              />
            )}
          </li>
        ))}
      </ol>
      {detail.history.length > SHOWN && !isWhole && (
        <Button size="s" variant="ghost" onClick={() => setIsWhole(true)}>
          {t('cases.history.all', { count: detail.history.length })}
        </Button>
      )}
    </Block>
  );
}
