/** How rows of this model become numbers: the library that every stage reads them with. */
export { changePictures, image as task } from '@create-mlops/task-image';
