import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { SignView } from './queries.ts';
import { favourKinds, nameIn } from './signs.ts';

interface RowProps {
  sign: SignView;
  onDismiss: (() => void) | undefined;
}

/** Members who were pointed out: what was found between whom, beside what chance would give, and what it may mean. */
export function SignRow({ sign, onDismiss }: RowProps) {
  const { kind, members, favours, why } = sign;
  return (
    <li className="list-row moderation-case">
      <div className="moderation-head">
        <Badge tone="warn">{t(`moderation.sign.${kind}`)}</Badge>
        {members.map((member) => (
          <Link key={member.id} to="/members/$memberId" params={{ memberId: member.id }}>
            {member.name}
          </Link>
        ))}
        <span className="faint">
          <Time at={sign.lastAt} />
        </span>
      </div>
      <p className="muted">{t(`moderation.sign.${kind}.means`)}</p>
      <ul className="moderation-why">
        {kind === 'same-device' && <li>{why[0]}</li>}
        {favours.map((favour) => (
          <li key={`${favour.from} ${favour.to}`}>
            <strong>
              {t('moderation.sign.from', {
                from: nameIn(members, favour.from),
                to: nameIn(members, favour.to),
              })}
            </strong>{' '}
            <span>
              {favourKinds(favour.of)
                .map(({ of, count }) => t(`moderation.favour.${of}`, { count }))
                .join(', ')}
            </span>{' '}
            {favour.expected !== null && (
              <span className="faint">
                {t('moderation.sign.chance', { count: Math.max(1, Math.round(favour.expected)) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {onDismiss && (
        <div>
          <Button onClick={onDismiss}>{t('moderation.sign.dismiss')}</Button>
        </div>
      )}
    </li>
  );
}
