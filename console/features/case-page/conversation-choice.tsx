import type { CaseDetail } from '#respond/cases/schema.ts';
import { Checkbox } from '../../components/choice.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';

/** Which conversations of one customer are shown; at least one is, or there is nothing to send. */
export function ConversationChoice({
  threads,
  chosen,
  onChoose,
}: {
  threads: CaseDetail['threadsOf'];
  chosen: readonly string[];
  onChoose(conversationIds: string[]): void;
}) {
  return (
    <fieldset className="plain-fields case-page-threads">
      <legend className="field-label">{t('casePage.conversations')}</legend>
      {threads.map(({ row }) => (
        <Checkbox
          key={row.id}
          label={
            <span className="case-page-thread">
              <NetworkIcon network={row.network} />
              <span className="ellipsis" dir="auto">
                {row.excerpt || row.author.handle}
              </span>
            </span>
          }
          isOn={chosen.includes(row.id)}
          onChange={(isOn) =>
            onChoose(
              threads.map((each) => each.row.id).filter((id) => (id === row.id ? isOn : chosen.includes(id))),
            )
          }
        />
      ))}
      {chosen.length === 0 && (
        <p className="field-error" role="status">
          {t('casePage.conversations.none')}
        </p>
      )}
    </fieldset>
  );
}
