import { useQueryClient } from '@tanstack/react-query';
import type { PersonView } from '#people/persons/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useJoin } from './use-join.ts';

/** Accounts that may be the same person, each with what speaks for it. A person decides. */
export function Suggestions({ person }: { person: PersonView }) {
  const can = useCan();
  const join = useJoin();
  const queryClient = useQueryClient();
  const own = new Set(person.accounts.map((account) => account.id));
  const refuse = (id: string) =>
    void api
      .post(`/persons/suggestions/${id}/refuse`)
      .then(() => queryClient.invalidateQueries({ queryKey: ['persons'] }), toastError);
  return (
    <>
      {person.suggestions.map((suggestion) => {
        const other = suggestion.accounts.find((account) => !own.has(account.id));
        if (other === undefined) return null;
        const name = other.displayName ?? other.handle ?? other.id;
        return (
          <Callout
            key={suggestion.id}
            tone="info"
            title={t('persons.suggestion', { name, network: other.network })}
          >
            <ul className="person-evidence">
              {suggestion.evidence.map((evidence) => (
                <li key={`${evidence.kind} ${evidence.postId}`}>
                  {evidence.words}: {evidence.value}
                </li>
              ))}
            </ul>
            {can('persons.join') && (
              <div className="person-suggestion-actions">
                <Button
                  size="s"
                  onClick={() =>
                    void join(
                      `/persons/suggestions/${suggestion.id}/accept`,
                      { leadAccountId: person.leadAccountId },
                      t('persons.did.joined'),
                    )
                  }
                >
                  {t('persons.suggestion.accept')}
                </Button>
                <Button size="s" variant="ghost" onClick={() => refuse(suggestion.id)}>
                  {t('persons.suggestion.refuse')}
                </Button>
              </div>
            )}
          </Callout>
        );
      })}
    </>
  );
}
