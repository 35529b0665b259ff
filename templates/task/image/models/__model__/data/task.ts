/** How rows of this model become numbers: the library that every stage reads them with. */
export { image as task } from '@create-mlops/task-image';
