/** Addresses of ours that take posts from the company's other programs. */
export { receiversFeature } from './feature.ts';
