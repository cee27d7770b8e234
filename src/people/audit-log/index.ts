/** The page of the audit log; `platform/audit` writes it. */
export { auditLogFeature } from './feature.ts';
