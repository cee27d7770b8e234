import { Pencil, Trash2 } from 'lucide-react';
import type { CasePageView } from '#respond/case-page/schema.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';

/** A page that was made: by whom, whether it was opened, what it shows. */
export function OnePage({
  page,
  onChange,
  onRevoke,
}: {
  page: CasePageView;
  onChange(): void;
  onRevoke(): void;
}) {
  const can = useCan();
  const shown = [
    tn('casePage.shows', page.conversationIds.length),
    page.showsFields ? t('casePage.shows.fields') : null,
    page.showsPromises ? t('casePage.shows.promises') : null,
  ].filter((words) => words !== null);
  return (
    <li className="case-link">
      <span className="grow">
        {t('casePage.by', { name: page.createdBy })} <Time at={page.createdAt} className="faint" />
        <span className="faint">
          {' '}
          · {page.openedAt === null ? t('casePage.unopened') : t('casePage.opened')}
        </span>
        <span className="case-page-shown faint">{shown.join(' · ')}</span>
        {page.nextStep !== null && (
          <span className="case-page-shown" dir="auto">
            {page.nextStep}
          </span>
        )}
      </span>
      {can('cases.work') && (
        <>
          <IconButton size="s" icon={Pencil} label={t('casePage.change')} onClick={onChange} />
          <IconButton size="s" icon={Trash2} label={t('casePage.revoke')} onClick={onRevoke} />
        </>
      )}
    </li>
  );
}
