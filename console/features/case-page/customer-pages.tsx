import { useQuery } from '@tanstack/react-query';
import { ExternalLink, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CasePageView } from '#respond/case-page/schema.ts';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { TextField } from '../../components/field.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { Block } from '../cases/block.tsx';
import { useCaseActions } from '../cases/use-cases.ts';
import { casePageQueries, makePage } from './queries.ts';

/** Links by which the customer opens the case: made, said what happens next, taken back. */
export function CustomerPages({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const pages = (useQuery(casePageQueries.of(detail.id)).data ?? []).filter((page) => !page.isRevoked);
  const [link, setLink] = useState<string | null>(null);
  const [nextStep, setNextStep] = useState('');
  if (detail.threadsOf.length === 0) return null;
  const make = async () => {
    const asked = makePage(detail.id, { nextStep: nextStep.trim() || null });
    if (!(await actions.run(asked))) return;
    setLink((await asked).link);
    setNextStep('');
  };
  return (
    <Block title={t('casePage.title')}>
      {link !== null && <CopyField label={t('casePage.link')} value={link} />}
      <ul className="case-links">
        {pages.map((page) => (
          <OnePage key={page.id} page={page} />
        ))}
      </ul>
      {can('cases.work') && (
        <>
          <TextField
            label={t('casePage.next')}
            hint={t('casePage.next.hint')}
            isOptional
            maxLength={1000}
            value={nextStep}
            onChange={(event) => setNextStep(event.target.value)}
          />
          <Button size="s" icon={ExternalLink} onClick={() => void make()}>
            {t('casePage.make')}
          </Button>
        </>
      )}
    </Block>
  );
}

function OnePage({ page }: { page: CasePageView }) {
  const can = useCan();
  const actions = useCaseActions();
  return (
    <li className="case-link">
      <span className="grow">
        {t('casePage.by', { name: page.createdBy })} <Time at={page.createdAt} className="faint" />
        <span className="faint">
          {' '}
          · {page.openedAt === null ? t('casePage.unopened') : t('casePage.opened')}
        </span>
      </span>
      {can('cases.work') && (
        <IconButton
          size="s"
          icon={Trash2}
          label={t('casePage.revoke')}
          onClick={() => void actions.run(api.delete(`/case-pages/${page.id}`))}
        />
      )}
    </li>
  );
}
