export { temporaryFolder } from './temporary-folder.js';
