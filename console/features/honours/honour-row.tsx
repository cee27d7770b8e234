import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { HonourView } from './queries.ts';
import { useSaving } from './use-changing.ts';

interface RowProps {
  honour: HonourView;
  /** Opens it to be changed; undefined for whoever may not. */
  onOpen: ((honour: HonourView) => void) | undefined;
}

/** A badge or rank in the list: how it looks, what it is for, who has it. */
export function HonourRow({ honour, onOpen }: RowProps) {
  const [isAsking, setAsking] = useState(false);
  const { id, names, texts, mark, colour, ink, pictureUrl, holders, threshold, rule, isOn } = honour;
  const remove = useSaving(() => api.delete(`/honours/${id}`));
  return (
    <li className="list-row">
      {pictureUrl === null ? (
        <svg viewBox="0 0 24 24" width={28} height={28} aria-hidden>
          <circle cx={12} cy={12} r={11.5} fill={colour} />
          <text x={12} y={16.5} textAnchor="middle" fontSize={mark.length > 2 ? 9 : 12} fill={ink}>
            {mark}
          </text>
        </svg>
      ) : (
        <img src={pictureUrl} alt="" width={28} height={28} />
      )}
      <div className="row-main">
        <strong>{names.en}</strong> {!isOn && <Badge isQuiet>{t('honours.off')}</Badge>}
        <div className="faint">
          {texts.en} {threshold !== null && t('honours.from', { points: threshold })}
          {threshold === null && rule === null && t('honours.byHand')} · {tn('honours.holders', holders)}
        </div>
      </div>
      {onOpen && (
        <div className="row-end">
          <Button onClick={() => onOpen(honour)} aria-label={t('common.change', { name: names.en })}>
            {t('honours.change')}
          </Button>
          <Button
            variant="ghost"
            onClick={() => setAsking(true)}
            aria-label={t('common.removeNamed', { name: names.en })}
          >
            {t('common.remove')}
          </Button>
        </div>
      )}
      <Confirm
        title={t('common.removeAsk', { name: names.en })}
        text={t('honours.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutateAsync()}
      />
    </li>
  );
}
