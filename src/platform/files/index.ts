/** Files of people: kept in the database, told by their bytes, cleaned, scanned, and served where nothing in them can run. */
export { filesFeature } from './feature.ts';
export { fileErrors } from './errors.ts';
export type { Scan, StoredFile } from './domain.ts';
export { fileId, fileShape, type FileView } from './schema.ts';
export { presentFile } from './present.ts';
export {
  filesOf,
  forgetFiles,
  type NewFile,
  openFile,
  readBytes,
  readFiles,
  releaseFiles,
  storeFile,
  useFiles,
  useFilesOf,
} from './service.ts';
/** Cleans what was stored before its kind was cleaned: `rapport files strip`. */
export { stripStored } from './strip.ts';
/** What public pages show: pictures in a size that fits. */
export { type OpenPicture, openShown } from './pictures/shown.ts';
export type { PictureSize } from './pictures/sizes.ts';
/** `/api/v1/files/…/shown?…`, good for an hour to two. */
export { publicAddress } from './address.ts';
