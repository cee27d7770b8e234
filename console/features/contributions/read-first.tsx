import { Callout } from '../../components/callout.tsx';
import { t, tn } from '../../i18n/index.ts';
import { placesLeft } from './places.ts';
import type { Proposal } from './queries.ts';

interface ReadFirstProps {
  proposal: Proposal;
  /** What stands in the fields now. */
  texts: readonly string[];
}

/** What was taken out, what is left to do, and what was said, to compare. */
export function ReadFirst({ proposal, texts }: ReadFirstProps) {
  const left = placesLeft(...texts);
  return (
    <>
      <Callout
        tone={proposal.isPrivate ? 'warn' : 'info'}
        title={t(proposal.isPrivate ? 'contributions.private' : 'contributions.read')}
      >
        {proposal.hidden === 0
          ? t('contributions.hidden.none')
          : `${tn('contributions.hidden', proposal.hidden)} ${t('contributions.hidden.check')}`}
        {left > 0 && <strong> {tn('contributions.left', left)}</strong>}
      </Callout>
      <details className="said-before">
        <summary>{t('contributions.said')}</summary>
        <p dir="auto">{proposal.said.question}</p>
        <p dir="auto">{proposal.said.answer}</p>
      </details>
    </>
  );
}
