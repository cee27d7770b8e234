import { useQuery } from '@tanstack/react-query';
import { AnyPolicyPage } from '../../components/policies/policy-page.tsx';
import { draftOf, newPolicy } from './draft.ts';
import { PolicyForm } from './policy-form.tsx';
import './promises.css';
import { promiseQueries } from './queries.ts';

export function PolicyPage() {
  const policies = useQuery({ ...promiseQueries.policies(), select: ({ items }) => items });
  return (
    <AnyPolicyPage
      area="promises"
      policies={policies}
      newPolicy={newPolicy}
      draftOf={draftOf}
      form={PolicyForm}
    />
  );
}
