import type { ReactNode } from 'react';
import type { CustomerView } from '#people/segments/schema.ts';
import { Avatar } from '../../components/avatar.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import './segments.css';

interface CustomerListProps {
  customers: readonly CustomerView[];
  label: string;
  /** What can be done about each. */
  actionOf?(customer: CustomerView): ReactNode;
}

/** Customers with where they write, and why they are in. */
export function CustomerList({ customers, label, actionOf }: CustomerListProps) {
  if (customers.length === 0) return null;
  return (
    <ul className="list" aria-label={label}>
      {customers.map((customer) => (
        <li key={customer.key} className="segment-customer">
          <Avatar name={customer.name} id={customer.accountId} url={customer.avatarUrl} size={24} />
          <div className="grow">
            <p className="segment-customer-name">
              <span className="ellipsis">{customer.name}</span>
              {customer.networks.map((network) => (
                <NetworkIcon key={network} network={network} />
              ))}
            </p>
            <p className="muted">
              {customer.by === 'hand' ? t('segments.because.hand') : customer.because.join(' · ')}
            </p>
          </div>
          {actionOf?.(customer)}
        </li>
      ))}
    </ul>
  );
}
