/** Approvals: replies that wait for somebody else's word, what is said about them, and who is trusted without. */
import './events.ts';
export { approvalsFeature } from './feature.ts';
/** Provide it for `replyApprovalPort`. */
export { replyApproval } from './service/ask.ts';
/** Pages behind links for people without an account. */
export { addApprovalPages } from './pages.ts';
export { suggestForReply } from './service/of-reply.ts';
export { forgetApprovals } from './service/watch.ts';
export {
  putPolicy as putApprovalPolicy,
  readPolicies as readApprovalPolicies,
  removePolicy as removeApprovalPolicy,
} from './service/policies.ts';
export { decideTrust, saveSettings as saveApprovalSettings } from './service/trust.ts';
export { readSettings as readApprovalSettings } from './service/need.ts';
/** What webhooks hear of approvals. */
export { approvalHookTypes } from './hooks.ts';
