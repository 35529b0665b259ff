// Pictures as bytes: nothing here needs a package, so that the create command can bundle it.
export {
  archiveReference,
  type PictureArchive,
  parseReference,
  readIdxLabels,
  readPictureArchive,
} from './picture-archive.ts';
export {
  isWholePicture,
  nameOtherFormat,
  type PictureHeader,
  readPictureHeader,
} from './picture-header.ts';
