// The task
// Tests and demonstrations
export { changePictures, type PictureChange } from './change-pictures.ts';
export { image } from './image.ts';
