import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import './page.css';

/** The way up, above or beside a title. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="back-link">
      <ArrowLeft size={14} aria-hidden />
      {children}
    </Link>
  );
}
