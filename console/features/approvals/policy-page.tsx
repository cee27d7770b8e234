import { useQuery } from '@tanstack/react-query';
import { AnyPolicyPage } from '../../components/policies/policy-page.tsx';
import './approvals.css';
import { draftOf, newPolicy } from './draft.ts';
import { PolicyForm } from './policy-form.tsx';
import { approvalQueries } from './queries.ts';

export function PolicyPage() {
  const policies = useQuery(approvalQueries.policies());
  return (
    <AnyPolicyPage
      area="approvals"
      policies={policies}
      newPolicy={newPolicy}
      draftOf={draftOf}
      form={PolicyForm}
    />
  );
}
