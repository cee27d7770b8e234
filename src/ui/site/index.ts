/** The frame of all public pages: document, header, footer, colours, and how they are sent. Knows no words of a feature. */
export { contrast, readable } from './colours.ts';
export { siteStyle } from './style.ts';
export {
  CORNERS,
  DENSITIES,
  type Font,
  FONTS,
  paperOf,
  PAPERS,
  SCHEMES,
  type SiteLook,
  type SiteVariable,
  USUAL_LOOK,
} from './look.ts';
export {
  type Frame,
  type SectionRow,
  siteDocument,
  type Site,
  type SiteFeed,
  type SitePage,
} from './document.ts';
export { chooseLanguage, dayIn, directionOf, inLanguage, languageName } from './language.ts';
export { type FrameWords, frameWords } from './words/index.ts';
export { sendFile, sendPicture, sizeIn } from './picture.ts';
/** Style sheets and scripts: `addAssets(pages, [[path, body, 'css']])`. */
export { addAssets, type Asset } from './assets.ts';
export { bodyBehind, HTML_TYPE, isKnown, isUnchanged, pagePolicy, sendOwn, sendShared } from './send.ts';
export { FEED_NAMES, type FeedName, feedsBelow, sendFeed, withAddresses } from './feed.ts';
export { SEARCH, SEARCH_PATH, SEARCH_SCRIPT, siteSearch } from './search.ts';
