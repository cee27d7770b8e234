import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import { caseQueries } from '../cases/queries.ts';
import { formQueries } from '../forms/queries.ts';
import type { WidgetWish } from './queries.ts';
import { asksNothing } from './wish.ts';

/** Which of the company's forms this chat offers: all that are meant for chats, or some of them. */
export function ChatForms({
  wish: { formTypeIds },
  change,
}: {
  wish: WidgetWish;
  change(more: Partial<WidgetWish>): void;
}) {
  const forms = useQuery(formQueries.all()).data?.forms ?? [];
  const types = useQuery(caseQueries.types()).data ?? [];
  const offered = forms.filter(({ places }) => places.includes('chat') || places.includes('letter'));
  const ids = offered.map(({ typeId }) => typeId);
  const toggle = (id: string, isOn: boolean) =>
    change({
      formTypeIds: isOn ? [...(formTypeIds ?? []), id] : (formTypeIds ?? []).filter((one) => one !== id),
    });
  return (
    <fieldset className="field-group">
      <legend>{t('chat.forms')}</legend>
      {offered.length === 0 ? (
        <p className="muted">
          {t('chat.forms.none')} <Link to="/settings/forms">{t('forms.title')}</Link>
        </p>
      ) : (
        <>
          <Checkbox
            label={t('chat.forms.all')}
            hint={t('chat.forms.all.hint')}
            isOn={formTypeIds === null}
            onChange={(isAll) => change({ formTypeIds: isAll ? null : ids })}
          />
          {formTypeIds !== null &&
            offered.map(({ typeId, places }) => (
              <Checkbox
                key={typeId}
                label={types.find(({ id }) => id === typeId)?.name ?? t('chat.forms.unnamed')}
                hint={places
                  .filter((place) => place !== 'contact')
                  .map((place) => t(`forms.place.${place}`))
                  .join(', ')}
                isOn={formTypeIds.includes(typeId)}
                onChange={(isOn) => toggle(typeId, isOn)}
              />
            ))}
          {asksNothing(formTypeIds, ids) && <p className="muted">{t('chat.forms.nothing')}</p>}
        </>
      )}
    </fieldset>
  );
}
